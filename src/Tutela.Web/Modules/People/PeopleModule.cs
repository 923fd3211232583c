using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Classes;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Controls;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.People.Posts;
using Tutela.Web.Modules.People.Security;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.People;

public sealed class PeopleModule : TutelaModule
{
    public override string Name => "People";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<LeaverDesk>();
        services.AddScoped<RosterImporter>();
        services.AddSchoolJob<ImportJob>(TimeSpan.FromSeconds(1));
        services.AddScoped<PeopleAccess>();
        services.AddScoped<PostRegister>();
        services.AddScoped<PasswordDesk>();
        services.AddScoped<SignInOpening>();
        services.AddScoped<OwnSignIn>();
        services.AddScoped<Invitations>();
        services.AddScoped<CardDesk>();
        services.AddScoped<SessionRules>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<SessionRules>());
        services.AddScoped<WaitingSource, PeopleWaiting>();
        services.AddScoped<Control, FilteringRolesNamed>();
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<SchoolClass>().ToTable("classes");
        model.Entity<ClassMember>().ToTable("class_members");
        model.Entity<Guardianship>().ToTable("guardianships");
        model.Entity<Site>().ToTable("sites");
        model.Entity<SitePerson>().ToTable("site_people");
        model.Entity<PostHolding>().ToTable("post_holdings");
        model.Entity<RosterUpload>().ToTable("roster_imports");
    }

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-19.5", "A post for password security is held by a named person, who stands on the password page", PostsModel.Filled),
        new("WED-19.7", "A teacher sets a pupil's password, which is checked by the phase's rule and recorded without it", AccountDesk.PasswordSet),
        new("WED-19.8", "A password of an earlier school year has to be changed at the next sign-in, and is listed until it is", AccountDesk.PasswordSet),
        new("WED-19.9", "A password is checked by the rule of the person's role and year, and the refusal names the part that failed", AccountDesk.PasswordSet),
    ];

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("People", "people", 60, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead),
        new("Classes", "classes", 61, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Teacher, Role.SupportStaff) { Under = "people" },
        new("Your sign-in", "sign-in-security", 90, Enum.GetValues<Role>()) { IsOwn = true },
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0010_people")] public sealed class Migration0010 : SqlMigration;
