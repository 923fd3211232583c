using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>Need to know. Whoever runs accounts and network sees names and states. Why a person withdrew it may point to a case: that
/// is for safeguarding and the head, who alone withdraw and give back.</summary>
public static class AccessNeed
{
    public static readonly Role[] Withdraw = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    public static readonly Role[] LetIn = [.. Withdraw, Role.ComputingLead, Role.Administrator];

    public static string ReasonFor(CurrentUser user, AccessEntry entry) =>
        entry.State == AccessState.Withdrawn && !user.Is(Withdraw) ? "Withdrawn by the school" : entry.Reason;
}
