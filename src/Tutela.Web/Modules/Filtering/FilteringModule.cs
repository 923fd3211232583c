using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Controls;
using Tutela.Web.Modules.Filtering.Exceptions;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Filtering.Requests;
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
[DbContext(typeof(TutelaDb)), Migration("0133_site_requests")] public sealed class Migration0133 : SqlMigration;

public sealed class FilteringModule : TutelaModule
{
    public static readonly Process GroupChanged = new("filtering.group-changed", "A group's filtering was changed");
    public static readonly Process ExceptionAdded = new("filtering.exception-added", "A name was let through or refused for a group");
    public static readonly Process ExceptionEnded = new("filtering.exception-ended", "An exception for a group was ended");
    public static readonly Process FailureReported = new("filtering.failure-reported", "A failure of filtering or monitoring was reported");
    public static readonly Process FailureAnswered = new("filtering.failure-answered", "A failure of filtering or monitoring was answered");
    public static readonly Process SiteAsked = new("filtering.site-asked", "A site was asked for");
    public static readonly Process SiteReported = new("filtering.site-reported", "An unsuitable site was reported");
    public static readonly Process SiteAnswered = new("filtering.site-answered", "A request about a site was answered");

    /// <summary>Who runs filtering.</summary>
    public static readonly Role[] Operators = [Role.ComputingLead, Role.IctSupport];

    public override string Name => "Filtering";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<RulesDesk>();
        services.AddScoped<ExceptionDesk>();
        services.AddScoped<SiteDesk>();
        services.AddScoped<SiteHistory>();
        services.AddScoped<NodeDesk>();
        services.AddScoped<NodeWatch>();
        services.AddScoped<GroupTitles>();
        services.AddScoped<FilterProfiles>();
        services.AddScoped<FilteringFigures>();
        services.AddScoped<WaitingSource, FilteringWaiting>();
        services.AddScoped<Control, IllegalListInstalled>();
        services.AddScoped<Control, NodesSpeak>();
        services.AddScoped<Control, FailuresAnswered>();
        services.AddScoped<Control, SitesAnswered>();
        services.AddScoped<Control, OperatorsEnough>();
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
        model.Entity<SiteRequest>().ToTable("site_requests");
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapNodeApi();

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Filtering", "filtering", 50, FilteringAccess.Overseers),
        new("Web sites", SiteDesk.Path, 16, Roles.Staff) { Under = "concerns/report" },
        new("A bad website", "filtering/requests/unsuitable", 15, Role.Pupil) { Picture = "stop" },
        new("Ask for a website", "filtering/requests/ask", 25, Role.Pupil) { Picture = "website" },
    ];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.5e", "Staff report that filtering or monitoring has failed; the safeguarding lead and the provider are told at once and the first answer is timed", FailureReported, FailureAnswered),
        new("WED-3.5f", "A site is asked for with purpose, class and days; the provider decides, never who asked, and it is closed again by itself", SiteAsked, SiteAnswered),
        new("WED-A2.14", "Upsetting material that is reported, by a pupil or by staff, reaches the safeguarding lead and the computing lead, and the report says who was told", SiteReported),
        new("WID-5.22", "An unsuitable find is reported with address, class and time, and the provider is asked to close it", SiteReported, SiteAnswered),
        new("CRO-B.12", "Chance exposure reaches headteacher and safeguarding lead when it is saved, with the minutes from seeing to saying", SiteReported),
        new("HAM-10.2", "Pupils and staff report an unsuitable site to the coordinator and senior leaders, and it is asked to be closed", SiteReported),
    ];
}
