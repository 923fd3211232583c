using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Consents;

public enum ConsentStatus { Asked, Returned, Refused }

/// <summary>The internet consent form of one parent for one child: asked, returned or refused. An answer may change; the audit trail has each.</summary>
public sealed class AccessConsent : SchoolRow
{
    public Guid PupilId { get; init; }
    public Guid ParentId { get; init; }
    public ConsentStatus Status { get; private set; }
    public DateOnly AskedOn { get; init; }
    public DateOnly? AnsweredOn { get; private set; }
    public Guid? RecordedById { get; private set; }

    public void Answer(ConsentStatus? answer, Guid by, DateTimeOffset now)
    {
        if (answer is not (ConsentStatus.Returned or ConsentStatus.Refused)) throw new Refused("Choose whether the parent agrees or refuses", "Input.Answer");
        if (Status == answer) throw new Refused("That is recorded already", "Input.Answer");
        (Status, AnsweredOn, RecordedById) = (answer.Value, now.LondonDay(), by);
    }
}
