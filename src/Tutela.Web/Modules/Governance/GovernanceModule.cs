using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Governance.Contract;
using Tutela.Web.Modules.Governance.Controls;
using Tutela.Web.Modules.Governance.Procedure;
using Tutela.Web.Modules.Governance.Report;
using Tutela.Web.Modules.Governance.WebItems;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance;

public sealed class GovernanceModule : TutelaModule
{
    public override string Name => "Governance";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<GovernanceAccess>();
        services.AddScoped<MeetingDesk>();
        services.AddScoped<ReportMaking>();
        services.AddScoped<ReportSigning>();
        services.AddScoped<YearlyReviews>();
        services.AddScoped<WaitingSource, GovernanceWaiting>();
        services.AddScoped<Control, BoardMeets>();
        services.AddScoped<Control, FilteringReviewed>();
        services.AddScoped<Control, RiskAssessed>();
        services.AddScoped<Control, AllegationProcedureKnown>();
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Meeting>().ToTable("meetings");
        model.Entity<MeetingAttendee>().ToTable("meeting_attendees");
        model.Entity<MeetingNote>().ToTable("meeting_notes");
        model.Entity<ReviewPoint>().ToTable("review_points");
        model.Entity<GovernanceAction>().ToTable("governance_actions");
        model.Entity<GovernorQuestion>().ToTable("governor_questions");
        model.Entity<SignedReport>().ToTable("governors_reports");
        model.Entity<SelfReview>().ToTable("self_reviews");
        model.Entity<SelfReviewAspect>().ToTable("self_review_aspects");
        model.Entity<ProcedureConfirmation>().ToTable("procedure_confirmations");
        model.Entity<WebItem>().ToTable("web_items");
    }

    private static readonly Role[] Readers = [Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead];

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Governors", "governors", 60, Readers),
        new("Meetings", "governors/meetings", 61, Readers) { Under = "governors" },
        new("Actions", "governors/actions", 62, Readers) { Under = "governors" },
        new("Questions", "governors/questions", 63, Readers) { Under = "governors" },
        new("Signed reports", "governors/reports", 64, Readers) { Under = "governors" },
        new("Self-review", "governors/self-review", 65, Readers) { Under = "governors" },
    ];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.1a", "Governors see the state of the policy and what is overdue, read only and without a name", GovernanceProcesses.Looked),
        new("WED-3.1i", "The review of filtering and monitoring sets the next one at most twelve months on; a later date is refused", GovernanceProcesses.SignedOff),
        new("WED-3.3m", "A dated report of concerns, training, agreements and filtering for chosen months is signed and frozen, small counts left out; overdue ones are listed", GovernanceProcesses.ReportSigned),
        new("HAM-19.2", "An audit of ICT provision holds questions, evidence, findings and date, and lists the actions that are not finished", GovernanceProcesses.Planned, GovernanceProcesses.SignedOff),
        new("HAM-7.3", "An item for the website is live only when the headteacher or the coordinator, both named from the register, has approved it", GovernanceProcesses.ItemDecided),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0081_governance")] public sealed class Migration0081 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0082_confirmations")] public sealed class Migration0082 : SqlMigration;
