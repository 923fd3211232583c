using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Equipment.One;

/// <summary>One device: what is known of it, who has it and had it; lending it and taking it back.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.Administrator)]
public sealed class OneModel(TutelaDb db, SchoolScope scope, CurrentUser user, PackInForce pack, AgreementGate agreements, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int MatchesMost = 20;
    private const int HistoryMost = 50;

    [BindProperty] public LoanInput Input { get; set; } = new();
    [FromQuery(Name = "who")] public string? Who { get; set; }

    public Device Device { get; private set; } = null!;
    public IReadOnlyList<Line> Loans { get; private set; } = [];
    public Line? Out { get; private set; }
    public IReadOnlyList<SelectListItem> Matches { get; private set; } = [];
    /// <summary>The agreement that keeps a device from going home with this person.</summary>
    public AgreementLack? Lack { get; private set; }
    public DateOnly Today => clock.Today();
    public bool HomeNeedsEncryption => pack.Settings.Equipment.LoanNeedsEncryption;

    public sealed record Line(DeviceLoan Loan, string To);

    public sealed class LoanInput
    {
        public Guid? PersonId { get; set; }

        [System.ComponentModel.DataAnnotations.StringLength(DeviceLoan.ClassNameMaxLength, ErrorMessage = "Keep the class's name to 60 characters")]
        public string? ClassName { get; set; }

        public bool GoesHome { get; set; }

        [System.ComponentModel.DataAnnotations.Display(Name = "Day when it comes back")]
        public DateOnly? DueOn { get; set; }
        public string? Encrypted { get; set; }
        public string? PasswordProtected { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostLendAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(EquipmentModule.Lent);
        if (!ModelState.IsValid) return Page();
        if (Input.PersonId is { } person && !await db.Set<Person>().AnyAsync(p => p.Id == person && p.EndedOn == null)) throw new Refused("Choose somebody who is at the school", "Input.PersonId");
        if (Input is { GoesHome: true, PersonId: { } borrower } && pack.Settings.Equipment.LoanNeedsAgreement) Lack = await agreements.WhyNotAsync(borrower);
        var loan = DeviceLoan.Make(Device, Out is not null, new(Input.PersonId, Input.ClassName, Input.GoesHome, Input.DueOn), new(HomeNeedsEncryption, Lack?.Sentence), user.PersonId, clock.GetUtcNow());
        db.Add(loan);
        audit.Record(EquipmentModule.Lent, nameof(Device), id, after: new { loan.PersonId, loan.ClassName, loan.GoesHome, loan.DueOn }, aboutPersonId: loan.PersonId);
        TempData["Success"] = $"{Device.Name} is lent";
        return Redirect(scope.Href($"equipment/{id}"));
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(EquipmentModule.Returned);
        if (Out is null) throw new Refused("This device is not on loan.");
        Out.Loan.Return(clock.GetUtcNow());
        audit.Record(EquipmentModule.Returned, nameof(Device), id, before: new { Out.Loan.PersonId, Out.Loan.ClassName }, aboutPersonId: Out.Loan.PersonId);
        TempData["Success"] = $"{Device.Name} is back";
        return Redirect(scope.Href($"equipment/{id}"));
    }

    public async Task<IActionResult> OnPostEncryptionAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(EquipmentModule.Changed);
        if (Input.Encrypted is not ("yes" or "no" or "unknown")) throw new Refused("Say whether its drive is encrypted, or that nobody has checked", "Input.Encrypted");
        var before = new { Device.Encrypted };
        Device.MarkEncrypted(Add.AddModel.Encryption(Input.Encrypted));
        audit.Record(EquipmentModule.Changed, nameof(Device), id, before, new { Device.Encrypted });
        TempData["Success"] = "Recorded";
        return Redirect(scope.Href($"equipment/{id}"));
    }

    public async Task<IActionResult> OnPostPasswordAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(EquipmentModule.Changed);
        if (Input.PasswordProtected is not ("yes" or "no" or "unknown")) throw new Refused("Say whether a password protects it, or that nobody has checked", "Input.PasswordProtected");
        var before = new { Device.PasswordProtected };
        Device.MarkPasswordProtected(Add.AddModel.Encryption(Input.PasswordProtected));
        audit.Record(EquipmentModule.Changed, nameof(Device), id, before, new { Device.PasswordProtected });
        TempData["Success"] = "Recorded";
        return Redirect(scope.Href($"equipment/{id}"));
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(EquipmentModule.Retired);
        Device.Retire(clock.GetUtcNow(), Out is not null);
        audit.Record(EquipmentModule.Retired, nameof(Device), id);
        TempData["Success"] = $"{Device.Name} is out of use";
        return Redirect(scope.Href("equipment"));
    }

    private async Task LoadAsync(Guid id)
    {
        if (HttpMethods.IsPost(Request.Method)) await db.LockAsync<Device>(id);
        Device = await db.Set<Device>().SingleOrDefaultAsync(d => d.Id == id) ?? throw new NotFound();
        var loans = await (from loan in db.Set<DeviceLoan>()
                           where loan.DeviceId == id
                           orderby loan.From descending
                           join person in db.Set<Person>() on loan.PersonId equals person.Id into people
                           from person in people.DefaultIfEmpty()
                           select new { loan, Name = person == null ? null : person.GivenName + " " + person.FamilyName }).Take(HistoryMost).ToListAsync();
        Loans = [.. loans.Select(l => new Line(l.loan, l.Name ?? $"Class {l.loan.ClassName}"))];
        Out = Loans.FirstOrDefault(l => l.Loan.Until is null);
        await FindAsync();
    }

    private async Task FindAsync()
    {
        var wanted = Who?.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (string.IsNullOrEmpty(wanted)) return;
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null).NameHolds(wanted)
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(MatchesMost).ToListAsync();
        Matches = [.. people.Select(p => new SelectListItem($"{p.Name} ({(p.Kind == PersonKind.Pupil ? Person.YearGroupName(p.YearGroup) : p.Kind.ToString().ToLowerInvariant())})", p.Id.ToString()))];
    }
}
