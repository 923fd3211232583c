using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.SettingUp.Calendar;
using Tutela.Web.Modules.Schools.SettingUp.Facts;

namespace Tutela.Web.Modules.Schools.SettingUp;

/// <summary>How far a task is. <paramref name="Status"/> is in words.</summary>
public sealed record TaskStanding(SettingUpTask Task, string Title, string Path, string Hint, bool IsDone, string Status);

/// <summary>How far a school is with setting up. Pure.</summary>
public sealed record SettingUpState(PolicyPack Pack, IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, DateOnly?> Vacancies,
    IReadOnlyDictionary<SettingUpTask, SettingUpRecord> Records, IReadOnlyList<Post> Posts, int Pupils, int Staff, bool HasNode)
{
    public const string ByHand = "by-hand";

    /// <summary>Posts that the policy needs, and of which nothing has been said.</summary>
    public IReadOnlyList<Post> Unsaid => [.. Posts.Where(p => p.IsGap && !Vacancies.ContainsKey(p.Setting.Id))];

    public IEnumerable<PackQuestion> Unanswered => Pack.Questions.Where(q => !Answers.ContainsKey(q.Id));

    public IReadOnlyList<TaskStanding> Tasks =>
    [
        Of(SettingUpTask.Questions, "Answer the questions that the policy leaves open", "questions", $"{Pack.Questions.Count} questions, each with a default", Answers.Count, Pack.Questions.Count),
        Of(SettingUpTask.Facts, "Put in the school's own words", "facts", "Motto, authority, and what you call things", Has(SettingUpTask.Facts), 1),
        Of(SettingUpTask.Roles, "Say who does what", "roles", "Each role that the policy needs, or “nobody yet”", Posts.Count(p => p.Setting.Required) - Unsaid.Count, Posts.Count(p => p.Setting.Required)),
        Of(SettingUpTask.People, "Bring in pupils, staff and classes", "people", Pupils > 0 ? $"{Pupils} pupils and {Staff} staff are here" : "From your own system, or by hand", Pupils > 0 ? 1 : Has(SettingUpTask.People), 1),
        Of(SettingUpTask.Calendar, "Set the school's calendar", "calendar", "Terms, half terms and training days", Has(SettingUpTask.Calendar), 1),
        Of(SettingUpTask.Network, "Say how the network is filtered", "network", HasNode ? "A filter node is working" : "You may leave it until later", HasNode ? 1 : Has(SettingUpTask.Network), 1,
            Records.TryGetValue(SettingUpTask.Network, out var network) && network.Choice == "later" ? "Later" : null),
        new(SettingUpTask.Live, "Go live", "live", "From then on people are asked to read and sign", false, Ready ? "Ready" : "Can't start yet"),
    ];

    public int Done => Tasks.Count(t => t.IsDone);

    public bool Ready => Answers.Count >= Pack.Questions.Count && Has(SettingUpTask.Facts) + Has(SettingUpTask.Calendar) == 2 && Unsaid.Count == 0
        && (Pupils > 0 || Has(SettingUpTask.People) == 1) && (HasNode || Has(SettingUpTask.Network) == 1);

    /// <summary>All that has been decided so far; what has not keeps the pack's default.</summary>
    public AdoptionDecisions Decisions => new(Answers,
        [.. Records.TryGetValue(SettingUpTask.Facts, out var facts) ? SchoolFacts.Read(facts.Body!).ToSettings() : [],
         .. Records.TryGetValue(SettingUpTask.Calendar, out var calendar) ? SchoolYearPlan.Read(calendar.Body!).ToSettings() : []]);

    private int Has(SettingUpTask task) => Records.ContainsKey(task) ? 1 : 0;

    private static TaskStanding Of(SettingUpTask task, string title, string path, string hint, int done, int all, string? doneWords = null) =>
        new(task, title, path, hint, done >= all, done >= all ? doneWords ?? "Completed" : done > 0 ? $"{done} of {all} done" : "Not started");
}
