using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>Makes a school from a pack, with its first administrator. The set-up link is returned once and stored nowhere.</summary>
public sealed class SchoolDesk(TutelaDb db, SchoolWork work, TimeProvider clock)
{
    public static readonly Process Created = new("school.created", "The school was made from a policy pack");
    public static readonly TimeSpan SetUpLinkLife = TimeSpan.FromDays(14);

    public sealed record NewSchool(string Name, string Slug, string Pack, string AdministratorEmail, bool IsDemonstration = false);

    public async Task<(School School, string SetUpPath)> CreateAsync(NewSchool wanted, CancellationToken ct = default)
    {
        if (School.Fault(wanted.Slug) is { } fault) throw new Refused(fault, "Slug");
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > School.NameMaxLength) throw new Refused($"Give the school a name of at most {School.NameMaxLength} characters.", "Name");
        if (!wanted.AdministratorEmail.Contains('@', StringComparison.Ordinal)) throw new Refused("Give the administrator's e-mail address.", "Email");
        if (await db.Set<School>().AnyAsync(s => s.Slug == wanted.Slug, ct)) throw new Refused($"A school with the short name {wanted.Slug} is there already.", "Slug");
        var now = clock.GetUtcNow();
        var school = new School
        {
            Id = Guid.CreateVersion7(now),
            Slug = wanted.Slug,
            Name = wanted.Name.Trim(),
            Pack = wanted.Pack,
            IsDemonstration = wanted.IsDemonstration,
            CreatedAt = now,
        };
        db.Add(school);
        await db.SaveChangesAsync(ct);
        var path = await work.RunAsync(school, services =>
        {
            var audit = services.GetRequiredService<AuditTrail>();
            audit.Record(Created, nameof(School), school.Id, after: new { school.Name, school.Slug, school.Pack });
            var administrator = services.GetRequiredService<RoleDesk>().Add(PersonKind.Staff, "School", "administrator", wanted.AdministratorEmail.Trim(), null, Role.Administrator);
            return Task.FromResult(services.GetRequiredService<LinkDesk>().Issue(LinkPurpose.SetUp, administrator.Id, SetUpLinkLife));
        }, ct);
        return (school, path);
    }
}
