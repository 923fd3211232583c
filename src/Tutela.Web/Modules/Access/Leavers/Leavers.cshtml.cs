using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Networks;

namespace Tutela.Web.Modules.Access.Leavers;

/// <summary>The leavers' checklist: when access and each device's place on a network ended, and what is open past its last day.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class LeaversModel(TutelaDb db, TimeProvider clock) : PageModel
{
    private const int Days = 90;
    private const int Most = 200;

    public sealed record Line(string What, DateTimeOffset? EndedAt, string? Reason);
    public sealed record Leaver(Guid Id, string Name, DateOnly LeftOn, IReadOnlyList<Line> Lines);
    public sealed record Late(Guid Id, string Name, AccessTerms Terms, DateOnly EndsOn, AccessState State);

    public IReadOnlyList<Leaver> Rows { get; private set; } = [];
    public IReadOnlyList<Late> PastTheirDay { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var today = clock.Today();
        var since = today.AddDays(-Days);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn >= since && p.Kind != PersonKind.Parent).OrderByDescending(p => p.EndedOn).ThenBy(p => p.FamilyName).Take(Most).ToListAsync();
        var ids = people.ConvertAll(p => p.Id);
        var grants = (await db.Set<AccessGrant>().AsNoTracking().Where(g => ids.Contains(g.PersonId)).OrderBy(g => g.GrantedAt).ToListAsync()).ToLookup(g => g.PersonId);
        var devices = (await db.Set<NetworkGrant>().AsNoTracking().Where(g => ids.Contains(g.PersonId)).OrderBy(g => g.GrantedAt).ToListAsync()).ToLookup(g => g.PersonId);
        Rows = [.. people.Select(p => new Leaver(p.Id, p.Name, p.EndedOn!.Value,
        [
            .. grants[p.Id].TakeLast(1).Select(g => new Line("Internet access", g.EndedAt, null)),
            .. devices[p.Id].Select(g => new Line($"{g.Device} on {(g.Network == SchoolNetwork.OwnDevice ? "the network for own devices" : "the school's network")} as {g.UserName}", g.EndedAt, g.EndReason)),
        ]))];
        // The entry ends with the next run of the job, and the network counts the day at once; a day that has passed is shown until then.
        PastTheirDay = await (from entry in db.Set<AccessEntry>()
                              join person in db.Set<Person>() on entry.PersonId equals person.Id
                              where entry.EndsOn < today && entry.State == AccessState.Granted
                              orderby entry.EndsOn
                              select new Late(person.Id, person.GivenName + " " + person.FamilyName, entry.Terms, entry.EndsOn!.Value, entry.State)).Take(Most).ToListAsync();
    }
}
