using Microsoft.AspNetCore.Html;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>The ten questions: in the words of the school's own form where its pack has one. Scoped.</summary>
public sealed class SelfAuditForm(PackInForce pack, PolicyWords words)
{
    public const string Document = "training-self-audit";
    public const int Questions = 10;
    public const int LeadsName = 1, PeerAbuse = 2, Procedure = 3, OwnAgreement = 4, PupilAgreement = 5, Filtering = 6, OwnPart = 7, Password = 8, CyberBullying = 9, Wishes = 10;

    private static readonly string[] Usual =
    [
        "Do you know the name of the person who leads on online safety in our school?",
        "Are you aware of the ways in which children can abuse other children online?",
        "If a pupil comes to you with a worry about something online, do you know what you must do?",
        "Do you know the agreement for staff, governors, volunteers and visitors well?",
        "Do you know the agreement for pupils and parents well?",
        "Do you know how the school filters and monitors its devices and networks?",
        "Do you understand your own part in that filtering and monitoring?",
        "Do you regularly change the password that you use for the school's systems?",
        "Do you know how our school approaches cyber-bullying?",
        "Are there parts of online safety in which you would like training, or more training? If there are, which?",
    ];

    /// <summary>What the list of needs calls a question.</summary>
    public static string Need(int question) => question switch
    {
        LeadsName => "Who leads on online safety",
        PeerAbuse => "How children abuse other children online",
        Procedure => "What to do when a pupil has a worry",
        OwnAgreement => "The agreement for adults",
        PupilAgreement => "The agreement for pupils and parents",
        Filtering => "How the school filters and monitors",
        OwnPart => "The own part in filtering and monitoring",
        Password => "Changing passwords",
        CyberBullying => "Cyber-bullying",
        _ => "Wishes",
    };

    /// <summary>The questions as they are read, in order. One query.</summary>
    public async Task<IReadOnlyList<IHtmlContent>> LoadAsync()
    {
        await words.LoadAsync();
        var own = pack.Pack.Agreement(Document)?.Sections.SelectMany(s => s.Blocks).Where(b => b.Number is not null).OrderBy(b => b.Number).Select(b => b.Markdown).ToList();
        return [.. (own is { Count: Questions } ? own : [.. Usual]).Select(q => words.Html(q, inline: true))];
    }

    /// <summary>The documents of the pack that pupils and parents sign.</summary>
    public IReadOnlyList<(string Id, string Title)> PupilTexts => [.. pack.Settings.Agreements.Documents
        .Where(d => d.Audiences.Contains(Audience.Pupils) || d.Audiences.Contains(Audience.Parents)).Select(d => (d.Id, pack.Pack.Agreement(d.Id)?.Title ?? d.Id))];

    /// <summary>The documents that adults who work or help here sign.</summary>
    public IReadOnlyList<string> AdultTexts => [.. pack.Settings.Agreements.Documents.Where(d => d.MustSign && d.Audiences.Contains(Audience.Staff)).Select(d => d.Id)];
}
