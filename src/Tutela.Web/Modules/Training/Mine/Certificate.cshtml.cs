using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Mine;

/// <summary>A certificate to be printed: the own, or for those who manage training anybody's.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class CertificateModel(TutelaDb db, CurrentUser user, TrainingAccess access, TrainingTopics topics, SchoolScope scope) : PageModel
{
    public Completion Completion { get; private set; } = null!;
    public Course Course { get; private set; } = null!;
    public Person Person { get; private set; } = null!;
    public string RecordedBy { get; private set; } = "";
    public IReadOnlyList<string> Topics { get; private set; } = [];
    public string SchoolName => scope.School.Name;
    public bool IsOwn => Person.Id == user.PersonId;

    public async Task OnGetAsync(Guid id)
    {
        Completion = await db.Set<Completion>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.WithdrawnAt == null) ?? throw new NotFound();
        if (Completion.PersonId != user.PersonId && !access.IsManager) throw new NotFound();
        Course = await db.Set<Course>().AsNoTracking().SingleAsync(c => c.Id == Completion.CourseId);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == Completion.PersonId || p.Id == Completion.RecordedById).ToDictionaryAsync(p => p.Id);
        Person = people[Completion.PersonId];
        RecordedBy = people[Completion.RecordedById].Name;
        Topics = [.. Completion.Topics.Select(topics.Name).Distinct()];
    }
}
