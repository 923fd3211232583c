using System.Text.RegularExpressions;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What the shape of <see cref="PackSettings"/> cannot say by itself. Each fault names the path of the setting.</summary>
internal static partial class PackChecks
{
    public static IEnumerable<(string Path, string Problem)> Of(PackFile pack)
    {
        var settings = pack.Settings;
        if (!PackName().IsMatch(pack.Name))
        {
            yield return ("name", "a pack's name is small letters and hyphens");
        }

        if (pack.Version < 1)
        {
            yield return ("version", "versions count from 1");
        }

        foreach (var fault in PackRoleChecks.Of(settings).Concat(Counts(settings)).Concat(Passwords(settings)).Concat(Network(settings)).Concat(School(settings)))
        {
            yield return ("settings." + fault.Path, fault.Problem);
        }
    }

    private static IEnumerable<(string Path, string Problem)> Counts(PackSettings s)
    {
        (string Path, int Value)[] counts =
        [
            ("review.interval-months", s.Review.IntervalMonths ?? 1),
            ("review.remind-months", s.Review.RemindMonths ?? 1),
            ("review.warn-days", s.Review.WarnDays),
            ("sign-in.lock-out-attempts", s.SignIn.LockOutAttempts),
            ("sign-in.lock-out-minutes", s.SignIn.LockOutMinutes),
            ("concerns.triage-minutes", s.Concerns.TriageMinutes),
            ("monitoring.raw-days", s.Monitoring.RawDays),
            ("monitoring.aggregate-days", s.Monitoring.AggregateDays),
            ("monitoring.alerts.repeated-attempts", s.Monitoring.Alerts.RepeatedAttempts),
            ("monitoring.alerts.window-minutes", s.Monitoring.Alerts.WindowMinutes),
            ("images.own-device-wipe-hours", s.Images.OwnDeviceWipeHours ?? 1),
        ];
        foreach (var (path, _) in counts.Where(count => count.Value < 1))
        {
            yield return (path, "this is at least 1");
        }

        if (s.Review.Next <= s.Review.Last)
        {
            yield return ("review.next", "the next review comes after the last");
        }

        if (s.Review.Cycle == ReviewCycle.Dated && (s.Review.Next is null || s.Review.IntervalMonths is null))
        {
            yield return ("review", "a dated cycle has a next date and a number of months (next, interval-months); otherwise the cycle is as-required");
        }

        if (s.Review.Cycle == ReviewCycle.AsRequired && (s.Review.Next is not null || s.Review.IntervalMonths is not null))
        {
            yield return ("review.cycle", "a review as required has no next date and no number of months");
        }

        if (s.Images.StaffOwnDevice is not (OwnDeviceImages.Never or OwnDeviceImages.NotStated) && s.Images.OwnDeviceWipeHours is null)
        {
            yield return ("images", "where an own device may be used, own-device-wipe-hours says how long a picture may stay on it");
        }

        var uses = s.Images.Consents.Select(use => use.Id).ToHashSet();
        foreach (var use in s.Images.ConsentSets.SelectMany(set => set.Uses).Concat(s.Images.OwnDeviceUses).Where(use => !uses.Contains(use)))
        {
            yield return ("images", $"'{use}' is not one of the uses in consents");
        }

        if (s.Agreements.ReminderDays.Any(day => day < 1))
        {
            yield return ("agreements.reminder-days", "a reminder comes at least one day after assignment");
        }

        foreach (var question in s.Attestation.Questions.Where(q => q.Options.Count < 2 || q.Options.Count(o => o.Right) != 1))
        {
            yield return ("attestation.questions", $"'{question.Id}' needs two answers or more, and exactly one that is right");
        }

        foreach (var question in s.Attestation.Questions.Where(q => q.Options.Any(o => !o.Right && o.Why.Length == 0)))
        {
            yield return ("attestation.questions", $"'{question.Id}': each wrong answer says why it is wrong");
        }

        if (s.Attestation.RemindDays.Any(day => day < 1) || s.Attestation.HeadAfterDays <= s.Attestation.RemindDays.DefaultIfEmpty(0).Min())
        {
            yield return ("attestation.remind-days", "a reminder comes at least one day after somebody was asked, and before the headteacher is told");
        }

        if (s.Identity.IssueMonth is { } month && !DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", out _))
        {
            yield return ("identity.issue-month", "give the month as 2026-02");
        }

        foreach (var audience in Audiences.OfKinds)
        {
            if (!s.SignIn.IdleMinutes.TryGetValue(audience, out var minutes) || minutes < 1)
            {
                yield return ("sign-in.idle-minutes", $"{audience} need a number of minutes, at least 1");
            }
        }
    }

    private static IEnumerable<(string Path, string Problem)> Passwords(PackSettings s)
    {
        if (s.Passwords.Rules.Any(rule => rule.MinLength is < 4 or > 64))
        {
            yield return ("passwords.rules", "a password's least length is between 4 and 64");
        }

        if (s.Passwords.Rules.Any(rule => (rule.Change == PasswordChange.AtInterval) != (rule.ChangeMonths >= 1)))
        {
            yield return ("passwords.rules", "change-months goes with change: at-interval, and only with it");
        }

        foreach (var audience in Audiences.OfKinds)
        {
            SchoolPhase?[] phases = audience == Audience.Pupils ? [.. Enum.GetValues<SchoolPhase>()] : [null];
            foreach (var phase in phases)
            {
                var rules = s.Passwords.Rules.Count(rule => rule.IsFor(audience, phase));
                if (rules != 1)
                {
                    yield return ("passwords.rules", $"{audience} {phase}".TrimEnd() + $": {rules} password rules where one belongs");
                }
            }
        }
    }

    private static IEnumerable<(string Path, string Problem)> Network(PackSettings s)
    {
        if (s.Filtering.ReviewMonths is < 1 or > 12)
        {
            yield return ("filtering.review-months", "filtering is reviewed at least every 12 months");
        }

        if (s.Filtering.MinimumOperators > s.Filtering.Operators.Count)
        {
            yield return ("filtering.operators", $"at least {s.Filtering.MinimumOperators} roles run the filter");
        }

        if (s.Monitoring.RawDays > s.Monitoring.AggregateDays)
        {
            yield return ("monitoring.raw-days", "raw activity is not kept longer than its totals");
        }

        var cells = s.Communications.Matrix.SelectMany(row => row.Adults.Notes.Concat(row.Pupils.Notes));
        foreach (var note in cells.Distinct().Where(note => !s.Communications.Notes.ContainsKey(note)))
        {
            yield return ("communications.notes", $"the note {note} is used in the table and has no text");
        }
    }

    private static IEnumerable<(string Path, string Problem)> School(PackSettings s)
    {
        string? fault = null;
        try
        {
            s.School.ToCalendar();
        }
        catch (ArgumentException wrong)
        {
            fault = wrong.Message;
        }

        if (fault is not null)
        {
            yield return ("school", fault);
        }
    }

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\z")]
    private static partial Regex PackName();
}
