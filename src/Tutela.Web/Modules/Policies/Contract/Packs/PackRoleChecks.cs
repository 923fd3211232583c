namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Every post that a setting names is one of the pack's roles.</summary>
internal static class PackRoleChecks
{
    public static IEnumerable<(string Path, string Problem)> Of(PackSettings settings)
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
}
