using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Exceptions;

/// <summary>Lets a name through for a group, or refuses it, with the reason and an end; shown before it is saved.</summary>
[For(Role.ComputingLead, Role.IctSupport)]
public sealed class AddModel(RulesDesk rules, ExceptionDesk exceptions, SchoolScope scope, AuditTrail audit) : PageModel
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
        Planned = await exceptions.PlanAsync(Group, Wish);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string name)
    {
        await LoadAsync(name);
        audit.Begin(FilteringModule.ExceptionAdded);
        if (!ModelState.IsValid) return Page();
        var made = (await exceptions.AddAsync([name], Wish))[0];
        TempData["Success"] = $"{made.Name} is {(made.Allows ? "let through" : "refused")} for {Group.Title}";
        return Redirect(scope.Href("filtering"));
    }

    private ExceptionDesk.Wish Wish => new(Input.Name, Input.What == "allow", Input.Reason, Until: Input.Until);

    private async Task LoadAsync(string name) => Group = (await rules.GroupsAsync()).Groups.SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
}
