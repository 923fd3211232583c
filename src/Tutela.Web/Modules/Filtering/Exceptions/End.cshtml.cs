using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Exceptions;

[For(Role.ComputingLead, Role.IctSupport)]
public sealed class EndModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public EndInput Input { get; set; } = new();

    public FilterException Exception { get; private set; } = null!;
    public string GroupTitle { get; private set; } = "";

    public sealed class EndInput
    {
        [Required(ErrorMessage = "Enter why the exception ends"), StringLength(FilterException.ReasonMaxLength, ErrorMessage = "Keep the reason to 500 characters")]
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<FilterException>(id);
        await LoadAsync(id);
        audit.Begin(FilteringModule.ExceptionEnded);
        if (!ModelState.IsValid) return Page();
        Exception.End(clock.GetUtcNow());
        audit.Record(FilteringModule.ExceptionEnded, nameof(FilterException), id, before: new { Exception.Name, Exception.Allows }, reason: Input.Reason!.Trim());
        TempData["Success"] = $"The exception for {Exception.Name} has ended";
        return Redirect(scope.Href("filtering"));
    }

    private async Task LoadAsync(Guid id)
    {
        Exception = await db.Set<FilterException>().SingleOrDefaultAsync(e => e.Id == id) ?? throw new NotFound();
        GroupTitle = await db.Set<FilterGroup>().Where(g => g.Id == Exception.GroupId).Select(g => g.Title).SingleAsync();
    }
}
