using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Exceptions;

/// <summary>Lets a name through for a group, or refuses it, with the reason and an end; shown before it is saved.</summary>
[For(Role.ComputingLead, Role.IctSupport)]
public sealed class AddModel(TutelaDb db, RulesDesk rules, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public ExceptionInput Input { get; set; } = new();

    public FilterGroup Group { get; private set; } = null!;
    /// <summary>What would be added; null before the first step.</summary>
    public FilterException? Planned { get; private set; }

    public sealed class ExceptionInput
    {
        [Required(ErrorMessage = "Enter the name, such as bbc.co.uk")]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Choose whether it is let through or refused")]
        public string? What { get; set; }

        [Required(ErrorMessage = "Enter why this name is treated apart"), StringLength(FilterException.ReasonMaxLength, ErrorMessage = "Keep the reason to 500 characters")]
        public string? Reason { get; set; }

        /// <summary>The last day on which it holds.</summary>
        public DateOnly? Until { get; set; }
    }

    public Task OnGetAsync(string name) => LoadAsync(name);

    public async Task<IActionResult> OnPostAsync(string name)
    {
        await LoadAsync(name);
        audit.Begin(FilteringModule.ExceptionAdded);
        if (!ModelState.IsValid) return Page();
        Planned = await MakeAsync(Group);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string name)
    {
        await LoadAsync(name);
        audit.Begin(FilteringModule.ExceptionAdded);
        if (!ModelState.IsValid) return Page();
        var group = (await rules.GroupsForChangeAsync()).SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
        var made = await MakeAsync(group);
        db.Add(made);
        audit.Record(FilteringModule.ExceptionAdded, nameof(FilterException), made.Id, after: new { group = group.Name, made.Name, made.Allows, made.Until }, reason: made.Reason);
        TempData["Success"] = $"{made.Name} is {(made.Allows ? "let through" : "refused")} for {group.Title}";
        return Redirect(scope.Href("filtering"));
    }

    private async Task<FilterException> MakeAsync(FilterGroup group)
    {
        var open = await db.Set<FilterException>().AsNoTracking().Where(e => e.GroupId == group.Id && e.EndedAt == null).ToListAsync();
        var until = Input.Until is { } day ? day == DateOnly.MaxValue ? throw new Refused("Enter an earlier day", "Input.Until") : day.AddDays(1).Start() : (DateTimeOffset?)null;
        return FilterException.Make(group, Input.Name!, Input.What == "allow", Input.Reason!, until, open, user.PersonId, clock.GetUtcNow());
    }

    private async Task LoadAsync(string name) => Group = (await rules.GroupsAsync()).Groups.SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
}
