using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Access.Register;

namespace Tutela.Web.Modules.Access.Directories;

/// <summary>Accounts for the school's directory as a file in its own columns.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.Administrator)]
public sealed class DirectoriesModel(TutelaDb db, DirectoryDesk desk, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public DirectoryKind? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Domain { get; set; }

    public IReadOnlyList<SelectListItem> Domains { get; private set; } = [];
    public int Named { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnGetFileAsync()
    {
        await LoadAsync();
        if (Kind is not { } kind) ModelState.AddModelError(nameof(Kind), "Choose the directory");
        else if (!Domains.Any(d => d.Value == Domain)) ModelState.AddModelError(nameof(Domain), "Choose the domain of the accounts");
        else
        {
            var accounts = await desk.AccountsAsync(Domain!);
            audit.Record(AccessProcesses.DirectoryExported, nameof(AccessEntry), scope.SchoolId, after: new { kind, accounts = accounts.Count });
            // A mark at the beginning would become part of the first column's name in every one of them.
            return File(Encoding.UTF8.GetBytes(DirectoryFile.Write(kind, accounts)), "text/csv", $"{kind.ToString().ToLowerInvariant()}-{Csv.Day(clock.Today())}.csv");
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        Domains = await db.Set<MailDomain>().Where(d => d.EndedOn == null).OrderBy(d => d.Domain).Select(d => new SelectListItem(d.Domain, d.Domain)).ToListAsync();
        Named = await db.Set<AccessEntry>().CountAsync(e => e.NetworkId != null);
    }
}
