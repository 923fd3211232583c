using System.Net;
using System.Security.Cryptography;
using Tutela.Engine.Policy;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Rules;

/// <summary>A device or user that belongs to a group whatever network it is on.</summary>
public sealed record Assignment(string Group, string? Mac = null, string? Address = null, string? User = null);

/// <summary>Makes the document that a school's nodes obey. Pure: the same groups, exceptions and assignments give the same bytes and version.</summary>
public static class RulesBuilder
{
    public static RulesDocument Build(IReadOnlyList<FilterGroup> groups, IReadOnlyList<FilterException> exceptions, IReadOnlyList<Assignment> assignments, bool recordsAll, DateTimeOffset now, HelpDocument? help = null)
    {
        // Who has no access has none by any of their ways in, so what is theirs stands in no other group.
        var refused = Ways(assignments.Where(a => a.Group == Group.NoAccessName));
        var documents = new List<GroupDocument>();
        var taken = new HashSet<string>(refused, StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups.OrderBy(g => g.Place))
        {
            var mine = assignments.Where(a => a.Group == group.Name).ToList();
            var document = new GroupDocument
            {
                Name = group.Name,
                Owner = group.Owner.Name(),
                Networks = Some(group.Networks.Concat(mine.Select(a => Host(a.Address))), taken),
                Devices = Some(mine.Select(a => a.Mac), taken),
                Users = Some(mine.Select(a => a.User), taken),
                Block = [.. group.Block],
                Allow = Exceptions(group, exceptions, allows: true, now),
                Deny = Exceptions(group, exceptions, allows: false, now),
                SafeSearch = group.SafeSearch ? new SafeSearchDocument { Google = true, Bing = true, DuckDuckGo = true, YouTube = "strict", Pixabay = true, Ecosia = true, Brave = true } : null,
                BlockPage = group.BlockPage.Count == 0 ? null : [.. group.BlockPage],
                Monitoring = recordsAll ? null : "refusals",
            };
            documents.Add(document);
        }
        var none = assignments.Where(a => a.Group == Group.NoAccessName).ToList();
        documents.Add(new GroupDocument
        {
            Name = Group.NoAccessName,
            Owner = Role.ComputingLead.Name(),
            Networks = Some(none.Select(a => Host(a.Address)), []),
            Devices = Some(none.Select(a => a.Mac), []),
            Users = Some(none.Select(a => a.User), []),
            Monitoring = recordsAll ? null : "refusals",
        });
        var rules = new RulesDocument { Groups = documents, Help = help };
        rules.Version = "r-" + Convert.ToHexStringLower(SHA256.HashData(rules.ToJson())[..8]);
        return rules;
    }

    private static IEnumerable<string> Ways(IEnumerable<Assignment> assignments) =>
        assignments.SelectMany(a => new[] { a.Mac, Host(a.Address), a.User }).OfType<string>();

    private static string? Host(string? address) =>
        IPAddress.TryParse(address, out var ip) ? $"{ip}/{(ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)}" : null;

    // A network in two groups would make the whole document wrong, so the first group keeps it.
    private static List<string>? Some(IEnumerable<string?> texts, HashSet<string> taken)
    {
        var list = texts.OfType<string>().Where(taken.Add).ToList();
        return list.Count == 0 ? null : list;
    }

    private static List<ExceptionDocument>? Exceptions(FilterGroup group, IReadOnlyList<FilterException> exceptions, bool allows, DateTimeOffset now)
    {
        var list = exceptions.Where(e => e.GroupId == group.Id && e.Allows == allows && e.HoldsAt(now)).OrderBy(e => e.Name, StringComparer.Ordinal)
            .Select(e => new ExceptionDocument { Name = e.Name, Until = e.Until, Reason = e.Reason }).ToList();
        return list.Count == 0 ? null : list;
    }
}
