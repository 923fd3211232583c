using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Classes;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Controls;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.People.PictureCards;
using Tutela.Web.Modules.People.Leave;
using Tutela.Web.Modules.People.Posts;
using Tutela.Web.Modules.People.Workplaces;
using Tutela.Web.Modules.People.Security;
using Tutela.Web.Modules.People.SingleSignOn;
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
        services.AddScoped<AudienceRegister>();
        services.AddScoped<WorkplaceRegister>();
        services.AddScoped<LeaverDesk>();
        services.AddScoped<RosterImporter>();
        services.AddSchoolJob<ImportJob>(TimeSpan.FromSeconds(1));
        services.AddScoped<PeopleAccess>();
        services.AddScoped<PostRegister>();
        services.AddScoped<PostVacancy>();
        services.AddScoped<PostFilling>();
        services.AddScoped<PostContacts>();
        services.AddScoped<PublishedContacts>();
        services.AddScoped<DutyLists>();
        services.AddScoped<PasswordDesk>();
        services.AddScoped<SignInOpening>();
        services.AddScoped<OwnSignIn>();
        services.AddScoped<Invitations>();
        services.AddScoped<CardDesk>();
        services.AddScoped<PictureDesk>();
        services.AddSingleton<SeenToday>();
        services.AddSingleton<OidcClient>();
        services.AddScoped<ProviderDesk>();
        services.AddScoped<SessionRules>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<SessionRules>());
        services.AddScoped<WaitingSource, PeopleWaiting>();
        services.AddScoped<WaitingSource, ContractWaiting>();
        services.AddScoped<Control, FilteringRolesNamed>();
        services.AddScoped<Control, LinkGovernorNamed>();
        services.AddScoped<Control, CoordinatorNamed>();
        services.AddScoped<Control, LeadIsDocumented>();
        services.AddScoped<Control, ProviderUnderContract>();
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<SchoolClass>().ToTable("classes");
        model.Entity<ClassMember>().ToTable("class_members");
        model.Entity<Guardianship>().ToTable("guardianships");
        model.Entity<AudienceMembership>().ToTable("audience_memberships");
        model.Entity<Workplace>().ToTable("workplaces");
        model.Entity<Site>().ToTable("sites");
        model.Entity<SitePerson>().ToTable("site_people");
        model.Entity<PostHolding>().ToTable("post_holdings");
        model.Entity<SignInProvider>().ToTable("sign_in_providers");
        model.Entity<PictureCard>().ToTable("picture_cards");
        model.Entity<SignInDay>().ToTable("sign_in_days");
        model.Entity<PostActing>().ToTable("post_actings");
        model.Entity<PostContact>().ToTable("post_contacts");
        model.Entity<PostDocument>().ToTable("post_documents");
        model.Entity<AddedDuty>().ToTable("added_duties");
        model.Entity<ProviderContract>().ToTable("provider_contracts");
        model.Entity<LeaverRecord>().ToTable("leaver_records");
        model.Entity<RosterUpload>().ToTable("roster_imports");
    }

    public override SignInWay? SignInWay => new("Sign in with your school's Microsoft, Google or other account", "/sign-in/school");

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("HAM-1.5", "A record holds several workplaces, and what the person signs names each and holds at each", WorkplacesModel.Added),
        new("WID-5.1", "The headteacher's post is not left empty: ending its last holder needs somebody who acts in it, from a day to a day", PostVacancy.Acted, RoleDesk.Taken),
        new("CRO-7.2", "The safeguarding lead's name and contact are published from the register, and change with the holder", PostVacancy.ContactChanged),
        new("WED-3.3p", "The school adds duties of its own to the three lists, and they are printed after the policy's", DutiesModel.Added),
        new("WED-19.5", "A post for password security is held by a named person, who stands on the password page", PostsModel.Filled),
        new("WED-19.7", "A teacher sets a pupil's password, which is checked by the phase's rule and recorded without it", AccountDesk.PasswordSet),
        new("WED-19.8", "A password of an earlier school year has to be changed at the next sign-in, and is listed until it is", AccountDesk.PasswordSet),
        new("WID-5.8", "A password of a role whose rule has an interval has to be changed when the interval is over, and is listed", AccountDesk.PasswordSet),
        new("CRO-A.5", "The term stands numbered in the pupils' agreement, and no page shows a password that is kept", AccountDesk.PasswordSet),
        new("WID-9.8", "The record of a leaver is complete only with the signed day of the duty to keep confidences after leaving; access ends at once all the same", LeaverDesk.Left, RecordModel.Completed),
        new("WED-19.9", "A password is checked by the rule of the person's role and year, and the refusal names the part that failed", AccountDesk.PasswordSet),
    ];

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("People", "people", 60, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead),
        new("Classes", "classes", 61, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Teacher, Role.SupportStaff) { Under = "people" },
        new("Single sign-on", "people/single-sign-on", 63, Role.Administrator) { Under = "people" },
        new("Your sign-in", "sign-in-security", 90, Enum.GetValues<Role>()) { IsOwn = true },
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0102_single_sign_on")] public sealed class Migration0102 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0010_people")] public sealed class Migration0010 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0117_leaver_records")] public sealed class Migration0117 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0080_posts")] public sealed class Migration0080 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0130_picture_cards")] public sealed class Migration0130 : SqlMigration;
