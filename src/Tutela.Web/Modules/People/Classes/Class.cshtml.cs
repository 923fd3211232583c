using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>One class: its teachers, its pupils and how each signs in.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Teacher, Role.SupportStaff)]
public sealed class ClassModel(TutelaDb db, PeopleDirectory directory, PeopleAccess access) : PageModel
{
    public sealed record Row(Guid Id, string Name, string? UserName);

    public SchoolClass Class { get; private set; } = null!;
    public IReadOnlyList<Person> Teachers { get; private set; } = [];
    public IReadOnlyList<Row> Pupils { get; private set; } = [];
    public bool MayPrint { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Class = await db.Set<SchoolClass>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) ?? throw new NotFound();
        await access.CheckClassAsync(id);
        MayPrint = await access.MaySetPasswordsOfClassAsync(id);
        Teachers = await directory.TeachersOfAsync(id);
        var pupils = await directory.PupilsOfAsync(id);
        var accounts = pupils.Select(p => p.AccountId).OfType<Guid>().ToList();
        var names = await db.Users.Where(a => accounts.Contains(a.Id) && a.EndedAt == null).ToDictionaryAsync(a => a.Id, a => a.UserName);
        Pupils = pupils.ConvertAll(p => new Row(p.Id, p.Name, p.AccountId is { } account ? names.GetValueOrDefault(account) : null));
    }
}
