using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Attest;

/// <summary>Says that one has read and understood the policy and, where the pack asks, answers its questions. A wrong answer says why; the try is kept.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Role.Parent, Role.TrustOfficer, Staff = true)]
public sealed class AttestModel(AttestationDesk desk, PackInForce pack, TutelaDb db, CurrentUser user, SchoolScope scope) : PageModel
{
    [BindProperty] public AttestInput Input { get; set; } = new();

    public Attestation? Mine { get; private set; }
    public AttestationAttempt? Last { get; private set; }
    public IReadOnlyList<AttestationQuestion> Questions { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Chosen { get; private set; } = new Dictionary<string, string>();
    public DateOnly? AskedOn { get; private set; }
    public bool IsHead => user.Is(Role.Headteacher);
    public DateOnly? HeadToldFrom { get; private set; }
    public int Version => pack.Version;

    public IReadOnlyList<string> Parts => [.. pack.Pack.Sections.Where(section => section is { Level: 2, Number.Length: > 0 }).Select(section => section.Title)];

    public sealed class AttestInput
    {
        public bool HasUnderstood { get; set; }
    }

    public static string NameOf(AttestationQuestion question) => $"Answers.{question.Id}";

    public string? ErrorOf(AttestationQuestion question) => ModelState.TryGetValue(NameOf(question), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Mine is not null || Last is not { Wrong.Length: > 0 }) return;
        // A try is kept, so the page that told it was a redirect: what was chosen and why it is wrong come from the kept row.
        Input.HasUnderstood = true;
        Chosen = Questions.Where(q => Last.AnswerTo(q.Id) is not null).ToDictionary(q => q.Id, q => Last.AnswerTo(q.Id)!);
        foreach (var question in Questions.Where(q => Chosen.TryGetValue(q.Id, out var option) && !q.IsRight(option)))
            ModelState.AddModelError(NameOf(question), $"Not right. {question.Options.FirstOrDefault(o => o.Id == Chosen[question.Id])?.Why} Try again".Replace("  ", " ", StringComparison.Ordinal));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Chosen = Questions.Where(q => Request.Form.ContainsKey(NameOf(q))).ToDictionary(q => q.Id, q => Request.Form[NameOf(q)].ToString());
        if (!await desk.AttestAsync(user.PersonId, Input.HasUnderstood, Chosen)) return Redirect(scope.Href("policy/attest"));
        TempData["Success"] = "Thank you. It is recorded that you have read and understood the policy.";
        return Redirect(scope.Href("policy"));
    }

    private async Task LoadAsync()
    {
        // Whom the pack asks differs from school to school; to everybody else there is no such page.
        if (!await desk.AsksAsync(user)) throw new NotFound();
        Mine = await desk.OfAsync(user.PersonId);
        if (Mine is not null) return;
        Questions = await desk.QuestionsAsync(user.PersonId);
        if (Questions.Count > 0) Last = await desk.LastAttemptAsync(user.PersonId);
        var ask = await db.Set<AttestationAsk>().AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == user.PersonId && a.Version == pack.Version);
        (AskedOn, HeadToldFrom) = (ask?.AskedOn, ask?.HeadToldFrom(desk.Settings));
    }
}
