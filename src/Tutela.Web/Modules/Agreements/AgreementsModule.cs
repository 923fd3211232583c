using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Controls;
using Tutela.Web.Modules.Agreements.Coverage;
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
        services.AddScoped<AgreementDesk>();
        services.AddScoped<AgreementReminders>();
        services.AddScoped<AgreementCoverage>();
        services.AddScoped<AgreementsAccess>();
        services.AddScoped<WaitingSource, AgreementsWaiting>();
        services.AddScoped<Control, AgreementsSigned>();
        services.AddScoped<Control, PupilAndParentSigned>();
        services.AddSchoolJob<AgreementJob>(TimeSpan.FromHours(1));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<AgreementAssignment>().ToTable("agreement_assignments");
        model.Entity<AgreementCopy>().ToTable("agreement_copies");
        model.Entity<Signature>().ToTable("agreement_signatures");
    }

    public override IEnumerable<NavigationEntry> Navigation => [new("Agreements", "agreements", 40, [.. Roles.Staff, .. Roles.Governors, Role.Pupil, Role.Parent, Role.Visitor]) { Picture = "write" }];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.1n", "Governors are asked for the staff and governor agreement, open it by its link, read it and sign", AgreementDesk.Asked, AgreementDesk.Signed),
        new("WED-A1.0", "A pupil's acceptance is kept with version and date; a new version is asked for again", AgreementDesk.Asked, AgreementDesk.Signed),
        new("WED-A2.11", "The term stands in the agreement; each signature is kept with its version and the words that were read", AgreementDesk.Signed),
        new("WED-A2.12", "The notice of monitoring stands in the agreement; each signer's acceptance is kept with the words that were read", AgreementDesk.Signed),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0030_agreements")] public sealed class Migration0030 : SqlMigration;
