using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Asks people to sign what the pack says they must, takes signatures and refusals, ends what no longer holds. Scoped.</summary>
public sealed class AgreementDesk(TutelaDb db, PackInForce pack, PolicyWords words, AgreementStandings standings, AuditTrail audit, Notifier notifier,
    IEnumerable<AgreementWatcher> watchers, TimeProvider clock)
{
    public static readonly Process Asked = new("agreement.asked", "A person was asked to sign an agreement");
    public static readonly Process Signed = new("agreement.signed", "An agreement was signed");
    public static readonly Process Declined = new("agreement.refused", "An agreement was refused with a reason");
    public static readonly Process Ended = new("agreement.ended", "Agreements ended: a newer version or year is asked, or the person left");

    /// <summary>Years whose pupils read the easy version of the same terms.</summary>
    private const int EasyReadUpToYear = 2;

    /// <summary>Asks everybody whom a document concerns and who has not been asked for this version and year. Safe to repeat.</summary>
    public async Task<int> AskAllAsync()
    {
        var today = clock.Today();
        var (version, year, all) = (pack.Version, today.AcademicYear(), 0);
        foreach (var document in standings.MustSign)
        {
            var current = standings.Current(document);
            var newcomers = await standings.Concerned(document).Where(p => !current.Any(a => a.PersonId == p.Id)).Select(p => new { p.Id, HasSignIn = p.AccountId != null }).ToListAsync();
            if (newcomers.Count == 0) continue;
            foreach (var person in newcomers)
                db.Add(AgreementAssignment.Ask(Guid.CreateVersion7(clock.GetUtcNow()), person.Id, document.Id, version, year, document.Signers == AgreementSigner.PupilAndParent, today));
            audit.Record(Asked, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { document = document.Id, version, year, people = newcomers.Count });
            // No e-mail yet: an import must not write to every family by itself. The pack's first reminder day, or a person, does.
            await notifier.TellAsync([.. newcomers.Where(p => p.HasSignIn).Select(p => p.Id)], "Please read and sign an agreement", "agreements", mail: false);
            all += newcomers.Count;
        }
        await db.SaveChangesAsync();
        return all;
    }

    /// <summary>Ends what is no longer asked: an older version or year, a document struck from the pack, people who left. Safe to repeat.</summary>
    public async Task<int> EndPastAsync()
    {
        var today = clock.Today();
        var open = db.Set<AgreementAssignment>().Where(a => a.Status != AgreementStatus.Ended);
        foreach (var document in standings.MustSign)
        {
            var (current, concerned) = (standings.Current(document), standings.Concerned(document));
            open = open.Where(a => !current.Any(c => c.Id == a.Id) || !concerned.Any(p => p.Id == a.PersonId));
        }
        var past = await open.ToListAsync();
        // A document that is signed only by those whom it comes to concern ends with the person or its version, never because it is not demanded.
        var optional = pack.Settings.Agreements.Documents.Where(d => !d.MustSign).Select(d => d.Id).ToHashSet();
        past.RemoveAll(a => optional.Contains(a.Document));
        foreach (var assignment in past) assignment.End(today);
        if (past.Count > 0) audit.Record(Ended, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { agreements = past.Count });
        await db.SaveChangesAsync();
        return past.Count;
    }

    /// <summary>Takes signatures and tells those who act on them, once for all.</summary>
    public async Task SignAsync(IReadOnlyCollection<(AgreementAssignment Assignment, AgreementWords Words)> what, Func<AgreementAssignment, NewSignature> signing)
    {
        audit.Begin(Signed);
        foreach (var (assignment, read) in what)
        {
            await db.LockAsync<AgreementAssignment>(assignment.Id);
            await db.Entry(assignment).ReloadAsync();
            var signed = signing(assignment);
            var copy = await CopyAsync(read, assignment);
            db.Add(assignment.Sign(signed, copy.Id, clock.GetUtcNow()));
            audit.Record(Signed, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version, by = signed.By, way = signed.Way }, aboutPersonId: assignment.PersonId);
        }
        await ChangedAsync([.. what.Select(w => w.Assignment.PersonId).Distinct()]);
    }

    public async Task RefuseAsync(IReadOnlyCollection<AgreementAssignment> assignments, Guid by, string? reason)
    {
        audit.Begin(Declined);
        foreach (var assignment in assignments)
        {
            assignment.Refuse(by, reason, clock.GetUtcNow());
            audit.Record(Declined, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version }, reason: reason, aboutPersonId: assignment.PersonId);
        }
        await ChangedAsync([.. assignments.Select(a => a.PersonId).Distinct()]);
    }

    /// <summary>The words of a document today. The youngest read the easy version of the same terms.</summary>
    public async Task<AgreementWords?> WordsAsync(string document, int? yearGroup = null)
    {
        await words.LoadAsync();
        var text = pack.Pack.Agreement(document);
        if (yearGroup <= EasyReadUpToYear) text = pack.Pack.Agreements.FirstOrDefault(a => a.Head.EasyReadOf == document) ?? text;
        return text is null ? null : AgreementWords.Of(text, words);
    }

    public string TitleOf(string document) => pack.Pack.Agreement(document)?.Title ?? document;

    private async Task<AgreementCopy> CopyAsync(AgreementWords read, AgreementAssignment assignment)
    {
        var copy = AgreementCopy.Of(read, assignment.Document, assignment.Version, clock.GetUtcNow());
        var kept = db.Set<AgreementCopy>().Local.FirstOrDefault(c => c.Digest.AsSpan().SequenceEqual(copy.Digest))
            ?? await db.Set<AgreementCopy>().FirstOrDefaultAsync(c => c.Digest == copy.Digest);
        if (kept is not null) return kept;
        db.Add(copy);
        return copy;
    }

    private async Task ChangedAsync(IReadOnlyCollection<Guid> people)
    {
        await db.SaveChangesAsync();
        foreach (var watcher in watchers) await watcher.ChangedAsync(people);
    }
}
