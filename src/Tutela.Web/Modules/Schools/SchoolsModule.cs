using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Modules.Schools.First;
using Tutela.Web.Modules.Schools.SettingUp;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Home;

namespace Tutela.Web.Modules.Schools;

public sealed class SchoolsModule : TutelaModule
{
    public override string Name => "Schools";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<SchoolDesk>();
        services.AddScoped<FirstSchoolDesk>();
        services.AddScoped<SettingUpDesk>();
        services.AddScoped<WaitingSource, SettingUpWaiting>();
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<FirstSchoolLink>().ToTable("first_school_links", "system").Ignore(l => l.IsFilled);
        model.Entity<SettingUpAnswer>().ToTable("setting_up_answers");
        model.Entity<SettingUpVacancy>().ToTable("setting_up_vacancies");
        model.Entity<SettingUpRecord>().ToTable("setting_up_tasks");
    }
}
