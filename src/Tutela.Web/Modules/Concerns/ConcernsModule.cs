using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Concerns;

/// <summary>Concerns about children's safety online: reported, decided, acted on, followed up.</summary>
public sealed class ConcernsModule : TutelaModule
{
    public override string Name => "Concerns";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<ConcernPolicy>();
        services.AddScoped<ConcernsAccess>();
        services.AddScoped<ConcernRouting>();
        services.AddScoped<CaseDesk>();
        services.AddScoped<ConcernMaking>();
        services.AddScoped<ConcernDesk>();
        services.AddScoped<ConcernFigures>();
        services.AddScoped<WaitingSource, ConcernsWaiting>();
        services.AddSchoolJob<CascadeJob>(TimeSpan.FromMinutes(1));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<ConcernCounter>().ToTable("concern_counters").HasKey(c => c.SchoolId);
        model.Entity<Concern>(concern =>
        {
            concern.ToTable("concerns");
            concern.HasOne(c => c.Reporter).WithMany().HasForeignKey(c => new { c.SchoolId, c.ReporterId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
            concern.HasOne(c => c.Owner).WithMany().HasForeignKey(c => new { c.SchoolId, c.OwnerId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
            concern.HasMany(c => c.Kinds).WithOne().HasForeignKey(k => new { k.SchoolId, k.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.People).WithOne().HasForeignKey(p => new { p.SchoolId, p.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Recipients).WithOne().HasForeignKey(r => new { r.SchoolId, r.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Entries).WithOne().HasForeignKey(e => new { e.SchoolId, e.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Actions).WithOne().HasForeignKey(a => new { a.SchoolId, a.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
            concern.HasMany(c => c.Contacts).WithOne().HasForeignKey(a => new { a.SchoolId, a.ConcernId }).HasPrincipalKey(c => new { c.SchoolId, c.Id });
        });
        model.Entity<ConcernKind>().ToTable("concern_kinds");
        model.Entity<ConcernPerson>(row =>
        {
            row.ToTable("concern_people");
            row.HasOne(p => p.Person).WithMany().HasForeignKey(p => new { p.SchoolId, p.PersonId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<ConcernRecipient>(row =>
        {
            row.ToTable("concern_recipients");
            row.HasOne(r => r.Person).WithMany().HasForeignKey(r => new { r.SchoolId, r.PersonId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<ConcernEntry>().ToTable("concern_entries");
        model.Entity<ConcernAction>(row =>
        {
            row.ToTable("concern_actions");
            row.HasOne(a => a.Owner).WithMany().HasForeignKey(a => new { a.SchoolId, a.OwnerId }).HasPrincipalKey(p => new { p.SchoolId, p.Id });
        });
        model.Entity<AgencyContact>().ToTable("agency_contacts");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Report a concern", "concerns/report", 10, Roles.Staff),
        new("Concerns", "concerns", 20, [.. Roles.Safeguarding, Role.Headteacher]),
        new("Tell a grown-up", "tell", 10, Role.Pupil),
    ];
}

[DbContext(typeof(TutelaDb)), Migration("0020_concerns")] public sealed class Migration0020 : SqlMigration;
