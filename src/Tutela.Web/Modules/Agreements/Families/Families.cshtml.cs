using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Coverage;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Families;

/// <summary>Family by family: for which children the agreement went out, when, what came back, and when the family was reminded.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class FamiliesModel(TutelaDb db, AgreementCoverage coverage, AgreementReading reading) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string? Document { get; set; }
    /// <summary>Only families from whom something has not come back.</summary>
    [BindProperty(SupportsGet = true)] public bool Open { get; set; }
    [BindProperty(SupportsGet = true, Name = "page")] public int PageNumber { get; set; } = 1;

    public sealed record Child(Guid AssignmentId, string Name, DateOnly IssuedOn, DateOnly? ReturnedOn, Standing Standing, int Reminders, DateOnly? LastReminderOn);
    public sealed record Family(string Parents, IReadOnlyList<Child> Children)
    {
        public bool IsOpen => Children.Any(c => c.ReturnedOn is null);
    }

    public string Title { get; private set; } = "";
    public IReadOnlyList<Family> Rows { get; private set; } = [];
    public int Families { get; private set; }
    public int Shown { get; private set; }
    public int Returned { get; private set; }
    public int Pages { get; private set; }

    public async Task OnGetAsync()
    {
        var document = coverage.PupilDocuments.FirstOrDefault(d => Document is null || d.Id == Document) ?? throw new NotFound();
        (Document, Title) = (document.Id, reading.TitleOf(document.Id));
        var pupils = (await coverage.PeopleAsync(document)).Where(p => p.Assignment is { } a && (a.NeedsParent || a.NeedsSelf)).ToList();
        var ids = pupils.ConvertAll(p => p.Person.Id);
        var parents = (await (from link in db.Set<Guardianship>()
                              join parent in db.Set<Person>() on link.ParentId equals parent.Id
                              where ids.Contains(link.PupilId) && link.EndedOn == null && parent.EndedOn == null && link.ParentalResponsibility != ParentalResponsibility.No
                              orderby parent.FamilyName, parent.GivenName
                              select new { link.PupilId, parent.Id, Name = parent.GivenName + " " + parent.FamilyName }).ToListAsync()).ToLookup(l => l.PupilId);
        // Children with the same parents are one family; a child whose parents are not on record stands alone.
        var families = pupils.GroupBy(p => parents[p.Person.Id].Any() ? string.Join(' ', parents[p.Person.Id].Select(x => x.Id)) : p.Person.Id.ToString())
            .Select(g => new Family(string.Join(" and ", parents[g.First().Person.Id].Select(x => x.Name)), [.. g.Select(ChildOf)])).ToList();
        (Families, Returned) = (families.Count, families.Count(f => !f.IsOpen));
        var shown = families.Where(f => !Open || f.IsOpen).ToList();
        Shown = shown.Count;
        Pages = Math.Max(1, (shown.Count + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = [.. shown.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
    }

    private static Child ChildOf(PersonStanding pupil) => new(pupil.Assignment!.Id, pupil.Person.Name, pupil.Assignment.AssignedOn, pupil.Assignment.InForceAt is { } at && pupil.Standing == Standing.InForce ? at.LondonDay() : null,
        pupil.Standing, pupil.Assignment.Reminders, pupil.Assignment.LastReminderOn);
}
