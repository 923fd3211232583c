using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Standards;

public sealed class StandardsModule : TutelaModule
{
    public static readonly Process Stated = new("standards.stated", "It was stated how the school meets a national standard");

    public override string Name => "Standards";

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider => StandardsFile.Load(provider.GetRequiredService<PackCatalogue>().Folder));
        services.AddScoped<StandardsBoard>();
    }

    public override void ConfigureModel(ModelBuilder model) => model.Entity<StandardStatement>().ToTable("standard_statements");

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Standards", "standards", 57, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Governor, Role.ChairOfGovernors) { Under = "policy" }];
}

[DbContext(typeof(TutelaDb)), Migration("0125_standards")] public sealed class Migration0125 : SqlMigration;
