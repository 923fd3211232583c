using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>How a term is broken, in a few words, by the clause that the term carries; and what a breach of it brings with it.</summary>
public static class BreachGrounds
{
    private static readonly Dictionary<string, string[]> ByClause = new()
    {
        ["WED-A1.4"] = ["Personal details shared"],
        ["WED-A1.9"] = ["Inappropriate language"],
        ["WED-A1.10"] = ["Rude, offensive, pornographic or unfit material"],
        ["WED-A2.1"] = ["Unsuitable material"],
        ["WED-A2.2"] = ["Harm to school reputation"],
        ["WED-A2.4"] = ["Improper language"],
        ["WED-A2.10"] = ["Private business promoted"],
        ["CRO-A.3"] = ["Threatening, bullying, offensive or unlawful matter sent"],
        ["CRO-B.13"] = ["Copyright"],
        ["CRO-B.16"] = ["Offensive", "Unlawful", "Discriminatory"],
    };

    private static readonly string[] Meetings = ["CRO-A.6", "WED-A1.12"], Details = ["CRO-A.4", "WED-A1.4"], ForHeadAlone = ["WED-A2.1"];

    public static IReadOnlyList<string> Of(IEnumerable<string> clauses) => [.. clauses.SelectMany(c => ByClause.GetValueOrDefault(c, [])).Distinct()];

    /// <summary>A breach of the term is about a device of the equipment list. CRO-B.16.</summary>
    public static bool NamesSchoolDevice(IEnumerable<string> clauses) => clauses.Contains("CRO-B.16");

    /// <summary>What the communications table allows adults, in places for adults, that the term forbids, where the school puts the table first; else
    /// null. WED-A2.3.</summary>
    public static string? LiftedInAdultAreas(IEnumerable<string> clauses, PackSettings settings)
    {
        if (!settings.Agreements.MatrixOverridesTerms || !clauses.Contains("WED-A2.3")) return null;
        var rows = settings.Communications.Matrix.Where(r => SocialSites.Contains(r.Id) && r.Adults.Notes.Contains(MatrixNote.AdultAreas)
            && r.Adults.Value is AdultPermission.Allowed or AdultPermission.CertainTimes or AdultPermission.SelectedStaff);
        return string.Join(" and ", rows.Select(r => $"{r.Technology.ToLowerInvariant()} ({r.Adults.Times ?? MatrixWords.Of(r.Adults.Value)})")) is { Length: > 0 } words ? words : null;
    }

    private static readonly string[] SocialSites = ["social-media", "messaging"];

    public static bool IsRestricted(IEnumerable<string> clauses) => clauses.Any(ForHeadAlone.Contains);

    /// <summary>A child who plans to meet somebody from the internet is an urgent concern whether or not anybody ticks a box.</summary>
    public static bool IsUrgent(IEnumerable<string> clauses) => clauses.Any(Meetings.Contains);

    /// <summary>The kind of concern that a pupil's breach of the term is, with the pack's sub-type where there is one.</summary>
    public static (OnlineRisk Risk, string? Subtype) ConcernKind(IReadOnlyList<string> clauses) =>
        clauses.Any(Meetings.Contains) ? (OnlineRisk.Contact, "planned-meeting")
        : clauses.Any(Details.Contains) ? (OnlineRisk.Contact, "details-shared")
        : (OnlineRisk.Conduct, null);
}
