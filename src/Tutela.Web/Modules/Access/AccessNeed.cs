using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>Need to know. Whoever runs accounts and network sees names and states. Why a person withdrew it may point to a case: that
/// is for safeguarding and the head, who alone withdraw and give back.</summary>
public static class AccessNeed
{
    public static readonly Role[] Withdraw = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    public static readonly Role[] LetIn = [.. Withdraw, Role.ComputingLead, Role.Administrator];

    /// <summary>Who keeps accounts, addresses and networks.</summary>
    public static readonly Role[] Run = [Role.ComputingLead, Role.IctSupport, Role.Administrator];

    public static string ReasonFor(CurrentUser user, AccessEntry entry) =>
        entry.State == AccessState.Withdrawn && !user.Is(Withdraw) ? "Withdrawn by the school" : entry.Reason;

    /// <summary>Staff at the school, to choose from.</summary>
    internal static Task<List<SelectListItem>> StaffAsync(TutelaDb db) => db.Set<Person>().Where(p => p.Kind == PersonKind.Staff && p.EndedOn == null)
        .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new SelectListItem(p.GivenName + " " + p.FamilyName, p.Id.ToString())).ToListAsync();

    /// <summary>Staff who may approve an account or an address.</summary>
    internal static Task<List<SelectListItem>> ApproversAsync(TutelaDb db) => db.Set<Person>().Where(p => p.EndedOn == null && p.Roles.Any(r => r.Until == null && LetIn.Contains(r.Role)))
        .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new SelectListItem(p.GivenName + " " + p.FamilyName, p.Id.ToString())).ToListAsync();
}
