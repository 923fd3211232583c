using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

public enum Show { Live, Unread, Undecided, Late, Closed, NoRecord, Bullying, All }

/// <summary>The concerns that one deals with: urgent and unread first. Everything here begins with the one need-to-know expression.</summary>
[For(Staff = true)]
public sealed class ListModel(ConcernsAccess access, ConcernPolicy policy, SchoolScope scope, CurrentUser user, TimeProvider clock) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true)] public Show Show { get; set; }
    [BindProperty(SupportsGet = true)] public OnlineRisk? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public Technology? Used { get; set; }
    [BindProperty(SupportsGet = true)] public bool Urgent { get; set; }
    [BindProperty(SupportsGet = true, Name = "q")] public string? Query { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public sealed record Row(Guid Id, int Number, bool Urgent, DateTimeOffset? ReadAt, ConcernStatus Status, DateTimeOffset WrittenAt, ConcernSource Source,
        string? Owner, List<string> Children, string? Unnamed, List<string> Kinds, int LateActions);

    public sealed record Counts(int Unread, int Undecided, int Open, int Late, int ClosedWithoutRecord, int Bullying);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Counts Totals { get; private set; } = new(0, 0, 0, 0, 0, 0);
    public int Found { get; private set; }
    public int Pages => (Found + PageSize - 1) / PageSize;
    public bool SeesFigures => user.Is([.. Roles.Safeguarding, Role.Headteacher, Role.OnlineSafetyCoordinator]);
    public string RecordSystem => policy.RecordSystem;
    public bool Filtered => Show != Show.Live || Kind is not null || Used is not null || Urgent || !string.IsNullOrWhiteSpace(Query);

    public async Task<IActionResult> OnGetAsync()
    {
        var today = clock.Today();
        if (!user.Is(Roles.Safeguarding) && !await access.Handled.AnyAsync()) return Redirect(scope.Href("concerns/mine"));
        Totals = await access.Handled.GroupBy(_ => 1).Select(g => new Counts(
            g.Count(c => c.ReadAt == null && c.Status != ConcernStatus.Closed), g.Count(c => c.Status == ConcernStatus.Raised),
            g.Count(c => c.Status == ConcernStatus.Open), g.Count(c => c.Actions.Any(a => a.DoneAt == null && a.DueOn < today)),
            g.Count(c => c.Status == ConcernStatus.Closed && c.RecordReference == null), g.Count(c => c.IsCyberBullying == true))).SingleOrDefaultAsync() ?? Totals;
        var found = Narrow(access.Handled.AsNoTracking(), today);
        Found = await found.CountAsync();
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, Pages));
        Rows = await found.OrderByDescending(c => c.Urgent && c.ReadAt == null).ThenByDescending(c => c.ReadAt == null)
            .ThenByDescending(c => c.Urgent && c.Status != ConcernStatus.Closed).ThenByDescending(c => c.WrittenAt).ThenBy(c => c.Id)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize)
            .Select(c => new Row(c.Id, c.Number, c.Urgent, c.ReadAt, c.Status, c.WrittenAt, c.Source, c.Owner == null ? null : c.Owner.GivenName + " " + c.Owner.FamilyName,
                c.People.Where(p => p.EndedAt == null).Select(p => p.Person.GivenName + " " + p.Person.FamilyName).ToList(), c.Unnamed,
                c.Kinds.Where(k => k.EndedAt == null).Select(k => k.Name ?? k.Risk.ToString()).ToList(),
                c.Actions.Count(a => a.DoneAt == null && a.DueOn < today))).AsSplitQuery().ToListAsync();
        return Page();
    }

    public string PageHref => $"?Show={Show}&Kind={Kind}&Used={Used}&Urgent={Urgent}&q={Uri.EscapeDataString(Query ?? "")}&p={{0}}";

    private IQueryable<Concern> Narrow(IQueryable<Concern> concerns, DateOnly today)
    {
        concerns = Show switch
        {
            Show.Live => concerns.Where(c => c.Status != ConcernStatus.Closed),
            Show.Unread => concerns.Where(c => c.ReadAt == null && c.Status != ConcernStatus.Closed),
            Show.Undecided => concerns.Where(c => c.Status == ConcernStatus.Raised),
            Show.Late => concerns.Where(c => c.Actions.Any(a => a.DoneAt == null && a.DueOn < today)),
            Show.Closed => concerns.Where(c => c.Status == ConcernStatus.Closed),
            Show.NoRecord => concerns.Where(c => c.Status == ConcernStatus.Closed && c.RecordReference == null),
            Show.Bullying => concerns.Where(c => c.IsCyberBullying == true),
            _ => concerns,
        };
        if (Kind is { } kind) concerns = concerns.Where(c => c.Kinds.Any(k => k.Risk == kind && k.EndedAt == null));
        if (Used is { } used) concerns = concerns.Where(c => c.Technologies.Contains(used));
        if (Urgent) concerns = concerns.Where(c => c.Urgent);
        if ((Query ?? "").Trim().Replace("\0", "", StringComparison.Ordinal) is not { Length: > 0 } words) return concerns;
        if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return concerns.Where(c => c.Number == number);
        var like = Like.Holding(words[..Math.Min(words.Length, 100)]);
        return concerns.Where(c => c.People.Any(p => p.EndedAt == null && EF.Functions.ILike(p.Person.GivenName + " " + p.Person.FamilyName, like, "\\"))
            || EF.Functions.ILike(c.Account, like, "\\") || EF.Functions.ILike(c.Unnamed!, like, "\\"));
    }
}
