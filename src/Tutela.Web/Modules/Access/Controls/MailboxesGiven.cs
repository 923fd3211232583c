using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>Each pupil in scope has a mailbox of the school in the register.</summary>
public sealed class MailboxesGiven(PackInForce pack) : Control
{
    public override string Id => "access.mailboxes";
    public override string Title => "Pupils have a school e-mail address";
    public override IReadOnlyList<string> Clauses => ["WED-17.19"];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var inScope = MailboxesModel.InScope(db, pack.Settings.Access.MailboxPhases);
        var total = await inScope.CountAsync();
        if (total == 0) return new(ControlState.NoEvidenceYet, "No pupil is in scope of a school e-mail address.", 0, 0, "access/mailboxes");
        var with = total - await MailboxesModel.Without(db, inScope).CountAsync();
        return new(with == total ? ControlState.Met : ControlState.NotMet, with == total ? $"All {total} pupils in scope have an address." : $"{total - with} of {total} pupils in scope have no address.", with, total, "access/mailboxes");
    }
}
