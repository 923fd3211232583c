using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Leaving;

/// <summary>The duty to keep confidences goes on after leaving: the leaver signs it, before they go or on paper after, and the record of their leaving
/// waits for the day of that signature. A signature given before stays good, whatever becomes of the agreement.</summary>
internal sealed class LeaverConfidence(TutelaDb db, PackInForce pack, AgreementAsking asking, AgreementReading reading) : LeaverChecklist
{
    /// <summary>The pack's document for those who leave.</summary>
    public const string Document = "leaver";

    public override async Task<IReadOnlyList<LeaverLine>> ForAsync(Person person)
    {
        if (!Concerns(person)) return [];
        var signed = await (from assignment in db.Set<AgreementAssignment>()
                            join signature in db.Set<Signature>() on assignment.Id equals signature.AssignmentId
                            where assignment.Document == Document && assignment.PersonId == person.Id && signature.SignedAs == SignedAs.Self
                            orderby signature.SignedOn descending
                            select (DateOnly?)signature.SignedOn).FirstOrDefaultAsync();
        var open = await db.Set<AgreementAssignment>().Where(a => a.Document == Document && a.PersonId == person.Id && a.Status == AgreementStatus.Waiting).Select(a => (Guid?)a.Id).FirstOrDefaultAsync();
        var path = signed is null && open is { } id ? $"agreements/{id}/paper" : null;
        return [new(reading.TitleOf(Document), signed, signed is null ? "Not signed yet" : "Signed", IsNeeded: true, path, "Record the signature on paper", MayBeAsked: signed is null && open is null)];
    }

    public override async Task AskAsync(Person person)
    {
        if (Concerns(person)) await asking.AskForAsync(Document, person);
    }

    private bool Concerns(Person person) => pack.Settings.StaffContact.ConfidentialAfterLeaving
        && pack.Settings.Agreements.Documents.FirstOrDefault(d => d.Id == Document) is { } document && document.Audiences.Contains(Audiences.Of(person.Kind));
}
