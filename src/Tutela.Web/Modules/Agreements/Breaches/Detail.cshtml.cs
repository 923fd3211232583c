using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>One breach: the term, what happened, what was done. Who recorded it sees what they wrote and whether it is closed.</summary>
[For(Role.ChairOfGovernors, Staff = true)]
public sealed class DetailModel(TutelaDb db, BreachAccess access, BreachDesk desk, AgreementReading reading, AuditTrail audit, CurrentUser user, SchoolScope scope) : PageModel
{
    public static readonly Process BreachRead = new("agreement.breach-read", "A breach was read");

    public sealed record Note(BreachNote Entry, string Author);

    [BindProperty] public NoteInput Input { get; set; } = new();

    public AgreementBreach Breach { get; private set; } = null!;
    public string About { get; private set; } = "";
    public string RecordedBy { get; private set; } = "";
    public string Title { get; private set; } = "";
    public IReadOnlyList<Note> Notes { get; private set; } = [];
    public bool Handles { get; private set; }
    public bool SeesEquipment => user.Is(DeviceRegister.Readers);
    public bool SeesConcern => Handles && access.SeesPupils;
    public IEnumerable<BreachNoteKind> Kinds => Enum.GetValues<BreachNoteKind>()
        .Where(k => access.MayAdd(k, Breach) && (Breach.Track == BreachTrack.Adult || k is BreachNoteKind.FollowUp or BreachNoteKind.Closed) && (Breach.Status == BreachStatus.Open || k == BreachNoteKind.Disciplinary));

    public sealed class NoteInput
    {
        public BreachNoteKind? Kind { get; set; }
        public string? Text { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Read(BreachRead, nameof(AgreementBreach), id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!Handles || (Input.Kind is { } kind && !access.MayAdd(kind, Breach))) throw new Forbidden();
        await desk.AddNoteAsync(id, Input.Kind, Input.Text);
        TempData["Success"] = "It is recorded.";
        return Redirect(scope.Href($"agreements/breaches/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        var handled = await access.Handled().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id);
        Handles = handled is not null;
        Breach = handled ?? await access.Recorded().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id) ?? throw new NotFound();
        Title = reading.TitleOf(Breach.Document);
        var notes = Handles ? await db.Set<BreachNote>().AsNoTracking().Where(n => n.BreachId == id).OrderBy(n => n.At).ToListAsync() : [];
        notes.RemoveAll(n => !access.MayAdd(n.Kind, Breach));
        var ids = notes.Select(n => n.AuthorId).Append(Breach.PersonId).Append(Breach.RecordedById).ToList();
        var names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        (About, RecordedBy) = (names[Breach.PersonId], names[Breach.RecordedById]);
        Notes = [.. notes.Select(n => new Note(n, names[n.AuthorId]))];
    }
}

public static class BreachWords
{
    public static string Words(this BreachPlace place) => place switch
    {
        BreachPlace.InSchool => "In school",
        BreachPlace.AdultArea => "In school, in a place for adults only",
        BreachPlace.WorkDeviceOutside => "On a work device outside school",
        BreachPlace.AtWorkElsewhere => "At work in another place",
        _ => "Outside work",
    };

    public static string Words(this BreachDevice device) => device switch { BreachDevice.School => "The school's", BreachDevice.Own => "Their own", _ => "Somebody else's, or not known" };

    public static string Words(this BreachNoteKind kind) => kind switch
    {
        BreachNoteKind.FollowUp => "Follow-up",
        BreachNoteKind.Exception => "Allowed: tied to the school",
        BreachNoteKind.Disciplinary => "Disciplinary considered",
        _ => "Closed",
    };
}
