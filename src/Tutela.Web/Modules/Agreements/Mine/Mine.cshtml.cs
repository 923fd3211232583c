using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Mine;

/// <summary>What waits for this person's signature, and what they signed; for a parent or carer, the children's too, and what can be asked for.</summary>
[For(Everyone = true)]
public sealed class MineModel(TutelaDb db, CurrentUser user, AgreementReading reading, AgreementAsking asking, AgreementsAccess access, SchoolScope scope) : PageModel
{
    public sealed record Row(Guid Id, string Title, string? Child, AgreementStatus Status, bool Waits, int AcademicYear, bool Optional)
    {
        public string Name => Child is null ? Title : $"{Title}: {Child}";
    }

    /// <summary>A document that is not demanded, and for whom it can be asked for.</summary>
    public sealed record Offer(string Document, string Title, Person For, bool IsChild);

    public IReadOnlyList<Row> Waiting { get; private set; } = [];
    public IReadOnlyList<Row> Done { get; private set; } = [];
    public IReadOnlyList<Row> Past { get; private set; } = [];
    public IReadOnlyList<Offer> Offers { get; private set; } = [];
    public bool IsPupil => user.Is(Role.Pupil);
    public bool SeesCoverage { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Asks for a document that is not demanded, for a child of one's own or for oneself.</summary>
    public async Task<IActionResult> OnPostAskForAsync(string? document, Guid person)
    {
        await LoadAsync();
        var offer = Offers.FirstOrDefault(o => o.Document == document && o.For.Id == person) ?? throw new NotFound();
        return Redirect(scope.Href($"agreements/{(await asking.AskForAsync(offer.Document, offer.For)).Id}"));
    }

    private async Task LoadAsync()
    {
        var (me, children) = (user.PersonId, AgreementsAccess.ChildrenOf(db, user.PersonId));
        var found = await (from assignment in db.Set<AgreementAssignment>().AsNoTracking()
                           join person in db.Set<Person>() on assignment.PersonId equals person.Id
                           where assignment.PersonId == me || (assignment.NeedsParent && children.Contains(assignment.PersonId))
                           orderby assignment.AssignedOn descending, person.GivenName
                           select new { assignment, person.GivenName }).ToListAsync();
        var rows = found.Where(r => r.assignment.PersonId != me || r.assignment.NeedsSelf).Select(r => new Row(r.assignment.Id, reading.TitleOf(r.assignment.Document),
            r.assignment.PersonId == me ? null : r.GivenName, r.assignment.Status, r.assignment.Waits(r.assignment.PersonId == me ? SignedAs.Self : SignedAs.Parent),
            r.assignment.AcademicYear, r.assignment.Optional)).ToList();
        Waiting = [.. rows.Where(r => r.Waits)];
        Done = [.. rows.Where(r => !r.Waits && r.Status != AgreementStatus.Ended)];
        Past = [.. rows.Where(r => r.Status == AgreementStatus.Ended)];
        SeesCoverage = access.IsOverseer || (user.Is(Roles.Staff) && (await access.ClassesAsync()).Count > 0);
        if (IsPupil) return;
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && (p.Id == me || children.Contains(p.Id))).OrderBy(p => p.GivenName).ToListAsync();
        var open = found.Where(f => f.assignment.Status != AgreementStatus.Ended).Select(f => (f.assignment.PersonId, f.assignment.Document)).ToHashSet();
        var offers = new List<Offer>();
        foreach (var person in people)
            offers.AddRange((await asking.OfferedToAsync(person)).Where(d => !open.Contains((person.Id, d.Id))).Select(d => new Offer(d.Id, reading.TitleOf(d.Id), person, person.Id != me)));
        Offers = offers;
    }
}
