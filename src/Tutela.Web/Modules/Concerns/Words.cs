using System.Globalization;
using System.Text;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns;

/// <summary>The words for what is stored, in one place.</summary>
public static class Words
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>An instant from a day and a time on the school's wall.</summary>
    public static DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    public static DateTimeOffset Local(DateTimeOffset at) => DateText.InLondon(at);

    public static string Happened(Concern concern) =>
        concern.HappenedOn is { } day ? DateText.Day(day) + (concern.HappenedTime is { } time ? $", at about {DateText.Time(time)}" : "")
        : concern.HappenedAbout is { Length: > 0 } about ? $"Not sure: {about}" : "Not sure";

    public static string Name(this Decision decision) => decision switch
    {
        Decision.OpenCase => "Open a case",
        Decision.AdviceGiven => "Advice given",
        Decision.ReferOn => "Refer to another agency",
        _ => "No further action",
    };

    public static string Name(this Part part) => part switch
    {
        Part.Harmed => "It happened to them",
        Part.Responsible => "They did it",
        Part.Witness => "They saw it",
        Part.Linked => "Linked to their chronology",
        _ => "Their part is not clear",
    };

    public static string Name(this OnlineRisk risk) => risk.ToString();

    public static string Word(this Answer answer) => answer switch { Answer.Yes => "yes", Answer.No => "no", _ => "not known" };

    public static string Name(this ConcernStatus status) => status switch { ConcernStatus.Raised => "New", ConcernStatus.Open => "Open", _ => "Closed" };

    public static string Name(this ConcernSource source) => source switch { ConcernSource.Pupil => "A pupil", ConcernSource.Parent => "A parent or carer", ConcernSource.Alert => "An alert", ConcernSource.Breach => "A breach of an agreement", _ => "Staff" };

    public static string Name(this EntryKind kind) => kind switch
    {
        EntryKind.Reported => "Reported",
        EntryKind.SentTo => "Sent",
        EntryKind.RoleEmpty => "Went to nobody",
        EntryKind.PassedOn => "Passed on",
        EntryKind.Read => "Read",
        EntryKind.Triaged => "Decided",
        EntryKind.HandedOn => "Handed on",
        EntryKind.ActionAdded => "Action added",
        EntryKind.ActionDone => "Action done",
        EntryKind.Intervened => "Stage: intervened",
        EntryKind.Escalated => "Stage: escalated",
        EntryKind.AgencyContacted => "Agency contacted",
        EntryKind.PoliceDecided => "Police decision",
        EntryKind.BullyingTested => "Cyber-bullying considered",
        EntryKind.ScopeDecided => "Scope decided",
        EntryKind.RecordEntered => "Entered in the record system",
        EntryKind.FedBack => "Feedback to the reporter",
        EntryKind.Noted => "Note",
        EntryKind.Corrected => "Correction",
        EntryKind.AddedTo => "Added by the reporter",
        EntryKind.ChildLinked => "Child linked",
        EntryKind.ChildUnlinked => "Child taken out",
        EntryKind.Reclassified => "Kind changed",
        EntryKind.Closed => "Stage: closed",
        _ => "Opened again",
    };

    public static string Kind(ConcernKind kind) => $"{kind.Risk}{(kind.Name is null ? "" : $": {kind.Name}")}"
        + (kind.Consent is { } consent ? $" (with consent: {consent.Word()})" : "");
}

/// <summary>Looks for a person's name in a text, as whole words, whatever the case and the accents.</summary>
public static class Names
{
    public static bool Stands(string name, string text)
    {
        var wanted = Fold(name);
        if (wanted.Length < 2) return false;
        var folded = Fold(text);
        for (var at = folded.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            if ((at == 0 || !char.IsLetter(folded[at - 1])) && (end == folded.Length || !char.IsLetter(folded[end]))) return true;
        }
        return false;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            folded.Append(char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }
}
