using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Modules.Training.Controls;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Modules.Training.Supervision;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Training;

public sealed class TrainingModule : TutelaModule
{
    public override string Name => "Training";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped(s => new TrainingTopics(s.GetRequiredService<Policies.Contract.PackInForce>()));
        services.AddScoped<TrainingAccess>();
        services.AddScoped<TrainingRecords>();
        services.AddScoped<TrainingDesk>();
        services.AddScoped<SessionDesk>();
        services.AddScoped<SelfAuditForm>();
        services.AddScoped<SelfAuditDesk>();
        services.AddScoped<UpdateDesk>();
        services.AddScoped<SupervisionDesk>();
        services.AddScoped<TrainingGate>();
        services.AddScoped<TrainingGiven>();
        services.AddScoped<TrainingFigures>();
        services.AddScoped<WaitingSource, TrainingWaiting>();
        services.AddScoped<Control, InductionDone>();
        services.AddScoped<Control, RefresherThisYear>();
        services.AddScoped<Control, ContentCovered>();
        services.AddScoped<Control, CyberBullyingCovered>();
        services.AddScoped<Control, SocialMediaCovered>();
        services.AddScoped<Control, AbuseCovered>();
        services.AddScoped<Control, LeadsTrained>();
        services.AddScoped<Control, LeadsRefreshed>();
        services.AddScoped<Control, GovernorsTrained>();
        services.AddScoped<Control, VolunteersTrained>();
        services.AddScoped<Control, SafeguardingInDate>();
        services.AddScoped<Control, CoursesCover>();
        services.AddScoped<Control, UpdatesGiven>();
        services.AddScoped<Control, SafeguardingUpdatesGiven>();
        services.AddScoped<Control, TechnicalUpdates>();
        services.AddScoped<Control, Supervised>();
        services.AddSchoolJob<TrainingJob>(TimeSpan.FromHours(1));
    }

    public override IEnumerable<NavigationEntry> Navigation => [new("Training", "training", 62, [.. Roles.Staff, .. Roles.Governors, Role.Visitor]) { Under = "people" }];

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Course>().ToTable("training_courses");
        model.Entity<TrainingSession>().ToTable("training_sessions");
        model.Entity<Attendance>().ToTable("training_attendances");
        model.Entity<Completion>().ToTable("training_completions");
        model.Entity<Induction>().ToTable("training_inductions");
        model.Entity<TrainingProfile>().ToTable("training_profiles");
        model.Entity<FilteringConfirmation>().ToTable("training_confirmations");
        model.Entity<PolicyLink>().ToTable("training_policy_links");
        model.Entity<AuditRound>().ToTable("training_audit_rounds");
        model.Entity<AuditSheet>().ToTable("training_audits");
        model.Entity<AuditAnswer>().ToTable("training_audit_answers");
        model.Entity<TrainingNeed>().ToTable("training_needs");
        model.Entity<TrainingUpdate>().ToTable("training_updates");
        model.Entity<UpdateRecipient>().ToTable("training_update_recipients");
        model.Entity<SupervisionMeeting>().ToTable("training_supervisions");
    }

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-12.11", "Courses of an external provider, school sessions, and assembly or lesson visits count for governors, and each is counted", TrainingProcesses.CourseAdded, TrainingProcesses.Completed),
        new("WED-12.12", "The child protection policy is linked from the training page, and the link is flagged when there is none or a newer edition", TrainingProcesses.PolicyLinked),
        new("WED-3.3k", "The self-audit is sent to staff, answers are collected, and needs are listed by question", TrainingProcesses.AuditSent, TrainingProcesses.AuditAnswered),
        new("WED-A4.0", "Ten questions with yes or no and a comment are kept with day and person; each no is a training need", TrainingProcesses.AuditAnswered),
        new("WED-A4.1", "Whoever does not know the lead's name is told it from the register of roles", TrainingProcesses.AuditAnswered),
        new("WED-A4.2", "Whoever does not know how children abuse other children online goes on the list of needs", TrainingProcesses.AuditAnswered),
        new("WED-A4.3", "Whoever does not know what to do is shown the procedure, and that is kept", TrainingProcesses.AuditAnswered),
        new("WED-A4.4", "Answers about the adults' agreement are compared with the day of the signature", TrainingProcesses.AuditAnswered),
        new("WED-A4.5", "The texts for pupils and parents are linked, and a no goes on the list of needs", TrainingProcesses.AuditAnswered),
        new("WED-A4.6", "Governors see the share of those who know how the school filters; a no goes on the list of needs", TrainingProcesses.AuditAnswered),
        new("WED-A4.7", "Governors see the share of those who know their own part; a no goes on the list of needs", TrainingProcesses.AuditAnswered),
        new("WED-A4.8", "Answers about passwords are compared with the day of the last change", TrainingProcesses.AuditAnswered),
        new("WED-A4.9", "Whoever does not know the approach to cyber-bullying goes on the list of needs", TrainingProcesses.AuditAnswered),
        new("WED-A4.10", "Wishes are collected in people's own words and grouped by topic for the planner", TrainingProcesses.AuditAnswered, TrainingProcesses.NeedsPlanned),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0060_training")] public sealed class Migration0060 : SqlMigration;

[DbContext(typeof(TutelaDb)), Migration("0061_training_audits")] public sealed class Migration0061 : SqlMigration;

[DbContext(typeof(TutelaDb)), Migration("0062_training_updates")] public sealed class Migration0062 : SqlMigration;
