using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Access.Breaches;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Modules.Access.ClassAccounts;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.Access.Systems;
using Tutela.Web.Modules.Access.Use;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Names on the network, planned use, systems, checks; a breach of sign-in rules with its reset waiting and two account requests.</summary>
internal static class AccessPart
{
    private const string Domain = "pupils.oakfield.example";

    public static void Plan(Timeline timeline, Cast cast)
    {
        var (ict, lead, head) = (cast["ict-support"], cast["computing-lead"], cast["headteacher"]);
        var early = timeline.Days[2];
        timeline.Add(Timeline.At(early, 9, 40), acting => NamesAsync(acting, cast, ict));
        timeline.Add(Timeline.At(early, 10, 10), acting => SystemsAsync(acting, ict, lead));
        timeline.Add(Timeline.At(timeline.Ago(70), 15, 45), acting => CheckAsync(acting, lead, "Firewall rules", true, null, 365));
        timeline.Add(Timeline.At(timeline.Ago(70), 15, 55), acting => CheckAsync(acting, lead, "Who has administrator rights", false, "Two old accounts still had them. Both are taken off.", 60));
        timeline.Add(Timeline.At(timeline.Ago(8), 8, 20), acting => UseAsync(acting, cast, lead));
        timeline.Add(Timeline.At(timeline.Ago(3), 12, 15), acting => RequestAsync(acting, cast["teacher"], cast[InventedPeople.PupilId(4, 0, 3)], RequestKind.Create, "An account of their own with the usual folders. Started on Monday.", null));
        timeline.Add(Timeline.At(timeline.Ago(2), 8, 50), acting => RequestAsync(acting, cast["dsl"], cast[InventedPeople.PupilId(5, 1, 2)], RequestKind.Change, "Take e-mail off this account until further notice.", "Agreed with the family. The reason is in the child's file."));
        timeline.Add(Timeline.At(timeline.Ago(1), 14, 35), acting =>
        {
            acting.As(cast["teacher"]);
            return acting.Get<BreachDesk>().ReportAsync(new(BreachKind.UsedAnothersLogin, cast[InventedPeople.PupilId(6, 0, 2)].Id, cast[InventedPeople.PupilId(6, 0, 5)].Id, false, true, null, null, null,
                "Was signed in as a friend to finish a quiz. The friend had written the password in a planner.", null));
        });
    }

    private static async Task NamesAsync(Acting acting, Cast cast, Person ict)
    {
        acting.As(ict);
        var now = acting.Clock.GetUtcNow();
        var people = cast.Of(PersonKind.Staff).Concat(cast.Of(PersonKind.Pupil).Where(p => p.YearGroup >= 5)).ToList();
        var ids = people.ConvertAll(p => p.Id);
        var entries = await acting.Db.Set<AccessEntry>().Where(e => ids.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId);
        acting.Db.Add(new MailDomain { Id = Guid.CreateVersion7(now), Domain = Domain, ForPupils = true, ApprovedById = cast["headteacher"].Id, ApprovedOn = acting.Clock.Today() });
        var number = 100;
        foreach (var person in people)
        {
            number++;
            if (!entries.TryGetValue(person.Id, out var entry)) continue;
            var name = new string([.. $"{person.GivenName[0]}{person.FamilyName}".ToLowerInvariant().Where(char.IsAsciiLetterLower)]) + number;
            entry.NameOnNetwork(name, null);
            if (person.Kind == PersonKind.Pupil) entry.GiveMailbox($"{name}@{Domain}", [Domain], cast["headteacher"].Id, false);
        }
        acting.Get<AuditTrail>().Record(AccessProcesses.NetworkIdSet, nameof(AccessEntry), ict.Id, after: new { people = people.Count });
        foreach (var one in cast.Classes.Where(c => c.YearGroup is 0 or 1))
            acting.Db.Add(new ClassAccount { Id = Guid.CreateVersion7(now), ClassId = one.Id, UserName = "class-" + new string([.. one.Title.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]), ApprovedById = cast["headteacher"].Id, ApprovedOn = acting.Clock.Today() });
    }

    private static Task SystemsAsync(Acting acting, Person ict, Person lead)
    {
        acting.As(ict);
        foreach (var (name, rule) in new[] { ("School network", "Own user name and a password that keeps the policy's rule"), ("E-mail", "The network's user name and password, and a code for staff"), ("Learning platform", "The network's user name and password"), ("Library catalogue", (string?)null) })
        {
            var system = IctSystem.Make(name, acting.Clock.GetUtcNow());
            system.Set(rule, lead.Id);
            acting.Db.Add(system);
            acting.Get<AuditTrail>().Record(AccessProcesses.SystemChanged, nameof(IctSystem), system.Id, after: new { system.Name, system.LoginRule });
        }
        return Task.CompletedTask;
    }

    private static Task CheckAsync(Acting acting, Person lead, string what, bool passed, string? finding, int days)
    {
        acting.As(lead);
        var check = NetworkCheck.Make(new(what, acting.Clock.Today(), passed, finding, lead.Id, acting.Clock.Today().AddDays(days)), 12, lead.Id, acting.Clock.GetUtcNow());
        acting.Db.Add(check);
        acting.Get<AuditTrail>().Record(AccessProcesses.Checked, nameof(NetworkCheck), check.Id, after: new { check.What, check.CheckedOn, check.Passed, check.NextOn });
        return Task.CompletedTask;
    }

    private static Task UseAsync(Acting acting, Cast cast, Person lead)
    {
        acting.As(lead);
        var now = acting.Clock.GetUtcNow();
        foreach (var host in new[] { "phonics-garden.example", "story-well.example" })
            acting.Db.Add(new ApprovedSite { Id = Guid.CreateVersion7(now), Host = host, ApprovedById = lead.Id, ApprovedOn = acting.Clock.Today() });
        foreach (var (year, way, activity, sites) in new[] { (1, UseWay.AlongsideAdult, "Listen to a story and draw what happens", "story-well.example"), (5, UseWay.IndependentSupervised, "Find three facts about rivers", "maps-for-schools.example") })
        {
            var one = cast.Classes.First(c => c.YearGroup == year);
            var band = new SupervisionSetting { Phases = [], Mode = year == 1 ? SupervisionMode.Demonstration : SupervisionMode.Supervised };
            var use = PlannedUse.Plan(new(one.Id, acting.Clock.Today(), way, cast["teacher"].Id, activity, sites), band, ["phonics-garden.example", "story-well.example"], lead.Id, now);
            acting.Db.Add(use);
            acting.Get<AuditTrail>().Record(AccessProcesses.UsePlanned, nameof(PlannedUse), use.Id, after: new { use.ClassId, use.UsedOn, use.Way, use.SupervisorId, use.Sites });
        }
        return Task.CompletedTask;
    }

    private static Task RequestAsync(Acting acting, Person by, Person about, RequestKind kind, string needed, string? why)
    {
        acting.As(by);
        var request = AccountRequest.Ask(kind, about.Id, "School network", needed, why, by.Id, acting.Clock.GetUtcNow());
        acting.Db.Add(request);
        acting.Get<AuditTrail>().Record(AccessProcesses.Asked, nameof(AccountRequest), request.Id, after: new { request.Kind, request.System }, aboutPersonId: about.Id);
        return Task.CompletedTask;
    }
}
