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

        foreach (var fault in Roles(settings).Concat(Counts(settings)).Concat(Passwords(settings)).Concat(Network(settings)).Concat(School(settings)))
        {
            yield return ("settings." + fault.Path, fault.Problem);
        }
    }

    private static IEnumerable<(string Path, string Problem)> Roles(PackSettings settings)
    {
        var known = new HashSet<string>();
        for (var i = 0; i < settings.Roles.Count; i++)
        {
            if (!known.Add(settings.Roles[i].Id))
            {
                yield return ($"roles.{i}", $"role '{settings.Roles[i].Id}' stands twice");
            }
        }

        foreach (var (path, role) in RolesNamed(settings))
        {
            if (!known.Contains(role))
            {
                yield return (path, $"'{role}' is not one of the roles");
            }
        }

        if (settings.Concerns.Cascade.Count == 0)
        {
            yield return ("concerns.cascade", "a concern must reach somebody: name at least one role");
        }
    }

    private static IEnumerable<(string Path, string Role)> RolesNamed(PackSettings s)
    {
        (string Path, IEnumerable<string> Roles)[] lists =
        [
            ("review.owners", s.Review.Owners),
            ("review.approval-route", s.Review.ApprovalRoute),
            ("concerns.cascade", s.Concerns.Cascade),
            ("filtering.responsible", [s.Filtering.Responsible]),
            ("filtering.operators", s.Filtering.Operators),
            ("filtering.accountable", [s.Filtering.Accountable]),
            ("filtering.failure-alerts", s.Filtering.FailureAlerts),
            ("filtering.bypass-decided-by", [s.Filtering.BypassDecidedBy]),
            ("monitoring.strategies", s.Monitoring.Strategies.Select(strategy => strategy.Owner)),
            ("phones.exemptions", s.Phones.Exemptions.Select(exemption => exemption.Role)),
            ("equipment.security-contacts", s.Equipment.SecurityContacts),
            ("searches.searchers", s.Searches.Searchers),
            ("searches.authorisers", s.Searches.Authorisers),
            ("searches.advisers", s.Searches.Advisers),
            ("searches.material-deciders", s.Searches.MaterialDeciders),
            ("searches.deleters", s.Searches.Deleters),
            ("searches.adviser-in-absence", One(s.Searches.AdviserInAbsence)),
            ("concerns.primary-recorder", One(s.Concerns.PrimaryRecorder)),
            ("agreements.questions-to", One(s.Agreements.QuestionsTo)),
            ("equipment.install-leave-by", s.Equipment.InstallLeaveBy),
            ("images.own-device-leave-by", s.Images.OwnDeviceLeaveBy),
            ("phones.staff.leave-by", s.Phones.Staff.LeaveBy),
            ("phones.visitors.leave-by", s.Phones.Visitors.LeaveBy),
            ("own-equipment.leave-by", s.OwnEquipment.LeaveBy),
            ("staff-contact.leave-by", s.StaffContact.LeaveBy),
            ("data.off-site-authority", s.Data.OffSiteAuthority),
            ("monitoring.misuse-reported-to", s.Monitoring.MisuseReportedTo),
            ("risk.new-technology-approvers", s.Risk.NewTechnologyApprovers),
            ("reporting.lead", One(s.Reporting.Lead)),
            ("reporting.lead-alongside", s.Reporting.LeadAlongside),
            ("reporting.staff-tell", s.Reporting.StaffTell),
            ("reporting.unsuitable-site-to", s.Reporting.UnsuitableSiteTo),
            ("reporting.about-staff", s.Reporting.AboutStaff),
            ("reporting.about-headteacher", s.Reporting.AboutHeadteacher),
            ("reporting.allegation-procedure-known-by", s.Reporting.AllegationProcedureKnownBy),
            ("reporting.contacts-published", s.Reporting.ContactsPublished),
            ("reporting.complaints", s.Reporting.Complaints.SelectMany(complaint => complaint.To)),
            ("sanctions.pupils", s.Sanctions.Pupils.SelectMany(step => step.DecidedBy)),
            ("sanctions.staff", s.Sanctions.Staff.SelectMany(step => step.DecidedBy)),
            ("scope.out-of-school-rules", s.Scope.OutOfSchoolRules.SelectMany(rule => rule.DecidedBy)),
            ("roles", s.Roles.Select(role => role.StandIn).OfType<string>()),
        ];
        return lists.SelectMany(list => list.Roles.Select(role => (list.Path, role)));
    }

    private static IEnumerable<string> One(string? role) => role is null ? [] : [role];

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

        foreach (var audience in Enum.GetValues<Audience>())
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

        foreach (var audience in Enum.GetValues<Audience>())
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
