using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Access;

public sealed class AccessModule : TutelaModule
{
    public override string Name => "Access";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<AccessRegister>();
        services.AddScoped<AgreementWatcher, AccessOnAgreement>();
        services.AddScoped<AccessRefusals, AccessRefusalsFromRegister>();
        services.AddSchoolJob<AccessJob>(TimeSpan.FromMinutes(5));
    }

    public override void ConfigureModel(ModelBuilder model) => model.Entity<AccessEntry>().ToTable("access_entries");

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Internet access", "access", 45, Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator) { Under = "filtering" }];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.5c", "A member of staff has no internet access until the staff agreement is signed for that person", AccessRegister.Changed),
        new("WED-3.7b", "A visitor is refused access until the agreement is accepted and a last day is given; it ends by itself", AccessRegister.Changed),
    ];
}
