using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Suspicious;

/// <summary>An adult reports a message that they do not trust: to whom it came, when, and what was done with it.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class ReportModel(TutelaDb db, SuspiciousDesk desk, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public MessageInput Input { get; set; } = new();

    public sealed class MessageInput
    {
        public MessageWay? Way { get; set; }
        public string? To { get; set; }
        public string? OtherName { get; set; }
        public Guid? Other { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day")] public DateOnly? On { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Time")] public TimeOnly? At { get; set; }
        public MessageOpened? Opened { get; set; }
        public string? Account { get; set; }
    }

    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public void OnGet() => (Input.To, Input.On) = ("me", clock.Today());

    public async Task<IActionResult> OnPostAsync()
    {
        if (Input.To == "other" && !string.IsNullOrWhiteSpace(Input.OtherName))
            Others = [.. (await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && p.Kind != PersonKind.Parent).NameHolds(Input.OtherName.Replace("\0", "", StringComparison.Ordinal))
                .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(20).ToListAsync()).Select(p => new SelectListItem(Breaches.ReportModel.Described(p), p.Id.ToString()))];
        audit.Begin(AccessProcesses.SuspiciousReported);
        if (!ModelState.IsValid) return Page();
        if (Input.On is not { } day) throw new Refused("Enter the day when it came", "Input.On");
        if (Input.At is not { } time) throw new Refused("Enter the time when it came, such as 9:05am", "Input.At");
        await desk.ReportAsync(new(Recipient(), Input.Way, Input.Opened, day.At(time), Input.Account, ByPupil: false));
        TempData["Success"] = Input.Opened!.Value.IsUrgent() ? "Thank you. IT support has been told. Disconnect the device from the network and wait for them." : "Thank you. IT support has been told. Leave the message where it is.";
        return Redirect(scope.Href("suspicious-messages"));
    }

    private Guid Recipient()
    {
        if (Input.To == "me") return user.PersonId;
        if (Input.To != "other") throw new Refused("Choose to whom it came", "Input.To");
        if (Others.Count == 0) throw new Refused(string.IsNullOrWhiteSpace(Input.OtherName) ? "Enter the name of the person to whom it came" : "Nobody at the school has that name", "Input.OtherName");
        if (Others.Count == 1) return Guid.Parse(Others[0].Value);
        return Others.Any(o => o.Value == Input.Other?.ToString()) ? Input.Other!.Value : throw new Refused("Choose which of these people it was", "Input.Other");
    }
}
