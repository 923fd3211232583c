using System.Text.Json;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Packs side by side, topic by topic, in words read from their settings. Pure.</summary>
public static class PackComparison
{
    public sealed record Topic(string Title, IReadOnlyList<string> Words);

    private static readonly (string Title, Func<PolicyPack, string> Words)[] Topics =
    [
        ("Who leads on online safety", p => Lead(p)),
        ("Whom staff tell", p => Posts(p, p.Settings.Reporting.StaffTell)),
        ("Governors", p => p.Settings.Governors.Count == 0 ? NotStated : Sentence(p.Settings.Governors.Select(g => Words(g)))),
        ("Pupils' phones", p => PupilPhones(p.Settings.Phones.Pupils)),
        ("Staff's phones", p => !p.Settings.Phones.Staff.Stated ? NotStated
            : $"Used in: {List(p.Settings.Phones.Staff.Times.Select(t => Words(t)))}{(p.Settings.Phones.Staff.AdultAreasOnly ? "; away from pupils" : "")}"),
        ("Pictures on staff's own devices", p => Sentence([Words(p.Settings.Images.StaffOwnDevice)])),
        ("Parents' pictures at events", p => !p.Settings.Images.ParentsAtEvents ? "No" : p.Settings.Images.ParentsNeedEventLeave ? "Where the school has said so for the event" : "Yes, of their own child"),
        ("Agreements, and who signs", p => List(p.Settings.Agreements.Documents.Where(d => d.MustSign).Select(d => $"{p.Agreement(d.Id)?.Title ?? d.Id} ({Words(d.Signers)})")) is { Length: > 0 } all ? all : "None has to be signed"),
        ("Without a signed agreement", p => p.Settings.Agreements.Documents.Any(d => d.MustSign && d.Unsigned == UnsignedConsequence.NoInternetAccess) ? "No internet access" : "A reminder, nothing else"),
        ("Personal use of the internet by staff", p => p.Settings.Agreements.PersonalUse ? "Yes, outside teaching time" : "No"),
        ("Pupils on the internet", p => List(p.Settings.Access.Supervision.Select(s => $"{List(s.Phases.Select(Phase))}: {Words(s.Mode)}"))),
        ("Staff passwords", p => Password(p.Settings.Passwords.Rules.FirstOrDefault(r => r.Audiences.Contains(Audience.Staff)))),
        ("Staff training", p => $"Induction within {p.Settings.Training.InductionDays} days, then every {p.Settings.Training.UpdateMonths} months{(p.Settings.Training.GovernorMonths is { } months ? $"; governors every {months}" : "")}"),
        ("Review of the policy", p => p.Settings.Review is { Cycle: ReviewCycle.Dated } review ? $"Every {review.IntervalMonths ?? 12} months" : "When there is need, without a date"),
        ("Who approves it", p => Posts(p, p.Settings.Review.ApprovalRoute)),
        ("Questions to answer", p => $"{p.Questions.Count}, each with a default"),
    ];

    private const string NotStated = "The policy does not say; you decide";

    public static IReadOnlyList<Topic> Of(IReadOnlyList<PolicyPack> packs) => [.. Topics.Select(topic => new Topic(topic.Title, [.. packs.Select(topic.Words)]))];

    private static string Lead(PolicyPack pack)
    {
        var reporting = pack.Settings.Reporting;
        if (reporting.Lead is not { } lead) return NotStated;
        return reporting.LeadAlongside.Count == 0 ? Posts(pack, [lead]) : $"{Posts(pack, [lead])}, with {List(reporting.LeadAlongside.Select(post => Title(pack, post)))}";
    }

    private static string PupilPhones(PupilPhoneSettings phones) => phones.Stance switch
    {
        PupilPhoneStance.NotStated => NotStated,
        PupilPhoneStance.Allowed when phones.Phases.Count > 0 => $"{Sentence(phones.Phases.Select(Phase))}; off and kept: {Words(phones.Storage)}",
        var stance => Sentence([Words(stance)]),
    };

    private static string Password(PasswordRule? rule) => rule is null ? NotStated
        : $"{rule.MinLength} characters or more; changed {(rule.ChangeMonths is { } months ? $"every {months} months" : Words(rule.Change))}";

    private static string Posts(PolicyPack pack, IEnumerable<string> posts) => Sentence(posts.Select(post => Title(pack, post))) is { Length: > 0 } all ? all : NotStated;

    private static string Title(PolicyPack pack, string post) => pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post.Replace('-', ' ');

    private static string Phase(Schools.Contract.SchoolPhase phase) => phase switch
    {
        Schools.Contract.SchoolPhase.Foundation => "Foundation",
        Schools.Contract.SchoolPhase.Ks1 => "Key Stage 1",
        _ => "Key Stage 2",
    };

    private static string Words(Enum choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()).Replace('-', ' ');

    private static string List(IEnumerable<string> words) => string.Join(", ", words);

    private static string Sentence(IEnumerable<string> words) => List(words) is { Length: > 0 } all ? char.ToUpperInvariant(all[0]) + all[1..] : "";
}
