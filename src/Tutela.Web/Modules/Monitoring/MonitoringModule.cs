using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Monitoring.Activity;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.Monitoring.Controls;
using Tutela.Web.Modules.Monitoring.Intake;
using Tutela.Web.Modules.Monitoring.Retention;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Monitoring;

[DbContext(typeof(TutelaDb)), Migration("0134_activity_day_twice")] public sealed class Migration0134 : SqlMigration;

public sealed class MonitoringModule : TutelaModule
{
    public static readonly Process AlertDecided = new("monitoring.alert-decided", "An alert was decided");

    public override string Name => "Monitoring";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<ActivityIntake>();
        services.AddScoped<ActivityQuery>();
        services.AddScoped<AlertRaising>();
        services.AddScoped<AlertTelling>();
        services.AddScoped<WaitingSource, MonitoringWaiting>();
        services.AddScoped<Control, HighRiskSameDay>();
        services.AddSchoolJob<SilentNodes>(TimeSpan.FromSeconds(30));
        services.AddSchoolJob<ActivityRetention>(TimeSpan.FromHours(1));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Alert>().ToTable("alerts");
        model.Entity<ActivitySegment>().ToTable("activity_segments");
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapActivityApi();

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Monitoring", "monitoring", 40, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.ComputingLead, Role.IctSupport)];
}
