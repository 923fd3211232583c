using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>Makes a school from a pack, with its first administrator. The set-up link is returned once and stored nowhere.</summary>
public sealed class SchoolDesk(TutelaDb db, SchoolWork work, PackCatalogue packs, TimeProvider clock)
{
    public static readonly Process Created = new("school.created", "The school was made from a policy pack");
    public static readonly TimeSpan SetUpLinkLife = TimeSpan.FromDays(14);

    /// <summary>What an administrator is called until they say who they are.</summary>
    public const string Unnamed = "School administrator";

    /// <param name="SetsUp">The school is set up in the browser first, and nobody is asked for anything before it goes live.</param>
    /// <param name="Administrator">Given and family name, where they are known.</param>
    public sealed record NewSchool(string Name, string Slug, string Pack, string AdministratorEmail, bool IsDemonstration = false, bool SetsUp = false,
        (string Given, string Family)? Administrator = null);

    /// <summary>The short name for a school's name: oak-lane for Oak Lane Primary School.</summary>
    public static string SuggestSlug(string name)
    {
        var plain = name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’'));
        var words = string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(w => !Common.Contains(w)).ToArray();
        var slug = string.Join('-', telling.Length > 0 ? telling : words);
        return (slug.Length <= School.SlugMaxLength ? slug : slug[..School.SlugMaxLength]).Trim('-');
    }

    private static readonly string[] Common = ["the", "school", "primary", "junior", "infant", "infants", "first", "nursery", "academy", "church", "of", "england", "ce", "c", "e", "rc", "catholic", "voluntary", "aided", "controlled", "and"];

    public async Task<(School School, string SetUpPath)> CreateAsync(NewSchool wanted, CancellationToken ct = default)
    {
        if (School.Fault(wanted.Slug) is { } fault) throw new Refused(fault, "Slug");
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > School.NameMaxLength) throw new Refused($"Give the school a name of at most {School.NameMaxLength} characters.", "Name");
        if (!wanted.AdministratorEmail.Contains('@', StringComparison.Ordinal)) throw new Refused("Give the administrator's e-mail address.", "Email");
        if (await db.Set<School>().AnyAsync(s => s.Slug == wanted.Slug, ct)) throw new Refused($"A school with the short name {wanted.Slug} is there already.", "Slug");
        if (packs.Find(wanted.Pack) is null) throw new Refused($"There is no policy pack {wanted.Pack}. Choose one of {string.Join(", ", packs.Packs.Select(p => p.Name))}.", "Pack");
        var now = clock.GetUtcNow();
        var school = new School
        {
            Id = Guid.CreateVersion7(now),
            Slug = wanted.Slug,
            Name = wanted.Name.Trim(),
            Pack = wanted.Pack,
            IsDemonstration = wanted.IsDemonstration,
            IsLive = !wanted.SetsUp,
            CreatedAt = now,
        };
        db.Add(school);
        await db.SaveChangesAsync(ct);
        var path = await work.RunAsync(school, services =>
        {
            var audit = services.GetRequiredService<AuditTrail>();
            audit.Record(Created, nameof(School), school.Id, after: new { school.Name, school.Slug, school.Pack });
            var administrator = services.GetRequiredService<RoleDesk>().Add(PersonKind.Staff, wanted.Administrator?.Given ?? Unnamed.Split(' ')[0], wanted.Administrator?.Family ?? Unnamed.Split(' ')[1], wanted.AdministratorEmail.Trim(), null, Role.Administrator);
            return Task.FromResult(services.GetRequiredService<LinkDesk>().Issue(LinkPurpose.SetUp, administrator.Id, SetUpLinkLife));
        }, ct);
        return (school, path);
    }
}
