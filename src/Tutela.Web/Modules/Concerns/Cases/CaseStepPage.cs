using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

/// <summary>A page that does one step of a case: it shows the case, asks what the step asks for, and does it. Whether the step may be
/// done is asked of the table, here for the page and again by the entity.</summary>
[CaseFile]
public abstract class CaseStepPage(CaseDesk desk, SchoolScope scope, CaseAct act) : PageModel
{
    private ConcernStatus _before;

    public Concern Concern { get; private set; } = null!;
    public string CaseHref => scope.Href($"concerns/{Concern.Id}");

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        Concern = await desk.FindAsync(id);
        if (Steps.Find(CaseRole.Handler, Concern.Status, act) is null) return Redirect(CaseHref);
        await LoadAsync();
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        Concern = await desk.FindForChangeAsync(id, act);
        _before = Concern.Status;
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        await desk.ReadAsync(Concern);
        var success = await DoAsync();
        desk.Done(act, Concern, _before, Reason);
        TempData["Success"] = success;
        return Redirect(CaseHref);
    }

    /// <summary>Loads what the page shows besides the case.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Fills the form with what is recorded already.</summary>
    protected virtual void Fill() { }

    /// <summary>Does the step; the answer says what was done.</summary>
    protected abstract Task<string> DoAsync();

    protected virtual string? Reason => null;
}
