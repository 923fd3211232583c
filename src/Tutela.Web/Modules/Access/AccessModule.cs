using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Access.Attempts;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Modules.Access.ClassAccounts;
using Tutela.Web.Modules.Access.Consents;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Access.Controls;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.Access.Use;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Access;

[DbContext(typeof(TutelaDb)), Migration("0100_access")] public sealed class Migration0100 : SqlMigration;

public sealed class AccessModule : TutelaModule
{
    public override string Name => "Access";

    public override void AddServices(IServiceCollection services)
    {
        services.AddScoped<AccessRegister>();
        services.AddScoped<LevelDesk>();
        services.AddScoped<AgreementWatcher, AccessOnAgreement>();
        services.AddScoped<LeaverWatcher, AccessOnLeaving>();
        services.AddScoped<AccessRefusals, AccessRefusalsFromRegister>();
        services.AddScoped<WaitingSource, AccessWaiting>();
        services.AddScoped<Control, PupilsWithAccess>();
        services.AddScoped<Control, MailboxesGiven>();
        services.AddScoped<Control, NetworkChecked>();
        services.AddSchoolJob<AccessJob>(TimeSpan.FromMinutes(5));
        services.AddScoped<DeniedAttempts>();
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationMiddlewareResultHandler, DeniedByRole>();
        // Outermost, so that it sees what every other filter answered.
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<DeniedAttempts>(int.MinValue));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<AccessEntry>().ToTable("access_entries");
        model.Entity<AccessGrant>().ToTable("access_grants");
        model.Entity<AccessConsent>().ToTable("access_consents");
        model.Entity<ApprovedSite>().ToTable("approved_sites");
        model.Entity<PlannedUse>().ToTable("planned_uses");
        model.Entity<NetworkLevel>().ToTable("network_levels");
        model.Entity<NetworkGrant>().ToTable("network_grants");
        model.Entity<OwnDeviceAcceptance>().ToTable("own_device_acceptances");
        model.Entity<NetworkCheck>().ToTable("network_checks");
        model.Entity<AccountRequest>().ToTable("account_requests");
        model.Entity<ClassAccount>().ToTable("class_accounts");
        model.Entity<MailDomain>().ToTable("mail_domains");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Internet access", "access", 45, Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator) { Under = "filtering" }];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.5c", "A member of staff has no internet access until the staff agreement is signed for that person", AccessRegister.Changed),
        new("WED-3.7b", "A visitor is refused access until the agreement is accepted and a last day is given; it ends by itself", AccessRegister.Changed),
        new("WEN-2.3-2a", "A pupil's e-mail address is refused unless its domain is approved and an approver is named", AccessProcesses.MailboxSet),
        new("WID-6.3", "A pupil's place on a network is refused on a device that is not in the equipment list", AccessProcesses.NetworkGranted),
        new("WID-6.5", "A pupil's account is recorded as own or the class's with its approver; an own one has a password rule", AccessProcesses.AccountApproved),
        new("WID-6.6", "A planned use names how an adult is with the pupils and who supervises", AccessProcesses.UsePlanned),
        new("WID-6.7", "Two staff on one network ID are refused, and access waits for a personal ID where the policy asks for it", AccessProcesses.NetworkIdSet, AccessRegister.Changed),
        new("WID-6.9", "Temporary access has a last day and a limited level, ends by itself, and what is open past its day is listed", AccessRegister.Changed),
        new("CRO-3.2", "A pupil's grant is refused until the agreement, a supervision mode and a filter profile are there", AccessRegister.Changed),
        new("WED-14.0", "The network for own devices has a name and an audience; staff join under their employee user name only", AccessProcesses.NetworkGranted),
        new("WED-14.1", "The terms for own devices are shown before any grant, and the acceptance is kept", AccessProcesses.TermsAccepted),
        new("WED-14.4", "Each role has a level on each network, and the register shows each person's", AccessProcesses.LevelChanged),
        new("WED-14.6", "An own device's grant is one person's own user name; a second holder is refused", AccessProcesses.NetworkGranted),
        new("WED-14.10", "Leaving ends every device's place on a network, each with a dated line", AccessProcesses.NetworkEnded),
        new("WED-19.1", "What is outside a person's role is refused and the attempt is written down", AccessProcesses.Denied),
        new("WED-19.2", "Another person's use of systems opens with their permission or a monitoring reason only, and is written down", AccessProcesses.RecordOpened),
        new("WED-A1.2", "A planned use needs a supervising adult", AccessProcesses.UsePlanned),
        new("HAM-17.1", "The register holds name, group, granted by and date, and prints as on a day", AccessProcesses.Printed),
        new("HAM-17.2", "Access ends the day that somebody leaves, with date and reason; grants of leavers are listed", AccessRegister.Changed),
        new("HAM-17.3", "The youngest are shown, or use approved sites with an adult", AccessProcesses.UsePlanned),
        new("HAM-17.4", "A planned use of key stage 2 without a supervising adult is refused", AccessProcesses.UsePlanned),
        new("HAM-17.5", "A parent's consent form is asked, returned or refused; without it a pupil's grant is refused where the policy asks for it", AccessProcesses.ConsentAnswered),
    ];
}
