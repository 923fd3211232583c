using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Schools;

public sealed class SchoolsModule : TutelaModule
{
    public override string Name => "Schools";

    public override void AddServices(IServiceCollection services) => services.AddScoped<SchoolDesk>();
}
