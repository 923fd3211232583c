using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Monitoring.Activity;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Naming;

/// <summary>Names the person behind activity: for a reason that is written down, and only where a signed-in user or a device lent to one
/// person ties it to one.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class NameModel(TutelaDb db, ActivityQuery activity, GroupTitles groups, UserNames users, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    public const int ReasonMaxLength = 1000;
    public static readonly Process Named = new("monitoring.person-named", "The person behind activity was named");

    [BindProperty] public NameInput Input { get; set; } = new();
    [FromQuery] public long Source { get; set; }
    /// <summary>When, in milliseconds since 1970.</summary>
    [FromQuery] public long At { get; set; }

    public DateTimeOffset When { get; private set; }
    public Sighting Sighting { get; private set; } = null!;
    public Tie Tie { get; private set; } = null!;
    /// <summary>The person, after the reason was given.</summary>
    public Person? Person { get; private set; }

    public sealed class NameInput
    {
        [Required(ErrorMessage = "Enter why you need to know who this was"), StringLength(ReasonMaxLength, ErrorMessage = "Keep the reason to 1,000 characters")]
        public string? Reason { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(Named);
        if (!ModelState.IsValid) return Page();
        if (Tie.WhyNot is { } why) throw new Refused(why);
        var person = Tie.PersonId is { } id ? await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) : await users.FindAsync(Tie.User!);
        if (person is null) throw new Refused("The network's name for this user belongs to nobody, or to more than one person, here. Nobody can be named.");
        if (person.Id == user.PersonId) throw new Refused("This activity is your own. Ask a colleague who leads on safeguarding.");
        audit.Record(Named, nameof(Person), person.Id, after: new { source = Source, at = When, by = Tie.User is null ? "device" : "user" }, reason: Input.Reason!.Trim(), aboutPersonId: person.Id);
        Person = person;
        return Page();
    }

    private async Task LoadAsync()
    {
        if (At is < 0 or > 253402300799999) throw new NotFound();
        When = DateTimeOffset.FromUnixTimeMilliseconds(At);
        if (!await activity.WasThereAsync(Source, When) || await activity.SourceAsync(Source) is not var (source, device)) throw new NotFound();
        var titles = await groups.AllAsync();
        Sighting = Sighting.Of(source, device, titles.GetValueOrDefault(source.GroupName)?.Title ?? source.GroupName, When, mayName: true, scope.SchoolId);
        Tie = Tie.Of(source, device, When);
    }
}
