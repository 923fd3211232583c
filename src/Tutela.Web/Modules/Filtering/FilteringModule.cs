using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Controls;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering;

[DbContext(typeof(TutelaDb)), Migration("0050_filtering")] public sealed class Migration0050 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0132_block_page")] public sealed class Migration0132 : SqlMigration;

public sealed class FilteringModule : TutelaModule
{
    public static readonly Process GroupChanged = new("filtering.group-changed", "A group's filtering was changed");
    public static readonly Process ExceptionAdded = new("filtering.exception-added", "A name was let through or refused for a group");
    public static readonly Process ExceptionEnded = new("filtering.exception-ended", "An exception for a group was ended");
    public static readonly Process FailureReported = new("filtering.failure-reported", "A failure of filtering or monitoring was reported");
    public static readonly Process FailureAnswered = new("filtering.failure-answered", "A failure of filtering or monitoring was answered");

    /// <summary>Who runs filtering.</summary>
    public static readonly Role[] Operators = [Role.ComputingLead, Role.IctSupport];

    public override string Name => "Filtering";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<RulesDesk>();
        services.AddScoped<NodeDesk>();
        services.AddScoped<NodeWatch>();
        services.AddScoped<GroupTitles>();
        services.AddScoped<FilterProfiles>();
        services.AddScoped<FilteringFigures>();
        services.AddScoped<WaitingSource, FilteringWaiting>();
        services.AddScoped<Control, IllegalListInstalled>();
        services.AddScoped<Control, NodesSpeak>();
        services.AddScoped<Control, FailuresAnswered>();
        services.AddScoped<Control, ProfilesDiffer>();
        services.AddScoped<Control, SafeSearchOn>();
        services.AddScoped<Control, CircumventionRefused>();
        foreach (var (id, title, categories) in CategoryRefused.Kinds)
            services.AddScoped<Control>(provider => new CategoryRefused(provider.GetRequiredService<RulesDesk>(), provider.GetRequiredService<NodeWatch>(), id, title, categories));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<FilterGroup>(group =>
        {
            group.ToTable("filter_groups");
            group.Ignore(g => g.State);
        });
        model.Entity<FilterException>().ToTable("filter_exceptions");
        model.Entity<FilterNode>().ToTable("filter_nodes");
        model.Entity<FilterFailure>().ToTable("filter_failures");
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapNodeApi();

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Filtering", "filtering", 50, Role.ComputingLead, Role.IctSupport, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)];

    public override IEnumerable<Behaviour> Behaviours =>
        [new("WED-3.5e", "Staff report that filtering or monitoring has failed; the safeguarding lead and the provider are told at once and the first answer is timed", FailureReported, FailureAnswered)];
}
