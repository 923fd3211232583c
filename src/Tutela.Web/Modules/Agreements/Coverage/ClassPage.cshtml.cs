using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>One class: each child and what is missing, and breaches that are open. For those who oversee and for who teaches it.</summary>
[For(Staff = true)]
public sealed class ClassPageModel(AgreementCoverage coverage, AgreementReading reading, AgreementReminders reminders, BreachDesk breaches, AgreementsAccess access, SchoolScope scope) : PageModel
{
    public sealed record DocumentTable(string Document, string Title, bool SignedByPupils, IReadOnlyList<PersonStanding> Missing, IReadOnlyList<PersonStanding> Signed)
    {
        public bool SomeCanSignInClass => SignedByPupils && Missing.Any(p => p.Assignment is { SelfSigned: false });
    }

    public SchoolClass Class { get; private set; } = null!;
    public IReadOnlyList<DocumentTable> Tables { get; private set; } = [];
    public IReadOnlyList<BreachDesk.InClass> Breaches { get; private set; } = [];
    public bool SomethingMissing => Tables.Any(t => t.Missing.Count > 0);
    public bool HasPupils => Tables.Any(t => t.Missing.Count + t.Signed.Count > 0);

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostRemindAsync(Guid id)
    {
        await LoadAsync(id);
        var sent = await reminders.RemindNowAsync([.. Tables.SelectMany(t => t.Missing).Select(p => p.Person.Id).Distinct()]);
        if (sent.IsNobody) throw new Refused("Nobody was reminded: everybody has signed, or was reminded today already.");
        TempData["Success"] = ReminderWords.Of(sent);
        return Redirect(scope.Href($"agreements/classes/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Class = (await access.ClassesAsync()).Find(c => c.Id == id) ?? throw new NotFound();
        var tables = new List<DocumentTable>();
        foreach (AgreementDocumentSetting document in coverage.PupilDocuments)
        {
            var people = await coverage.PeopleAsync(document, id);
            tables.Add(new(document.Id, reading.TitleOf(document.Id), document.Signers != AgreementSigner.Parent,
                [.. people.Where(p => p.Standing != Standing.InForce)], [.. people.Where(p => p.Standing == Standing.InForce)]));
        }
        Tables = tables;
        Breaches = await breaches.OpenInClassAsync(id);
    }
}
