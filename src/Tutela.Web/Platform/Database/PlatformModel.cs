using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Database;

/// <summary>Maps what Platform itself stores.</summary>
internal static class PlatformModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<School>(school => school.ToTable("schools", "system"));
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts", "system");
            account.Ignore(a => a.PhoneNumber);
            account.Ignore(a => a.PhoneNumberConfirmed);
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims", "system");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins", "system");
        model.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens", "system");
        model.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("account_passkeys", "system");
            passkey.HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson("data");
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable("memberships", "system");
            membership.HasKey(m => new { m.AccountId, m.SchoolId });
        });
        model.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.HasMany(p => p.Roles).WithOne().HasForeignKey(r => new { r.SchoolId, r.PersonId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
            person.Property(p => p.Version).IsRowVersion();
        });
        model.Entity<RoleHolding>().ToTable("role_holdings");
        model.Entity<Link>().ToTable("links");
        model.Entity<AuditEvent>().ToTable("audit_events");
        model.Entity<AuditEvent>().Property(e => e.Transaction).HasColumnType("xid8").ValueGeneratedOnAdd();
        model.Entity<AuditPayload>().ToTable("audit_payloads");
        model.Entity<AuditSeal>().ToTable("audit_seals");
        model.Entity<Refusal>().ToTable("refusals").HasKey(r => new { r.SchoolId, r.Day, r.Process });
        model.Entity<OutboxMail>().ToTable("outbox_mails");
        model.Entity<Drafts.Draft>().ToTable("drafts");
        model.Entity<Notice>().ToTable("notices");
        model.Entity<Files.StoredFile>().ToTable("files");
        model.Entity<ControlDay>().ToTable("control_days");
    }
}
