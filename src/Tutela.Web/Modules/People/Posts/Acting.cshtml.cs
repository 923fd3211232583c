using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>Somebody acts in a post from a day to a day, because its holder is away or has gone.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ActingModel(TutelaDb db, PostRegister register, PostVacancy vacancy, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PostStep(register, scope)
{
    private const int LongestDays = 366;

    [BindProperty] public ActingInput Input { get; set; } = new();

    public sealed class ActingInput
    {
        [Required(ErrorMessage = "Choose who acts")] public Guid? Person { get; set; }
        [Required(ErrorMessage = "Enter the first day"), Display(Name = "The first day")] public DateOnly? From { get; set; }
        [Required(ErrorMessage = "Enter the last day"), Display(Name = "The last day")] public DateOnly? Until { get; set; }
        [Required(ErrorMessage = "Say why, such as maternity leave"), MaxLength(PostActing.ReasonMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Reason { get; set; }
    }

    public List<SelectListItem> Adults { get; private set; } = [];

    public async Task OnGetAsync(string post)
    {
        await LoadAsync(post);
        Input.From = clock.Today();
    }

    public async Task<IActionResult> OnPostAsync(string post)
    {
        await LoadAsync(post);
        if (!ModelState.IsValid) return Page();
        audit.Begin(PostVacancy.Acted);
        var (from, until) = (Input.From!.Value, Input.Until!.Value);
        if (Adults.Find(a => a.Value == Input.Person.ToString()) is not { } adult) throw new Refused("Choose somebody from the list", "Input.Person");
        if (Post.Holders.Count == 1 && Post.Holders[0].PersonId == Input.Person) throw new Refused("They hold this role. Choose somebody who acts for them.", "Input.Person");
        if (until < from) throw new Refused("The last day is before the first", "Input.Until");
        if (until < clock.Today()) throw new Refused("The last day is over. Enter a day from today on.", "Input.Until");
        if (until > from.AddDays(LongestDays)) throw new Refused("Nobody acts for more than a year. Choose an earlier last day, or give the role itself.", "Input.Until");
        if (Post.Acting.Any(a => a.From <= until && from <= a.Until)) throw new Refused("Somebody acts on some of these days already. End that first.", "Input.From");
        var row = new PostActing { Id = Guid.CreateVersion7(clock.GetUtcNow()), Post = post, PersonId = Input.Person!.Value, From = from, Until = until, Reason = Input.Reason!.Trim(), RecordedById = user.PersonId, RecordedAt = clock.GetUtcNow() };
        db.Add(row);
        audit.Record(PostVacancy.Acted, nameof(PostActing), row.Id, after: new { row.Post, row.PersonId, row.From, row.Until }, reason: row.Reason, aboutPersonId: row.PersonId);
        await notifier.TellAsync([row.PersonId], $"You act as {Title} from {Platform.Ui.DateText.Day(from)} to {Platform.Ui.DateText.Day(until)}. It was recorded by {user.Name}.", "policy", mail: false);
        TempData["Success"] = $"{adult.Text} acts as {Title}." + (Post.Role is null ? "" : " Give them the role on their own page too, for as long as they need to do its work here.");
        return Redirect(PostHref);
    }

    public async Task<IActionResult> OnPostEndAsync(string post, Guid acting)
    {
        ModelState.Clear();
        await LoadAsync(post);
        audit.Begin(PostVacancy.ActingEnded);
        var row = await db.Set<PostActing>().SingleOrDefaultAsync(a => a.Id == acting && a.Post == post && a.EndedOn == null) ?? throw new NotFound();
        // Who acts in an empty post is all that it has.
        if (Post.Holders.Count == 0 && Post.ActingToday?.Id == acting) vacancy.Check([Post with { Acting = [.. Post.Acting.Where(a => a.Id != acting)] }], post, null, "Input.Person");
        row.EndedOn = clock.Today();
        audit.Record(PostVacancy.ActingEnded, nameof(PostActing), row.Id, before: new { row.Post, row.PersonId, row.Until }, aboutPersonId: row.PersonId);
        TempData["Success"] = "They no longer act in this role.";
        return Redirect(PostHref);
    }

    private async Task LoadAsync(string post)
    {
        await LoadPostAsync(post);
        if (Post.Setting.Kind == RoleKind.Provider) throw new NotFound();
        Adults = await db.Set<Person>().Where(p => p.EndedOn == null && (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor))
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new SelectListItem(p.GivenName + " " + p.FamilyName, p.Id.ToString())).ToListAsync();
    }
}
