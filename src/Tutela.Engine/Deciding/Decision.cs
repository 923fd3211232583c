using System.Text;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Deciding;

/// <summary>Why a decision fell as it did, in the order in which the reasons are looked at.</summary>
public enum DecisionReason
{
    /// <summary>Refused: the name is in a sealed category. Nothing lifts it.</summary>
    Sealed,

    /// <summary>Allowed: a name on the group's allow list, more specific than any on its deny list.</summary>
    AllowException,

    /// <summary>Refused: a name on the group's deny list.</summary>
    DenyException,

    /// <summary>Refused: the name is in a category that the group blocks now.</summary>
    Category,

    /// <summary>Refused: the group has no access.</summary>
    NoAccess,

    /// <summary>Refused: the group blocks everything in these hours.</summary>
    Hours,

    /// <summary>Refused: the group blocks everything.</summary>
    Everything,

    /// <summary>Allowed: nothing speaks against it.</summary>
    NotBlocked,
}

/// <summary>
/// A decision and why it fell so. A value; its texts belong to the snapshot, so nothing allocates until a text is asked for.
/// </summary>
public readonly struct Decision
{
    internal Decision(DecisionReason reason, string? category, string? list, int rule, int cause, Group group, Snapshot snapshot)
    {
        Reason = reason;
        Category = category;
        List = list;
        RuleOffset = rule;
        Cause = cause;
        Group = group;
        Snapshot = snapshot;
    }

    /// <summary>The step that decided.</summary>
    public DecisionReason Reason { get; }

    /// <summary>True when the name may be answered.</summary>
    public bool Allowed => Reason is DecisionReason.AllowException or DecisionReason.NotBlocked;

    /// <summary>
    /// When refused: the category; or <c>exception</c>, <c>no-access</c>, <c>hours</c>, <c>everything</c> when no category decided. Null when nothing listed decided.
    /// </summary>
    public string? Category { get; }

    /// <summary>The list that holds the name; <c>sealed</c> for sealed categories; <c>rules</c> when the rules themselves decided; null when allowed without an exception.</summary>
    public string? List { get; }

    /// <summary>Where the listed name or exception that decided starts in the name; nothing where the reason is another.</summary>
    public int RuleOffset { get; }

    /// <summary>
    /// A number below <see cref="Deciding.Snapshot.Causes"/> that stands for reason, category and list together, so that what is made of them
    /// can be made once.
    /// </summary>
    public int Cause { get; }

    /// <summary>The group whose rules decided.</summary>
    public Group Group { get; }

    /// <summary>Index and rules that decided.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>Edition of the rules.</summary>
    public string RulesVersion => Snapshot.Rules.Version;

    /// <summary>
    /// The listed name or exception that decided: a suffix of the name; <c>sealed</c> for a sealed category, whose names are never told;
    /// <c>*</c> for everything; null when nothing listed decided. Allocates.
    /// </summary>
    /// <param name="name">the canonical name that was decided</param>
    public string? Rule(ReadOnlySpan<byte> name) => Reason switch
    {
        DecisionReason.Sealed => "sealed",
        DecisionReason.NoAccess or DecisionReason.Hours or DecisionReason.Everything => "*",
        DecisionReason.NotBlocked => null,
        _ => DomainName.ToText(name[RuleOffset..]),
    };

    /// <summary><c>category/list/rule/group</c>, as the commands print it. Allocates.</summary>
    public string Describe(ReadOnlySpan<byte> name) =>
        new StringBuilder().Append(Category ?? "-").Append('/').Append(List ?? "-").Append('/').Append(Rule(name) ?? "-").Append('/').Append(Group.Name).ToString();
}
