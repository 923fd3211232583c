using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Groups;

/// <summary>The groups that a school has until it edits one: computed from its pack, so that a new pack changes them. Pure.</summary>
public static class GroupDefaults
{
    private static readonly string[] PupilsToo =
    [
        "agressif", "dangerous_material", "dating", "doh", "drogue", "drugs", "extremism", "hate", "malware", "phishing", "proxy", "redirector",
        "self-harm", "social_networks", "suicide", "violence", "vpn", "weapons",
    ];

    private static readonly string[] ForStaff = ["adult", "extremism", "hate", "malware", "phishing", "proxy", "redirector", "vpn"];

    public static IReadOnlyList<FilterGroup> Of(FilteringSettings settings, bool isDemonstration)
    {
        string[] pupils = [.. settings.PupilsMustBlock.Concat(PupilsToo).Distinct().Order(StringComparer.Ordinal)];
        return
        [
            Make("pupils", "Pupils", GroupAudience.Pupils, 0, pupils, isDemonstration ? ["127.0.1.0/24"] : [], safeSearch: true),
            Make("staff", "Staff", GroupAudience.Staff, 1, ForStaff, isDemonstration ? ["127.0.2.0/24"] : [], safeSearch: false),
            Make("guests", "Guests", GroupAudience.Guests, 2, pupils, [], safeSearch: true),
        ];
    }

    private static FilterGroup Make(string name, string title, GroupAudience audience, int place, IEnumerable<string> block, List<string> networks, bool safeSearch) => new()
    {
        Name = name,
        Title = title,
        Audience = audience,
        Block = [.. block],
        Networks = networks,
        SafeSearch = safeSearch,
        Owner = Role.ComputingLead,
        Place = place,
    };
}
