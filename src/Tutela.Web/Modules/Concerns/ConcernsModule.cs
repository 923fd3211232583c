using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Controls;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Concerns;

/// <summary>Concerns about children's safety online: reported, decided, acted on, followed up.</summary>
public sealed class ConcernsModule : TutelaModule
{
    public override string Name => "Concerns";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<ConcernPolicy>();
        services.AddScoped<ConcernsAccess>();
        services.AddScoped<ConcernRouting>();
        services.AddScoped<CaseDesk>();
        services.AddScoped<ConcernMaking>();
        services.AddScoped<ConcernDesk>();
        services.AddScoped<ConcernFigures>();
        services.AddScoped<WaitingSource, ConcernsWaiting>();
        services.AddScoped<Control, LeadHasEveryConcern>();
        services.AddSchoolJob<CascadeJob>(TimeSpan.FromMinutes(1));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<ConcernCounter>().ToTable("concern_counters").HasKey(c => c.SchoolId);
        model.Entity<Concern>(concern =>
        {
            concern.ToTable("concerns");
            concern.PrimitiveCollection(c => c.Technologies).ElementType().HasConversion<string>();
            concern.PrimitiveCollection(c => c.Traits).ElementType().HasConversion<string>();
            concern.Ignore(c => c.MayBePrivate);
            concern.Ignore(c => c.CurrentKinds).Ignore(c => c.CurrentPeople).Ignore(c => c.Risks);
            concern.HasOne(c => c.Reporter).WithMany().HasForeignKey(c => new { c.SchoolId, c.ReporterId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
            concern.HasOne(c => c.Owner).WithMany().HasForeignKey(c => new { c.SchoolId, c.OwnerId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
            concern.HasMany(c => c.Kinds).WithOne().HasForeignKey(k => new { k.SchoolId, k.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.People).WithOne().HasForeignKey(p => new { p.SchoolId, p.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Recipients).WithOne().HasForeignKey(r => new { r.SchoolId, r.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Entries).WithOne().HasForeignKey(e => new { e.SchoolId, e.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Actions).WithOne().HasForeignKey(a => new { a.SchoolId, a.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Contacts).WithOne().HasForeignKey(a => new { a.SchoolId, a.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
        });
        model.Entity<ConcernKind>().ToTable("concern_kinds");
        model.Entity<ConcernPerson>(row =>
        {
            row.ToTable("concern_people");
            row.HasOne(p => p.Person).WithMany().HasForeignKey(p => new { p.SchoolId, p.PersonId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<ConcernRecipient>(row =>
        {
            row.ToTable("concern_recipients");
            row.HasOne(r => r.Person).WithMany().HasForeignKey(r => new { r.SchoolId, r.PersonId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<ConcernEntry>().ToTable("concern_entries");
        model.Entity<ConcernAction>(row =>
        {
            row.ToTable("concern_actions");
            row.HasOne(a => a.Owner).WithMany().HasForeignKey(a => new { a.SchoolId, a.OwnerId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<AgencyContact>().ToTable("agency_contacts");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Report a concern", "concerns/report", 10, Roles.Staff),
        new("Concerns", "concerns", 20, [.. Roles.Safeguarding, Role.Headteacher]),
        new("Tell a grown-up", "tell", 10, Role.Pupil) { Picture = "talk" },
        new("Share a worry", "worry", 10, Role.Parent),
    ];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-1.4", "Each stage of a concern has its date and person; closing one that was never escalated asks why that was not needed",
            ConcernProcesses.Reported, ConcernProcesses.Intervened, ConcernProcesses.Escalated, ConcernProcesses.Closed),
        new("WED-2.2", "A concern about radicalisation shows the guidance in force that the register holds", ConcernProcesses.Reported, ConcernProcesses.Reclassified),
        new("WEN-0.2", "A concern says with what it was done: internet, phone, messaging, shared tool, self-publishing, other; and the list is filtered by it", ConcernProcesses.Reported),
        new("WID-7.7", "School e-mail is the school's wherever it was opened: at home or at school it is read by the same list and the same steps", ConcernProcesses.Reported, ConcernProcesses.Triaged),
        new("WID-9.1", "What was done on social media is decided on only when it is recorded whether it affects the school or its standards", ConcernProcesses.ScopeDecided),
        new("WID-9.3b", "A private account that names or affects the school is in scope; who decided is kept", ConcernProcesses.ScopeDecided),
        new("WID-9.4", "A concern closes as out of scope: personal only with the decider's name and reason, and the record is kept", ConcernProcesses.ScopeDecided, ConcernProcesses.Closed),
        new("CRO-3.6", "A concern may be prejudice-based, with the characteristic; figures tell no count under five", ConcernProcesses.Reported),
        new("WED-1.5a", "A concern needs one or more of the four kinds; content offers each example", ConcernProcesses.Reported, ConcernProcesses.Reclassified, ConcernProcesses.Triaged),
        new("WED-1.5b", "Contact offers each example; grooming and exploitation alert the safeguarding lead as urgent", ConcernProcesses.Reported),
        new("WED-1.5c", "Conduct offers each example; nudes ask for consent and show what nobody does with the image", ConcernProcesses.Reported),
        new("WED-1.5d", "Commerce offers each example; concerns are counted by the four kinds each term", ConcernProcesses.Reported),
        new("WED-3.3h", "A concern belongs to the designated safeguarding lead unless it is handed on by name with a reason", ConcernProcesses.Sent, ConcernProcesses.HandedOn),
        new("WED-3.3i", "The entry in the record system is held with date and reference; closed concerns without it are listed", ConcernProcesses.RecordEntered),
        new("WED-3.3j", "Cyber-bullying is counted by itself and needs an action under the behaviour policy before it is closed", ConcernProcesses.BullyingTested, ConcernProcesses.Closed),
        new("WED-3.3l", "Each contact with an agency is logged: agency, date, reason, outcome", ConcernProcesses.AgencyContacted),
        new("WED-3.5g", "Every member of staff can report, and sees what became of it without case notes", ConcernProcesses.Reported, ConcernProcesses.FollowedUp),
        new("WED-3.5i", "Sexual violence or harassment goes straight to the safeguarding lead, who alone may decide on no action, with a reason", ConcernProcesses.Sent, ConcernProcesses.Triaged),
        new("WED-7.1", "Repeated, intended and imbalance of power are asked and kept; the safeguarding lead decides the label", ConcernProcesses.BullyingTested),
        new("WED-7.2b", "A pupil says 'to me' or 'I saw it', and a witness need not name anybody", ConcernProcesses.Reported),
        new("WED-7.2i", "Grounds, time, reference and material of a report to the police are kept, with the hours that it took", ConcernProcesses.PoliceDecided),
        new("WED-7.2j", "Contact with an outside service is logged with date, service and outcome", ConcernProcesses.AgencyContacted),
        new("WED-11.3", "What may be illegal or is serious needs a decision about the police, with a reason", ConcernProcesses.PoliceDecided),
        new("WED-A1.5", "What a pupil tells goes to the adult they pick and to the safeguarding lead", ConcernProcesses.Reported, ConcernProcesses.Sent),
        new("WED-A1.12", "A planned meeting is urgent to the safeguarding lead", ConcernProcesses.Reported),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0020_concerns")] public sealed class Migration0020 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0021_concern_scope")] public sealed class Migration0021 : SqlMigration;
