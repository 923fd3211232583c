using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>Choose the months, read the report as governors will, sign it.</summary>
[For(Role.Headteacher, Role.DesignatedSafeguardingLead)]
public sealed class MakeModel(ReportMaking making, ReportSigning signing, GovernanceAccess access, RoleDesk roles, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty] public SignInput Input { get; set; } = new();

    public sealed class SignInput
    {
        [Required(ErrorMessage = "Type your name to sign"), MaxLength(SignedReport.NameMaxLength, ErrorMessage = "Use at most 200 characters")] public string? SignedName { get; set; }
    }

    public ReportBody? Body { get; private set; }
    public string SignerName => user.Name;
    public List<SelectListItem> Choices => Months.Choices(clock.Today());

    public async Task OnGetAsync()
    {
        if (From is null && To is null)
        {
            var today = clock.Today();
            (From, To) = (Months.Key(new DateOnly(today.AcademicYear(), 9, 1)), Months.Key(today));
            return;
        }
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.ReportSigned);
        access.CheckName(Input.SignedName!, "Input.SignedName");
        var report = signing.Sign(Body!, user.Is(Role.Headteacher) ? Role.Headteacher : Role.DesignatedSafeguardingLead);
        var governors = (await roles.HoldersAsync(Role.Governor)).Concat(await roles.HoldersAsync(Role.ChairOfGovernors)).Concat(await roles.HoldersAsync(Role.Headteacher)).Where(p => p != user.PersonId).ToList();
        await notifier.TellAsync(governors, "A report to governors has been signed", $"governors/reports/{report.Id}");
        TempData["Success"] = "The report is signed. Governors have been told.";
        return Redirect(scope.Href($"governors/reports/{report.Id}"));
    }

    private async Task LoadAsync()
    {
        var (from, to) = Months.Period(From, To, clock.Today(), "From", "To");
        Body = await making.MakeAsync(from, to);
    }
}
