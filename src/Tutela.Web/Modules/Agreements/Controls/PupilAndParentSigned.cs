using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Controls;

/// <summary>A parent's confirmation stands beside the pupil's acceptance; pupils with only one of them are listed.</summary>
public sealed class PupilAndParentSigned(AgreementStandings standings) : Control
{
    public override string Id => "agreements.pupil-and-parent";
    public override string Title => "A parent confirms what the pupil accepted";
    public override IReadOnlyList<string> Clauses => ["WED-3.6b"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var (both, one, total) = (0, 0, 0);
        string? document = null;
        foreach (var asked in standings.MustSign.Where(d => d.Signers == AgreementSigner.PupilAndParent))
        {
            document = asked.Id;
            var rows = await standings.Current(asked).Where(a => db.Set<Person>().Any(p => p.Id == a.PersonId && p.EndedOn == null))
                .GroupBy(a => new { a.SelfSigned, a.ParentSigned }).Select(g => new { g.Key.SelfSigned, g.Key.ParentSigned, Count = g.Count() }).ToListAsync();
            total += rows.Sum(r => r.Count);
            both += rows.Where(r => r is { SelfSigned: true, ParentSigned: true }).Sum(r => r.Count);
            one += rows.Where(r => r.SelfSigned != r.ParentSigned).Sum(r => r.Count);
        }
        if (document is null) return new(ControlState.NotApplicable, "The policy asks for no agreement of pupil and parent.", 0, 0);
        var evidence = $"agreements/people?document={document}&state=one";
        if (both + one == 0) return new(ControlState.NoEvidenceYet, "No pupil and no parent has signed yet.", 0, total, evidence);
        var state = both == total ? ControlState.Met : one > 0 ? ControlState.NotMet : ControlState.AtRisk;
        return new(state, $"Pupil and parent have both signed for {both} of {total} pupils; for {one} only one of them has.", both, total, evidence);
    }
}
