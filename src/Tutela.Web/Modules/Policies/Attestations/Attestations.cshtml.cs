using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Attestations;

[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class AttestationsModel(AttestationDesk desk, PackInForce pack, SchoolScope scope) : PageModel
{
    public IReadOnlyList<AttestationDesk.Row> Outstanding { get; private set; } = [];
    public IReadOnlyList<AttestationDesk.Row> Done { get; private set; } = [];
    public int Version => pack.Version;

    public async Task OnGetAsync()
    {
        var rows = await desk.RowsAsync();
        Outstanding = [.. rows.Where(r => r.At is null)];
        Done = [.. rows.Where(r => r.At is not null)];
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        var reminded = await desk.RemindAsync();
        TempData["Success"] = $"{reminded} people have been reminded.";
        return Redirect(scope.Href("policy/attestations"));
    }
}
