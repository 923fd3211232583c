using System.Globalization;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>What the cover of the published policy says. Names come from the register of posts on the day it is read.</summary>
public sealed record Cover(string School, string Title, int Version, string SchoolYear, IdentitySettings Identity, string Headteacher,
    string Issued, IReadOnlyList<Cover.Contact> Contacts, DateOnly? AgreedOn, DateOnly? NextReviewOn, DateOnly? AdoptedOn = null)
{
    /// <summary>Whom to turn to: the safeguarding lead and the coordinator, as the register of posts has them today.</summary>
    public sealed record Contact(string Post, string Names, string? Phone, string? Email);

    public static async Task<Cover> OfAsync(PolicyVersion version, PolicyPack pack, PostRegister posts, PublishedContacts published, SchoolScope scope)
    {
        var held = await posts.LoadAsync();
        var heads = held.FirstOrDefault(p => p.Setting.Id == "headteacher")?.Holders ?? [];
        var contacts = (await published.LoadAsync()).Where(c => c.Post is "dsl" or "online-safety-coordinator" && c.Names.Count > 0)
            .Select(c => new Contact(char.ToUpperInvariant(c.Title[0]) + c.Title[1..], string.Join(", ", c.Names), c.Phone, c.Email)).ToList();
        return new(scope.School.Name, pack.Title, version.Number, version.Dated.SchoolYear(), pack.Settings.Identity,
            string.Join(", ", heads.Select(h => h.Name)), IssuedOf(pack.Settings.Identity, version.Dated), contacts, version.AgreedOn, version.NextReviewOn, version.NeedsApproval ? version.AdoptedAt?.LondonDay() : null);
    }

    /// <summary>The month of the issue: what the settings say, else that of the version's day.</summary>
    public static string IssuedOf(IdentitySettings identity, DateOnly dated) =>
        (DateOnly.TryParseExact(identity.IssueMonth + "-01", "yyyy-MM-dd", out var month) ? month : dated).ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
