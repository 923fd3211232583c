using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp;

/// <summary>Keeps what a school enters while it is set up, each answer at once, and makes it live. Scoped.</summary>
public sealed class SettingUpDesk(TutelaDb db, PolicyAdoption adoption, PostRegister posts, PublishedContacts contacts, NodeWatch nodes, IEnumerable<LiveWatcher> watchers,
    SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Answered = new("setting-up.answered", "Questions of the policy pack were answered");
    public static readonly Process Recorded = new("setting-up.recorded", "A task of setting up was done");
    public static readonly Process NobodyYet = new("setting-up.nobody-yet", "The school said that nobody holds a post yet");
    public static readonly Process WentLive = new("school.live", "The school went live with its own policy");

    /// <summary>Posts without which a school does not go live: a concern about a child and one about staff have to reach somebody.</summary>
    private static readonly string[] Needed = ["dsl", "headteacher"];

    public async Task<SettingUpState> LoadAsync()
    {
        var counts = await db.Set<Person>().Where(p => p.EndedOn == null && (p.Kind == PersonKind.Pupil || p.Kind == PersonKind.Staff)).GroupBy(p => p.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return new(adoption.Pack,
            await db.Set<SettingUpAnswer>().AsNoTracking().ToDictionaryAsync(a => a.Question, a => a.Option),
            await db.Set<SettingUpVacancy>().AsNoTracking().ToDictionaryAsync(v => v.Post, v => v.LookAgainOn),
            await db.Set<SettingUpRecord>().AsNoTracking().ToDictionaryAsync(r => r.Task),
            await posts.LoadAsync(),
            counts.Find(c => c.Key == PersonKind.Pupil)?.Count ?? 0, counts.Find(c => c.Key == PersonKind.Staff)?.Count ?? 0,
            (await nodes.NodesAsync()).Any(n => n.HeardAt is not null));
    }

    /// <summary>Keeps these answers. Saved with the handler's transaction.</summary>
    public async Task AnswerAsync(IReadOnlyList<(PackQuestion Question, string Option)> answers)
    {
        audit.Begin(Answered);
        await LockAsync();
        var (kept, now) = (await db.Set<SettingUpAnswer>().ToDictionaryAsync(a => a.Question), clock.GetUtcNow());
        foreach (var (question, option) in answers)
        {
            var before = kept.GetValueOrDefault(question.Id)?.Option;
            if (before == option) continue;
            if (kept.TryGetValue(question.Id, out var row)) (row.Option, row.At, row.ById) = (option, now, user.PersonId);
            else db.Add(row = new SettingUpAnswer { Id = Guid.CreateVersion7(now), Question = question.Id, Option = option, At = now, ById = user.PersonId });
            audit.Record(Answered, nameof(SettingUpAnswer), row.Id, before is null ? null : new { question = question.Id, option = before }, new { question = question.Id, option });
        }
    }

    public async Task RecordAsync(SettingUpTask task, string? choice = null, string? body = null)
    {
        audit.Begin(Recorded);
        await LockAsync();
        var (row, now) = (await db.Set<SettingUpRecord>().SingleOrDefaultAsync(r => r.Task == task), clock.GetUtcNow());
        var before = row is null ? null : new { row.Choice, row.Body };
        if (row is null) db.Add(row = new SettingUpRecord { Id = Guid.CreateVersion7(now), Task = task });
        (row.Choice, row.Body, row.At, row.ById) = (choice, body, now, user.PersonId);
        audit.Record(Recorded, nameof(SettingUpRecord), row.Id, before, new { row.Choice, row.Body });
    }

    public async Task SayNobodyAsync(string post, DateOnly? lookAgainOn)
    {
        audit.Begin(NobodyYet);
        if (lookAgainOn <= clock.Today()) throw new Refused("Enter a day after today, or leave it blank", "Input.LookAgainOn");
        await LockAsync();
        var (row, now) = (await db.Set<SettingUpVacancy>().SingleOrDefaultAsync(v => v.Post == post), clock.GetUtcNow());
        var before = row is null ? null : new { row.Post, row.LookAgainOn };
        if (row is null) db.Add(row = new SettingUpVacancy { Id = Guid.CreateVersion7(now), Post = post });
        (row.LookAgainOn, row.At, row.ById) = (lookAgainOn, now, user.PersonId);
        audit.Record(NobodyYet, nameof(SettingUpVacancy), row.Id, before, new { row.Post, row.LookAgainOn });
    }

    /// <summary>Somebody holds the post now.</summary>
    public Task FilledAsync(string post) => db.Set<SettingUpVacancy>().Where(v => v.Post == post).ExecuteDeleteAsync();

    /// <summary>What stands in the way of going live, each with the page that mends it.</summary>
    public async Task<IReadOnlyList<(string Words, string Path)>> GapsAsync(SettingUpState state)
    {
        var gaps = new List<(string, string)>();
        foreach (var task in state.Tasks.Where(t => !t.IsDone && t.Task != SettingUpTask.Live)) gaps.Add(($"{task.Title}: {task.Status.ToLowerInvariant()}", $"setting-up/{task.Path}"));
        foreach (var post in state.Posts.Where(p => Needed.Contains(p.Setting.Id) && p.Answering.Count == 0))
            gaps.Add(($"Nobody is {post.Setting.Title}: a concern{(post.Setting.Id == "headteacher" ? " about staff" : "")} would reach nobody", $"setting-up/roles/{post.Setting.Id}"));
        foreach (var contact in await contacts.LackingAsync())
            if (contact.Names.Count > 0) gaps.Add(($"The policy is published with a way to reach the {contact.Title}: enter one", $"setting-up/roles/{contact.Post}"));
            else if (!Needed.Contains(contact.Post)) gaps.Add(($"The policy is published with the name of the {contact.Title}: say who it is", $"setting-up/roles/{contact.Post}"));
        return gaps;
    }

    public async Task GoLiveAsync(bool onWebsite)
    {
        audit.Begin(WentLive);
        await LockAsync();
        var state = await LoadAsync();
        if ((await GapsAsync(state)) is [var (words, _), ..]) throw new Refused($"The school can't go live yet. {words}.");
        var version = await adoption.AdoptAsync(state.Decisions, onWebsite);
        await RecordAsync(SettingUpTask.Live);
        await db.Set<School>().Where(s => s.Id == scope.SchoolId).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsLive, true));
        scope.IsLive = true;
        audit.Record(WentLive, nameof(School), scope.SchoolId, after: new { version, onWebsite });
        await db.SaveChangesAsync();
        foreach (var watcher in watchers) await watcher.WentLiveAsync();
    }

    // Two people who set up together do not write the same row twice.
    private async Task LockAsync()
    {
        var key = $"setting-up:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))");
        if (!await db.Set<School>().AnyAsync(s => s.Id == scope.SchoolId && !s.IsLive)) throw new Refused("This school is live already. Open this page again to see where to change it.");
    }
}
