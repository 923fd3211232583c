using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Access.Consents;

/// <summary>Parents' internet consent: who was asked, who returned the form, who refused; asking all at once and recording answers.</summary>
[For(Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class ConsentsModel(TutelaDb db, CurrentUser user, AccessRegister register, Notifier notifier, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public ConsentStatus? Status { get; set; }
    [BindProperty(SupportsGet = true)] public int Number { get; set; } = 1;
    [BindProperty] public AnswerInput Input { get; set; } = new();

    public sealed class AnswerInput
    {
        public Guid Consent { get; set; }
        public ConsentStatus? Answer { get; set; }
    }

    public sealed record Row(Guid Id, string Pupil, int? Year, string Parent, ConsentStatus Status, DateOnly AskedOn, DateOnly? AnsweredOn);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyDictionary<ConsentStatus, int> Counts { get; private set; } = new Dictionary<ConsentStatus, int>();
    public int NotAsked { get; private set; }
    public int Found { get; private set; }
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);
    public bool IsRequired => pack.Settings.Access.PupilsNeed.Contains(AccessRequirement.ParentalConsent);

    public Task OnGetAsync()
    {
        ModelState.Clear();
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAskAsync()
    {
        audit.Begin(AccessProcesses.ConsentAsked);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var links = await Unasked().Select(g => new { g.PupilId, g.ParentId }).Distinct().ToListAsync();
        if (links.Count == 0) throw new Refused("Every parent has been asked already.");
        foreach (var link in links) db.Add(new AccessConsent { Id = Guid.CreateVersion7(now), PupilId = link.PupilId, ParentId = link.ParentId, AskedOn = today });
        audit.Record(AccessProcesses.ConsentAsked, nameof(AccessConsent), scope.SchoolId, after: new { forms = links.Count });
        // One notice and one mail a parent, whatever the number of children.
        await notifier.TellAsync([.. links.Select(l => l.ParentId).Distinct()], "The school asks for your consent to your child's internet use. Please return the form", "");
        TempData["Success"] = links.Count == 1 ? "1 form is asked for." : $"{links.Count} forms are asked for.";
        return Redirect(scope.Href("access/consents"));
    }

    public async Task<IActionResult> OnPostAnswerAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.ConsentAnswered);
        await db.LockAsync<AccessConsent>(Input.Consent);
        var consent = await db.Set<AccessConsent>().SingleAsync(c => c.Id == Input.Consent);
        var before = new { consent.Status };
        consent.Answer(Input.Answer, user.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync();
        await register.SettleAsync([consent.PupilId]);
        audit.Record(AccessProcesses.ConsentAnswered, nameof(AccessConsent), consent.Id, before, new { consent.Status }, aboutPersonId: consent.PupilId);
        TempData["Success"] = "The answer is recorded.";
        return Redirect(scope.Href($"access/consents?status={Status}"));
    }

    private IQueryable<Guardianship> Unasked() => db.Set<Guardianship>().Where(g => g.EndedOn == null
        && db.Set<Person>().Any(p => p.Id == g.PupilId && p.EndedOn == null) && db.Set<Person>().Any(p => p.Id == g.ParentId && p.EndedOn == null)
        && !db.Set<AccessConsent>().Any(c => c.PupilId == g.PupilId && c.ParentId == g.ParentId));

    private async Task LoadAsync()
    {
        var here = from consent in db.Set<AccessConsent>()
                   join pupil in db.Set<Person>() on consent.PupilId equals pupil.Id
                   join parent in db.Set<Person>() on consent.ParentId equals parent.Id
                   where pupil.EndedOn == null
                   select new { consent, pupil, parent };
        Counts = await here.GroupBy(x => x.consent.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        NotAsked = await Unasked().CountAsync();
        if (Status is { } status) here = here.Where(x => x.consent.Status == status);
        Found = await here.CountAsync();
        Number = Math.Clamp(Number, 1, Pages);
        Rows = await here.OrderBy(x => x.pupil.FamilyName).ThenBy(x => x.pupil.GivenName).ThenBy(x => x.consent.Id).Skip((Number - 1) * PageSize).Take(PageSize)
            .Select(x => new Row(x.consent.Id, x.pupil.GivenName + " " + x.pupil.FamilyName, x.pupil.YearGroup, x.parent.GivenName + " " + x.parent.FamilyName, x.consent.Status, x.consent.AskedOn, x.consent.AnsweredOn)).ToListAsync();
    }
}
