using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People;

public sealed class PeopleModule : TutelaModule
{
    public override string Name => "People";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<LeaverDesk>();
        services.AddScoped<RosterImporter>();
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<SchoolClass>().ToTable("classes");
        model.Entity<ClassMember>().ToTable("class_members");
        model.Entity<Guardianship>().ToTable("guardianships");
        model.Entity<Site>().ToTable("sites");
        model.Entity<SitePerson>().ToTable("site_people");
    }
}

[DbContext(typeof(TutelaDb)), Migration("0010_people")] public sealed class Migration0010 : SqlMigration;
