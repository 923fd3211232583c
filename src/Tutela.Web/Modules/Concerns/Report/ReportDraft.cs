using Tutela.Web.Modules.Concerns.Contract;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>A report as far as it has been typed. It holds whatever was typed, right or wrong: it is checked when it is sent.</summary>
public sealed class ReportDraft
{
    public const string Kind = "concern";

    public string? Account { get; set; }
    public string? ChildWords { get; set; }
    public string? ActionTaken { get; set; }
    public List<Child> Children { get; set; } = [];
    public string? Unnamed { get; set; }
    public WhenAnswer? When { get; set; }
    public DateOnly? On { get; set; }
    public TimeOnly? Time { get; set; }
    public string? About { get; set; }
    public Place? Place { get; set; }
    public List<Technology> Technologies { get; set; } = [];
    public List<Trait> Traits { get; set; } = [];
    public List<OnlineRisk> Risks { get; set; } = [];
    public List<string> Subtypes { get; set; } = [];
    public Dictionary<string, Answer> Consent { get; set; } = [];

    public sealed record Child(Guid Id, string Name, Part Part);

    /// <summary>Where a half-written report goes on: the first question without an answer.</summary>
    public string Next(bool asksConsent) =>
        string.IsNullOrWhiteSpace(Account) ? "what"
        : Children.Count == 0 && string.IsNullOrWhiteSpace(Unnamed) ? "who"
        : When is null ? "when"
        : Risks.Count == 0 ? "kind"
        : asksConsent ? "images"
        : "check";
}

public enum WhenAnswer { Today, Yesterday, Another, NotSure }
