using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>One question of the report. What was typed goes into the draft first and is checked after, so that a mistake loses nothing.</summary>
public abstract class ReportPage(DraftDesk drafts, SchoolScope scope) : PageModel
{
    protected Draft Draft { get; private set; } = null!;
    public ReportDraft Body { get; private set; } = new();
    /// <summary>Came from "check your answers", and goes back there.</summary>
    [BindProperty(SupportsGet = true, Name = "change")] public bool Change { get; set; }
    public Guid Id => Draft.Id;
    public string Back(string step) => scope.Href($"concerns/report/{Draft.Id}/{(Change ? "check" : step)}");

    protected async Task LoadAsync(Guid id) => (Draft, Body) = await drafts.FindAsync<ReportDraft>(id, ReportDraft.Kind);

    protected void Keep() => drafts.Save(Draft, Body);

    protected IActionResult GoTo(string step, string query = "") => Redirect(scope.Href($"concerns/report/{Draft.Id}/{step}{query}"));

    protected IActionResult Onward(string step) => GoTo(Change ? "check" : step);
}
