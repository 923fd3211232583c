using System.Linq.Expressions;
using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering;

/// <summary>Who sees what people ask of the filter: those who run it and those who answer for it see all; whoever was told, and who asked, see theirs.</summary>
public static class FilteringAccess
{
    public static readonly Role[] Overseers = [Role.ComputingLead, Role.IctSupport, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    /// <summary>Who reads which child asked. Those who run the filter don't: they need the site, not the child.</summary>
    private static readonly Role[] PupilsKnownTo = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    public static Expression<Func<SiteRequest, bool>> Sees(CurrentUser user)
    {
        if (user.Is(Overseers)) return _ => true;
        var me = user.PersonId;
        return request => request.AskedById == me || request.ToldIds.Contains(me);
    }

    public static bool KnowsPupils(CurrentUser user) => user.Is(PupilsKnownTo);

    /// <summary>Who asked, as this person may read it.</summary>
    public static string AskerFor(CurrentUser user, SiteRequest request, string name, int? year) =>
        request.AskedById == user.PersonId ? "You" : !request.ByPupil || KnowsPupils(user) ? name : year is null ? "A pupil" : $"A pupil in {Person.YearGroupName(year)}";
}
