using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>Who should know; then it is sent, to that adult and to the safeguarding lead.</summary>
[For(Role.Pupil)]
public sealed class AdultModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, CaseDesk desk, ConcernRouting routing, ConcernMaking making, TutelaDb db,
    CurrentUser user, Notifier notifier, AuditTrail audit, TimeProvider clock) : TellPage(drafts, scope, frame)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    [BindProperty] public AdultInput Input { get; set; } = new();
    public IReadOnlyList<string> Leads { get; private set; } = [];
    public IReadOnlyList<string> Heads { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Adults { get; private set; } = [];

    public sealed class AdultInput
    {
        [Required(ErrorMessage = "Choose who should know")]
        public string? Who { get; set; }
        public Guid? Adult { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAllAsync(id);
        Input.Who = Body.Adult is null ? null : Guid.TryParse(Body.Adult, out _) ? "adult" : TellDraft.Leads;
        Input.Adult = Guid.TryParse(Body.Adult, out var adult) ? adult : null;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<Draft>(id);
        if (await db.Set<Draft>().AnyAsync(d => d.Id == id && d.PersonId == user.PersonId && d.SentAt != null)) return Redirect(_scope.Href($"tell/thank-you/{id}"));
        await LoadAllAsync(id);
        audit.Begin(ConcernProcesses.Reported);
        var chosen = Input.Who == "adult" ? Adults.FirstOrDefault(a => a.Value == Input.Adult?.ToString("D", CultureInfo.InvariantCulture)) : null;
        Body.Adult = chosen?.Value ?? Input.Who;
        Keep();
        if (Input.Who == "adult" && chosen is null) ModelState.AddModelError("Input.Adult", "Choose a grown-up from the list");
        if (!ModelState.IsValid) return Page();
        if (Body.Stance is null) return GoTo("who-to");
        if (Body.Picture is null && string.IsNullOrWhiteSpace(Body.Words)) return GoTo("what");
        await SendAsync(chosen is null ? null : (Guid.Parse(chosen.Value, CultureInfo.InvariantCulture), chosen.Text));
        return Redirect(_scope.Href($"tell/thank-you/{id}"));
    }

    private async Task SendAsync((Guid Id, string Name)? chosen)
    {
        var by = new Doer(user.PersonId, user.Name, clock.GetUtcNow());
        var (risk, urgent) = Body.Picture.Kind();
        var picture = Body.Picture?.Words();
        var words = string.IsNullOrWhiteSpace(Body.Words) ? null : Body.Words.Trim();
        var concern = new Concern
        {
            Id = Draft.Id,
            Number = await making.NextNumberAsync(),
            Source = ConcernSource.Pupil,
            ReporterId = by.Id,
            Stance = Body.Stance,
            Account = (Body.Stance == PupilStance.ToMe ? "It happened to me" : "I saw it") + (picture is null ? "." : $": {picture.ToLowerInvariant()}."),
            ChildWords = words,
            HappenedAbout = "not asked",
            Technologies = [.. Body.Technologies.Distinct().Order()],
            WrittenAt = by.At,
        };
        await making.AddAsync(concern, risk is { } kind ? [new ChosenKind(kind, null, null, Handling.Ordinary, urgent)] : [],
            Body.Stance == PupilStance.ToMe ? [(user.PersonId, Part.Harmed)] : [(user.PersonId, Part.Witness)], by, chosen);
        if (chosen is { } adult && concern.Recipients.Any(r => r.PersonId == adult.Id && r.Standing == Standing.Told))
            await notifier.TellAsync([adult.Id], "A child chose you to tell about a worry. The safeguarding lead has it too.", $"concerns/mine/{concern.Id}");
        _drafts.Sent(Draft);
    }

    private async Task LoadAllAsync(Guid id)
    {
        await LoadAsync(id);
        var holders = await routing.HoldersAsync();
        Leads = StartModel.ReadersOf(holders);
        Heads = [.. holders.Where(h => h.Role == Role.Headteacher).Select(h => h.Name)];
        Adults = [.. (await desk.StaffAsync()).Select(s => new SelectListItem(s.Name, s.Id.ToString("D", CultureInfo.InvariantCulture)))];
    }
}
