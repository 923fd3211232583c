using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Training;

/// <summary>A topic of one of the pack's lists; <paramref name="Id"/> begins with the list's name, so that one word in two lists stays two topics.</summary>
public sealed record Topic(string Id, string Name, TopicList List);

public enum TopicList { Point, Induction, Social }

/// <summary>Everything that the pack asks training to cover. Immutable; made from the pack's settings.</summary>
public sealed class TrainingTopics
{
    // The five forms that a policy may name among its content points.
    private static readonly string[] FormsOfAbuse = ["point:bullying", "point:emotional-abuse", "point:sexual-abuse", "point:sexting", "point:sexual-exploitation"];

    private readonly Dictionary<string, Topic> _byId;

    public TrainingTopics(PackInForce pack) : this(pack.Settings.Training) { }

    public TrainingTopics(TrainingSettings settings)
    {
        All =
        [
            .. Of(TopicList.Point, settings.ContentPoints), .. Of(TopicList.Induction, settings.InductionTopics),
            .. Of(TopicList.Social, settings.SocialMediaTopics),
        ];
        _byId = All.ToDictionary(t => t.Id);
    }

    public IReadOnlyList<Topic> All { get; }

    public IReadOnlyList<Topic> In(TopicList list) => [.. All.Where(t => t.List == list)];

    /// <summary>Topics of cyber-bullying, in whichever list.</summary>
    public IReadOnlyList<Topic> CyberBullying => [.. All.Where(t => t.Id.EndsWith(":cyber-bullying", StringComparison.Ordinal))];

    /// <summary>The forms of abuse, where the pack names all five; else none.</summary>
    public IReadOnlyList<Topic> Abuse => FormsOfAbuse.All(_byId.ContainsKey) ? [.. FormsOfAbuse.Select(id => _byId[id])] : [];

    public Topic? Find(string id) => _byId.GetValueOrDefault(id);

    public string Name(string id) => Find(id)?.Name ?? id;

    private static IEnumerable<Topic> Of(TopicList list, IReadOnlyList<ChoiceSetting> choices) =>
        choices.Select(c => new Topic($"{list.ToString().ToLowerInvariant()}:{c.Id}", c.Name, list));
}

public static class TopicWords
{
    public static string Words(this TopicList list) => list switch
    {
        TopicList.Point => "Content of training",
        TopicList.Induction => "Induction",
        _ => "Social media",
    };
}
