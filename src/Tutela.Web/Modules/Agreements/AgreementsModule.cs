using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Agreements.Bulk;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Controls;
using Tutela.Web.Modules.Agreements.Coverage;
using Tutela.Web.Modules.Agreements.Languages;
using Tutela.Web.Modules.Agreements.Leaving;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Agreements;

public sealed class AgreementsModule : TutelaModule
{
    public override string Name => "Agreements";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<AgreementStandings>();
        services.AddScoped<SignatureDates>();
        services.AddScoped<AgreementGate>();
        services.AddScoped<LeaverChecklist, LeaverConfidence>();
        services.AddScoped<AgreementAsking>();
        services.AddScoped<AgreementDesk>();
        services.AddScoped<AgreementReading>();
        services.AddScoped<QuestionDesk>();
        services.AddScoped<RunDesk>();
        services.AddScoped<BreachDesk>();
        services.AddScoped<BreachAccess>();
        services.AddScoped<AgreementReminders>();
        services.AddScoped<AgreementCoverage>();
        services.AddScoped<ClassFigures>();
        services.AddScoped<AgreementsAccess>();
        services.AddScoped<WaitingSource, AgreementsWaiting>();
        services.AddScoped<LiveWatcher, AskOnGoingLive>();
        services.AddScoped<Control, AgreementsSigned>();
        services.AddScoped<Control, PupilAndParentSigned>();
        services.AddScoped<Control, StaffAgreementSigned>();
        services.AddSchoolJob<AgreementJob>(TimeSpan.FromHours(1));
        services.AddSchoolJob<RunJob>(TimeSpan.FromSeconds(3));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<AgreementAssignment>(assignment =>
        {
            assignment.ToTable("agreement_assignments");
            assignment.Ignore(a => a.StandingRefusals);
            assignment.HasMany(a => a.Refusals).WithOne().HasForeignKey(r => new { r.SchoolId, r.AssignmentId }).HasPrincipalKey(a => new { a.SchoolId, a.Id });
            assignment.HasMany(a => a.Signatures).WithOne().HasForeignKey(s => new { s.SchoolId, s.AssignmentId }).HasPrincipalKey(a => new { a.SchoolId, a.Id });
        });
        model.Entity<AgreementCopy>().ToTable("agreement_copies");
        model.Entity<Signature>().ToTable("agreement_signatures");
        model.Entity<AgreementRefusal>().ToTable("agreement_refusals");
        model.Entity<AgreementDecision>().ToTable("agreement_decisions");
        model.Entity<AgreementBreach>().ToTable("agreement_breaches");
        model.Entity<BreachNote>().ToTable("agreement_breach_notes");
        model.Entity<Translation>().ToTable("agreement_translations");
        model.Entity<AgreementQuestion>().ToTable("agreement_questions");
        model.Entity<AgreementRun>().ToTable("agreement_runs");
    }

    public override IEnumerable<NavigationEntry> Navigation => [new("Agreements", "agreements", 40, [.. Roles.Staff, .. Roles.Governors, Role.Pupil, Role.Parent, Role.Visitor]) { Picture = "write" }];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        .. AgreementBehaviours.All,
        new("WED-3.1n", "Governors are asked for the staff and governor agreement, open it by its link, read it and sign", AgreementAsking.Asked, AgreementDesk.Signed),
        new("WED-A1.0", "A pupil's acceptance is kept with version and date; a new version is asked for again", AgreementAsking.Asked, AgreementDesk.Signed),
        new("WED-A2.11", "The term stands in the agreement; each signature is kept with its version and the words that were read", AgreementDesk.Signed),
        new("WED-A2.12", "The notice of monitoring stands in the agreement; each signer's acceptance is kept with the words that were read", AgreementDesk.Signed),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0030_agreements")] public sealed class Migration0030 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0091_agreements_two_parents")] public sealed class Migration0091 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0092_agreement_breaches")] public sealed class Migration0092 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0093_agreement_languages")] public sealed class Migration0093 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0115_breach_device")] public sealed class Migration0115 : SqlMigration;
