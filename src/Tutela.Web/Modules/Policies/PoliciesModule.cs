using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Arrivals;
using Tutela.Web.Modules.Policies.Attestations;
using Tutela.Web.Modules.Policies.Briefings;
using Tutela.Web.Modules.Policies.Controls;
using Tutela.Web.Modules.Policies.Education;
using Tutela.Web.Modules.Policies.Differences;
using Tutela.Web.Modules.Policies.Publication;
using Tutela.Web.Modules.Policies.Registers;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Policies;

public sealed class PoliciesModule : TutelaModule
{
    public override string Name => "Policies";

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PackShelf>();
        services.AddSingleton(provider => PackCatalogue.Load(provider.GetRequiredService<IConfiguration>()["Tutela:Packs"]));
        services.AddScoped<PackInForce>();
        services.AddScoped<VersionDesk>();
        services.AddScoped<PolicyAdoption>();
        services.AddScoped<VersionChecks>();
        services.AddScoped<VersionEditing>();
        services.AddScoped<PolicyDifference>();
        services.AddScoped<PolicyWords>();
        services.AddScoped<PolicyCopy>();
        services.AddSingleton<Coverage>();
        services.AddScoped<PolicyStanding>();
        services.AddScoped<AttestationDesk>();
        services.AddScoped<AttestationList>();
        services.AddScoped<WaitingSource, AttestationWaiting>();
        services.AddScoped<Control, GovernorsHaveRead>();
        services.AddScoped<Control, StaffHaveRead>();
        services.AddScoped<Control, PolicyReviewed>();
        services.AddScoped<Control, LinkedPoliciesCurrent>();
        services.AddScoped<Control, OnlineSafetyConsidered>();
        services.AddScoped<Control, GuidanceCurrent>();
        services.AddScoped<ReviewDesk>();
        services.AddScoped<EarlyReviews>();
        services.AddScoped<ArrivalDesk>();
        services.AddScoped<LinkedRegister>();
        services.AddScoped<GuidanceRegister>();
        services.AddScoped<WaitingSource, PolicyWaiting>();
        services.AddSchoolJob<ReviewReminders>(TimeSpan.FromHours(6));
        services.AddSchoolJob<AttestationReminders>(TimeSpan.FromHours(6));
    }

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Attestation>().ToTable("attestations");
        model.Entity<AttestationAttempt>().ToTable("attestation_attempts");
        model.Entity<AttestationAsk>().ToTable("attestation_asks");
        model.Entity<EducationItem>().ToTable("education_items");
        model.Entity<Briefing>().ToTable("policy_briefings");
        model.Entity<PolicyVersion>(version =>
        {
            version.ToTable("policy_versions");
            version.Ignore(v => v.Texts);
            version.Ignore(v => v.NeedsApproval);
            version.Ignore(v => v.DocumentNumbers);
            version.Ignore(v => v.Dated);
        });
        model.Entity<PolicyReview>().ToTable("policy_reviews");
        model.Entity<PolicyReviewEntry>().ToTable("policy_review_entries");
        model.Entity<ArrivalPoster>().ToTable("arrival_posters");
        model.Entity<Arrival>().ToTable("arrivals");
        model.Entity<LinkedPolicy>().ToTable("linked_policies");
        model.Entity<GuidanceCheck>().ToTable("guidance_checks");
        model.Entity<PolicyApproval>().ToTable("policy_approvals");
    }

    // Those who keep the policy find its parts in the second row; others read it.
    private static readonly Role[] Keepers = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead];

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Policy", "policy", 50, [.. Enum.GetValues<Role>().Where(r => r != Role.Pupil)]),
        new("Policy", "policy/for-pupils", 50, Role.Pupil) { Picture = "open-book" },
        new("Duties today", "policy/controls", 51, Keepers) { Under = "policy" },
        new("Who has read it", "policy/attestations", 52, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher) { Under = "policy" },
        new("Education this year", "policy/education", 52, [.. Keepers, .. Roles.Governors]) { Under = "policy" },
        new("Versions", "policy/versions", 53, [.. Keepers, .. Roles.Governors]) { Under = "policy" },
        new("Review", "policy/review", 54, [.. Keepers, .. Roles.Governors]) { Under = "policy" },
        new("Linked policies", "policy/linked", 55, [.. Keepers, .. Roles.Governors]) { Under = "policy" },
        new("Guidance", "policy/guidance", 56, [.. Keepers, .. Roles.Governors]) { Under = "policy" },
    ];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.3c", "The designated safeguarding lead sees the same list of who has read the policy as the headteacher, and reminds from it", AttestationDesk.Reminded),
        new("WEN-1.1", "One version is current at a stable address and every earlier one stays readable with its dates", VersionDesk.Published),
        new("WED-13.3", "A version does not become current without the day of the governing board's meeting", VersionDesk.Approved, VersionDesk.Published),
        new("WED-0.3", "The contents come from the headings, and a link that points to nothing stops the policy", VersionDesk.Submitted, VersionDesk.Published),
        new("HAM-1.2", "An authority that the settings do not know stops the policy; employer and authority are filled in from them", VersionDesk.Submitted),
        new("WED-0.1", "Motto and vision stand on the cover as the settings have them", VersionDesk.Published),
        new("HAM-0.1", "Motto and contact stand on the cover as the settings have them", VersionDesk.Published),
        new("WEN-0.1", "The ethos stands at the head of the published policy; where there is none nothing is printed", VersionDesk.Published),
        new("WID-0.4", "The cover names the headteacher of the day from the role register", VersionDesk.Published),
        new("WID-0.6", "The contents come from the headings, and a section that is named and not there is warned of", VersionDesk.Submitted),
        new("HAM-0.2", "Agreed and review dates stand apart from the title, any cycle is taken, and an old year in the title is flagged", VersionDesk.Published),
        new("CRO-8.2", "Each post of the approval route signs with its date before a version becomes current", VersionDesk.Approved, VersionDesk.Published),
        new("WED-3.7a", "Who arrives is asked whether they use the school's ICT or internet; on yes the policy is shown and the acknowledgement stored", ArrivalDesk.Arrived),
        new("WED-13.2", "The school names the owners of the review, and opens an early one with its reason", ReviewDesk.Opened, ReviewDesk.Closed),
        new("WEN-2.2d", "The text on social media links the equality policy in the register of linked policies", VersionDesk.Published),
        new("CRO-7.1", "The policy is published with the coordinator's name and contact from the register of posts, and not while either is blank", VersionDesk.Published),
        new("WED-13.4", "A review of the policy is not completed without a risk assessment of the last months that the pack asks for", ReviewDesk.Closed, ReviewDesk.RiskRecorded),
        new("WED-3.3d", "A review is complete only with the part of every owner, and lists what was not updated since the last", ReviewDesk.Entered, ReviewDesk.Closed),
        new("WED-2.3", "The Acts come from a register that the school adds to", GuidanceRegister.Checked),
        new("WID-0.1", "The page on which people say that they have read the policy names its parts, own devices and social media among them; one statement covers all", AttestationDesk.Attested),
        new("WID-0.3", "Values and motto from the settings stand on the cover and on what pupils agree to", VersionDesk.Published),
        new("WID-0.5", "The school year of the version's dates stands on every page of the policy, and a typed year that disagrees is warned of", VersionDesk.Published),
        new("WID-5.28", "Pupils are led to the policy in easy words and pictures, with its reach out of school", AttestationDesk.Attested),
        new("CRO-0.1", "Title and month of issue stand apart from the body; the words for the subject are listed, and one is chosen for the whole draft", VersionEditing.Worded),
        new("CRO-1.4", "Somebody who takes part in a school activity is an audience of its own and counted in the list of who has read the policy", AttestationDesk.Attested),
        new("CRO-2.1", "The three summaries have their links and the day of the last check, and are flagged when the interval is over", GuidanceRegister.Checked),
        new("WED-1.1", "Pupils, staff, volunteers and governors acknowledge the policy, and each audience is shown with its figures", AttestationDesk.Attested),
        new("WED-1.3b", "What was done this school year to teach each part of the community is listed, and audiences with nothing are named", EducationModel.Recorded),
        new("WED-3.2a", "The headteacher sees who has read this version, how the questions went, and the names of those outstanding", AttestationDesk.Attested, AttestationDesk.Tried),
        new("WED-3.5a", "Contractors and agency staff acknowledge each version, and those outstanding are listed per version", AttestationDesk.Attested),
        new("WID-2.1", "Somebody from outside is added only with what they are to the policy, and each type acknowledges it", AttestationDesk.Attested),
        new("HAM-19.1", "The authority's name from the settings stands in the disclaimer of the policy and of agreements", VersionDesk.Published),
        new("HAM-21.3", "Of each member of staff it is kept since when they have the policy, who told them why it matters, and whether they acknowledged it; who lacks any is listed", BriefingsModel.Recorded),
    ];
}
