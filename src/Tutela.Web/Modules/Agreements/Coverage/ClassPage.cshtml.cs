using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>One class: each child and what is missing. For those who oversee and for who teaches it.</summary>
[For(Staff = true)]
public sealed class ClassPageModel(AgreementCoverage coverage, AgreementDesk desk, AgreementReminders reminders, AgreementsAccess access, SchoolScope scope) : PageModel
{
    public SchoolClass Class { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public IReadOnlyList<PersonStanding> Missing { get; private set; } = [];
    public IReadOnlyList<PersonStanding> Signed { get; private set; } = [];
    public bool SomeCanSignInClass => Missing.Any(p => p.Assignment is { SelfSigned: false });

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostRemindAsync(Guid id)
    {
        await LoadAsync(id);
        var sent = await reminders.RemindNowAsync([.. Missing.Select(p => p.Person.Id)]);
        if (sent.IsNobody) throw new Refused("Nobody was reminded: everybody has signed, or was reminded today already.");
        TempData["Success"] = ReminderWords.Of(sent);
        return Redirect(scope.Href($"agreements/classes/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Class = (await access.ClassesAsync()).Find(c => c.Id == id) ?? throw new NotFound();
        var standings = new List<PersonStanding>();
        foreach (AgreementDocumentSetting document in coverage.PupilDocuments)
        {
            Title = desk.TitleOf(document.Id);
            standings.AddRange(await coverage.PeopleAsync(document, id));
        }
        Missing = [.. standings.Where(p => p.Standing != Standing.InForce)];
        Signed = [.. standings.Where(p => p.Standing == Standing.InForce)];
    }
}
