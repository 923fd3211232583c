using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>A published version as a PDF: cover, contents, sections, and its agreements as appendices. Scoped; works in the caller's transaction.</summary>
public sealed class PolicyCopy(VersionDesk desk, PolicyWords words, PostRegister posts, PublishedContacts published, TutelaDb db, SchoolScope scope, PublicAddress address, TimeProvider clock)
{
    /// <summary>For members; the copy on the website names no approver, only posts.</summary>
    public Task<PrintDocument> ForMembersAsync(PolicyVersion version) => OfAsync(version, namesApprovers: true);

    public Task<PrintDocument> ForAnybodyAsync(PolicyVersion version) => OfAsync(version, namesApprovers: false);

    public static string FileName(PolicyVersion version) => $"policy-version-{version.Number}.pdf";

    private async Task<PrintDocument> OfAsync(PolicyVersion version, bool namesApprovers)
    {
        var pack = desk.PackOf(version);
        words.Of = pack.Settings;
        await words.LoadAsync();
        var cover = await Cover.OfAsync(version, pack, posts, published, scope);
        return new(scope.School.Name, pack.Title, $"Version {version.Number}", cover.SchoolYear, clock.GetUtcNow(),
            [.. CoverOf(version, cover, await ApprovalsAsync(version, pack, namesApprovers))],
            [.. pack.Sections.SelectMany(part => Section(part, version)), .. pack.Agreements.SelectMany(Appendix)]);
    }

    private IEnumerable<PrintBlock> CoverOf(PolicyVersion version, Cover cover, IReadOnlyList<(string, string)> approvals)
    {
        yield return new PrintParagraph($"{cover.School}, school year {cover.SchoolYear}", PrintTone.Lead);
        yield return new PrintHeading(1, cover.Title, InContents: false);
        var identity = cover.Identity;
        foreach (var said in new[] { identity.Motto, identity.Ethos, identity.Vision }.Where(said => said.Length > 0)) yield return new PrintParagraph(said, PrintTone.Lead);
        var facts = new List<(string, string)> { ("Version", $"{version.Number}") };
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) facts.Add((key, value));
        }
        Add("Our values", string.Join(", ", identity.Values));
        // Who holds a post today says nothing of a version that has ended.
        if (version.Status == VersionStatus.Published)
        {
            Add("Headteacher", cover.Headteacher);
            foreach (var contact in cover.Contacts) Add(contact.Post, string.Join(", ", new[] { contact.Names, contact.Phone, contact.Email }.OfType<string>()));
        }
        Add("Contact", identity.Contact);
        Add("Agreed", Day(version.AgreedOn));
        facts.AddRange(approvals);
        Add("In force from", Day(version.PublishedAt?.LondonDay()));
        Add("In force until", Day(version.EndedAt?.LondonDay()));
        Add("Next review", Day(version.NextReviewOn));
        yield return new PrintFacts(facts);
        var page = address.Of(scope.Href(version.OnWebsite ? "policy/public" : "policy"));
        yield return new PrintParagraph([new($"Copy made on {DateText.Day(clock.Today())}. The words in force stand "), new("on their own page", Link: page), new(", which reads better on a telephone and with a screen reader.")], PrintTone.Muted);
    }

    private async Task<IReadOnlyList<(string, string)>> ApprovalsAsync(PolicyVersion version, PolicyPack pack, bool named)
    {
        var given = VersionDesk.Standing(version, await desk.ApprovalsAsync(version));
        var people = given.Select(a => a.PersonId).Distinct().ToArray();
        var names = named ? await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName) : [];
        return [.. given.Select(a => ("Approved by", a.BoardOn is { } met ? $"Governing board, meeting of {DateText.Day(met)}"
            : $"{TitleOf(a.Post, pack)}{(names.TryGetValue(a.PersonId, out var name) ? $", {name}" : "")}, {DateText.Day(a.At)}"))];
    }

    private static string TitleOf(string post, PolicyPack pack)
    {
        var title = pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post;
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    private IEnumerable<PrintBlock> Section(PolicySection part, PolicyVersion version)
    {
        if (part.Title.Length > 0 && part.Level > 1) yield return new PrintHeading(Math.Min(part.Level, 3), $"{part.Number} {part.Title}".Trim());
        foreach (var block in part.Blocks.SelectMany(words.Print)) yield return block;
        if (version.Status != VersionStatus.Published || words.DutiesAfter(part) is not { Count: > 0 } added) yield break;
        yield return new PrintParagraph("Our school adds:");
        foreach (var duty in added) yield return new PrintItem(duty);
    }

    private IEnumerable<PrintBlock> Appendix(AgreementText agreement, int place)
    {
        yield return new PrintHeading(2, $"Appendix {(char)('A' + place)}: {agreement.Title}", OnNewPage: true);
        foreach (var part in agreement.Sections)
        {
            if (part.Title.Length > 0) yield return new PrintHeading(3, part.Title, InContents: false);
            foreach (var block in part.Blocks.SelectMany(words.Print)) yield return block;
        }
    }

    private static string? Day(DateOnly? day) => day is { } known ? DateText.Day(known) : null;
}
