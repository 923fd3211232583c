using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Access.Attempts;
using Tutela.Web.Modules.Access.Breaches;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Modules.Access.ClassAccounts;
using Tutela.Web.Modules.Access.Consents;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Access.Controls;
using Tutela.Web.Modules.Access.Declaration;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.Access.Suspicious;
using Tutela.Web.Modules.Access.Systems;
using Tutela.Web.Modules.Access.Told;
using Tutela.Web.Modules.Access.Use;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Access;

[DbContext(typeof(TutelaDb)), Migration("0100_access")] public sealed class Migration0100 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0101_sign_in")] public sealed class Migration0101 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0103_scim")] public sealed class Migration0103 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0118_suspicious_messages")] public sealed class Migration0118 : SqlMigration;

public sealed class AccessModule : TutelaModule
{
    public override string Name => "Access";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<AccessRegister>();
        services.AddScoped<LevelDesk>();
        services.AddScoped<AgreementWatcher, AccessOnAgreement>();
        services.AddScoped<LeaverWatcher, AccessOnLeaving>();
        services.AddScoped<AccessRefusals, AccessRefusalsFromRegister>();
        services.AddScoped<WaitingSource, AccessWaiting>();
        services.AddScoped<Control, PupilsWithAccess>();
        services.AddScoped<Control, MailboxesGiven>();
        services.AddScoped<Control, NetworkChecked>();
        services.AddScoped<Control, StaffTold>();
        services.AddScoped<Control, PupilsTaught>();
        services.AddScoped<Control, StaffDeclared>();
        services.AddScoped<OwnedDomains, DomainsOfRegister>();
        services.AddSingleton<Scim.ScimClient>();
        services.AddSchoolJob<Scim.ScimPush>(TimeSpan.FromMinutes(5));
        services.AddScoped<BreachDesk>();
        services.AddScoped<SuspiciousDesk>();
        services.AddScoped<Directories.DirectoryDesk>();
        services.AddSchoolJob<AccessJob>(TimeSpan.FromMinutes(5));
        services.AddScoped<DeniedAttempts>();
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationMiddlewareResultHandler, DeniedByRole>();
        // Outermost, so that it sees what every other filter answered.
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<DeniedAttempts>(int.MinValue));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<AccessEntry>().ToTable("access_entries");
        model.Entity<AccessGrant>().ToTable("access_grants");
        model.Entity<AccessConsent>().ToTable("access_consents");
        model.Entity<ApprovedSite>().ToTable("approved_sites");
        model.Entity<PlannedUse>().ToTable("planned_uses");
        model.Entity<NetworkLevel>().ToTable("network_levels");
        model.Entity<NetworkGrant>().ToTable("network_grants");
        model.Entity<OwnDeviceAcceptance>().ToTable("own_device_acceptances");
        model.Entity<NetworkCheck>().ToTable("network_checks");
        model.Entity<AccountRequest>().ToTable("account_requests");
        model.Entity<ClassAccount>().ToTable("class_accounts");
        model.Entity<MailDomain>().ToTable("mail_domains");
        model.Entity<Scim.ScimTarget>().ToTable("scim_targets");
        model.Entity<Scim.ScimLink>().ToTable("scim_links");
        model.Entity<SignInBreach>().ToTable("sign_in_breaches");
        model.Entity<SuspiciousMessage>().ToTable("suspicious_messages");
        model.Entity<IctSystem>().ToTable("ict_systems");
        model.Entity<PasswordTelling>().ToTable("password_tellings");
        model.Entity<PasswordDeclaration>().ToTable("password_declarations");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Internet access", "access", 45, Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator) { Under = "filtering" },
        new("Suspicious messages", "suspicious-messages", 15, [.. Roles.Staff, .. Roles.Governors, Role.Visitor]) { Under = "concerns/report" },
        new("A strange message", "message", 20, Role.Pupil) { Picture = "envelope" },
    ];

    public override IEnumerable<Behaviour> Behaviours => AccessBehaviours.All;
}
