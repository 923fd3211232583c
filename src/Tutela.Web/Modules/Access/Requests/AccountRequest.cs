using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Requests;

public enum RequestKind { Create, Change, Reset, Remove }

public enum RequestStatus { Waiting, Done, Declined }

/// <summary>Something that ICT support is asked to do with one person's account. What is needed is for whoever does it; why is for those who
/// may know and stands apart.</summary>
public sealed class AccountRequest : SchoolRow
{
    public const int SystemMaxLength = 100;
    public const int TextMaxLength = 500;

    public RequestKind Kind { get; init; }
    public Guid PersonId { get; init; }
    public required string System { get; init; }
    public required string Needed { get; init; }
    public string? Why { get; init; }
    public Guid? AskedById { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public RequestStatus Status { get; private set; }
    public Guid? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }
    /// <summary>The breach of sign-in rules that asks for it.</summary>
    public Guid? BreachId { get; init; }

    public static AccountRequest Ask(RequestKind? kind, Guid person, string? system, string? needed, string? why, Guid? by, DateTimeOffset now, Guid? breach = null)
    {
        if (kind is not { } what) throw new Refused("Choose what is to be done", "Input.Kind");
        if (string.IsNullOrWhiteSpace(system)) throw new Refused("Say in which system, such as the school network", "Input.System");
        if (system.Length > SystemMaxLength) throw new Refused($"Use at most {SystemMaxLength} characters", "Input.System");
        if (string.IsNullOrWhiteSpace(needed)) throw new Refused("Say what ICT support has to do", "Input.Needed");
        if (needed.Length > TextMaxLength) throw new Refused($"Use at most {TextMaxLength} characters", "Input.Needed");
        if (why?.Length > TextMaxLength) throw new Refused($"Use at most {TextMaxLength} characters", "Input.Why");
        return new AccountRequest
        {
            Id = Guid.CreateVersion7(now),
            Kind = what,
            PersonId = person,
            System = system.Trim(),
            Needed = needed.Trim(),
            Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim(),
            AskedById = by,
            AskedAt = now,
            BreachId = breach,
        };
    }

    public void Close(RequestStatus? status, string? answer, Guid by, DateTimeOffset now)
    {
        if (Status != RequestStatus.Waiting) throw new Refused("This request has been answered already.");
        if (status is not (RequestStatus.Done or RequestStatus.Declined)) throw new Refused("Choose whether it is done or can't be done", "Input.Status");
        if (status == RequestStatus.Declined && string.IsNullOrWhiteSpace(answer)) throw new Refused("Say why it can't be done", "Input.Answer");
        if (answer?.Length > TextMaxLength) throw new Refused($"Use at most {TextMaxLength} characters", "Input.Answer");
        (Status, AnsweredById, AnsweredAt, Answer) = (status.Value, by, now, string.IsNullOrWhiteSpace(answer) ? null : answer.Trim());
    }
}
