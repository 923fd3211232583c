namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>What a child has told so far about a strange message.</summary>
public sealed class MessageDraft
{
    public const string Kind = "message";

    public MessageWay? Way { get; set; }
    public MessageOpened? Opened { get; set; }
    public string? Account { get; set; }
}
