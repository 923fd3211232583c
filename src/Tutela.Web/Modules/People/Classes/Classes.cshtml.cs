using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>The classes that somebody may see, their own first.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Teacher, Role.SupportStaff)]
public sealed class ClassesModel(TutelaDb db, PeopleDirectory directory, PeopleAccess access, CurrentUser user) : PageModel
{
    public sealed record Row(Guid Id, string Title, int? YearGroup, ClassKind Kind, int Pupils);

    public IReadOnlyList<Row> Mine { get; private set; } = [];
    public IReadOnlyList<Row> Others { get; private set; } = [];
    public bool MayManage => access.MayManage;

    public async Task OnGetAsync()
    {
        var mine = (await directory.ClassesOfTeacherAsync(user.PersonId)).Select(c => c.Id).ToHashSet();
        var ids = mine.ToList();
        var all = access.SeesEveryClass;
        var rows = await db.Set<SchoolClass>().Where(c => c.EndedOn == null && (all || ids.Contains(c.Id)))
            .OrderByDescending(c => c.Kind).ThenBy(c => c.YearGroup ?? 99).ThenBy(c => c.Title)
            .Select(c => new Row(c.Id, c.Title, c.YearGroup, c.Kind, directory.Members.Count(m => m.ClassId == c.Id && m.Role == ClassRole.Pupil))).ToListAsync();
        Mine = [.. rows.Where(r => mine.Contains(r.Id))];
        Others = [.. rows.Where(r => !mine.Contains(r.Id))];
    }
}
