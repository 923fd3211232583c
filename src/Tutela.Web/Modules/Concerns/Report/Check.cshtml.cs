using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>Everything once more, and then it is sent: in one transaction, so that what is shown as sent is sent.</summary>
[For(Staff = true)]
public sealed class CheckModel(DraftDesk drafts, SchoolScope scope, ConcernPolicy policy, ConcernMaking making, TutelaDb db, CurrentUser user, AuditTrail audit, TimeProvider clock)
    : ReportPage(drafts, scope)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    public IReadOnlyList<ChosenKind> Kinds => policy.Chosen(Body.Risks, Body.Subtypes, Body.Consent);
    public bool AsksConsent => StartModel.AsksConsent(policy, Body);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await IsSentAsync(id)) return Redirect(_scope.Href($"concerns/mine/{id}"));
        await LoadAsync(id);
        var next = Body.Next(AsksConsent && Kinds.Any(k => k.Consent is not null && k.Subtype is not null && !Body.Consent.ContainsKey(k.Subtype)));
        return next == "check" ? Page() : GoTo(next);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        // A second press of the button finds what the first one sent.
        await db.LockAsync<Draft>(id);
        if (await IsSentAsync(id)) return Redirect(_scope.Href($"concerns/mine/{id}?sent=true"));
        await LoadAsync(id);
        audit.Begin(ConcernProcesses.Reported);
        if (Fault() is { } fault) throw new Refused(fault);
        var by = new Doer(user.PersonId, user.Name, clock.GetUtcNow());
        var concern = new Concern
        {
            Id = Draft.Id,
            Number = await making.NextNumberAsync(),
            Source = ConcernSource.Staff,
            ReporterId = by.Id,
            Account = Body.Account!.Trim(),
            ChildWords = Blank(Body.ChildWords),
            ActionTaken = Blank(Body.ActionTaken),
            Unnamed = Blank(Body.Unnamed),
            HappenedOn = Body.On,
            HappenedTime = Body.Time,
            HappenedAbout = Body.When == WhenAnswer.NotSure ? Blank(Body.About) : null,
            Place = Body.Place,
            Technologies = [.. Body.Technologies.Distinct().Order()],
            WrittenAt = by.At,
        };
        concern.MarkPrejudice(Body.Traits);
        var children = await PupilSearch.ByIdAsync(db, [.. Body.Children.Select(c => c.Id)]);
        await making.AddAsync(concern, Kinds, Body.Children.Where(c => children.Any(p => p.Id == c.Id)).Select(c => (c.Id, c.Part)), by);
        _drafts.Sent(Draft);
        return Redirect(_scope.Href($"concerns/mine/{id}?sent=true"));
    }

    // The draft holds whatever was typed: each page checked it, but a later change of page may have left it wrong.
    private string? Fault() =>
        string.IsNullOrWhiteSpace(Body.Account) ? "Write what happened before you send the report."
        : Body.Account.Trim().Length > Concern.AccountMaxLength || Body.ChildWords?.Length > Concern.ChildWordsMaxLength || Body.ActionTaken?.Length > Concern.ActionTakenMaxLength
            ? "What you wrote is too long. Change it before you send the report; nothing of it is lost."
        : Body.Unnamed?.Length > Concern.UnnamedMaxLength || Body.About?.Length > Concern.HappenedAboutMaxLength ? "One of your answers is too long. Change it before you send the report."
        : Body.Children.Count == 0 && string.IsNullOrWhiteSpace(Body.Unnamed) ? "Say who it is about before you send the report."
        : Body.When is null || (Body.When != WhenAnswer.NotSure && Body.On is null) || Body.On > clock.Today() ? "Say when it happened before you send the report."
        : Body.Risks.Count == 0 ? "Choose one or more kinds of risk before you send the report."
        : null;

    private Task<bool> IsSentAsync(Guid id) => db.Set<Draft>().AnyAsync(d => d.Id == id && d.PersonId == user.PersonId && d.SentAt != null);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
