using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Leaving;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Asks people to sign what the pack says they must, offers what it does not demand, ends what no longer holds. Scoped.</summary>
public sealed class AgreementAsking(TutelaDb db, PackInForce pack, AgreementStandings standings, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public static readonly Process Asked = new("agreement.asked", "A person was asked to sign an agreement");
    public static readonly Process AskedFor = new("agreement.asked-for", "An agreement that is not demanded was asked for");
    public static readonly Process Ended = new("agreement.ended", "Agreements ended: a newer version or year is asked, or the person left");

    /// <summary>Asks everybody whom a document concerns and who has not been asked for this version and year. Safe to repeat.</summary>
    public async Task<int> AskAllAsync(string? only = null, IReadOnlyCollection<Guid>? people = null)
    {
        var all = 0;
        foreach (var document in standings.Asked.Where(d => only is null || d.Id == only))
        {
            var current = standings.Current(document);
            var newcomers = await standings.Concerned(document).Where(p => (people == null || people.Contains(p.Id)) && !current.Any(a => a.PersonId == p.Id)).ToListAsync();
            if (newcomers.Count == 0) continue;
            foreach (var person in newcomers) db.Add(Ask(document, person));
            audit.Record(Asked, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { document = document.Id, pack.Version, people = newcomers.Count });
            // No e-mail yet: an import must not write to every family by itself. The pack's first reminder day, or a person, does.
            if (document.MustSign) await notifier.TellAsync([.. newcomers.Where(p => p.AccountId is not null).Select(p => p.Id)], "Please read and sign an agreement", "agreements", mail: false);
            all += newcomers.Count;
        }
        await db.SaveChangesAsync();
        return all;
    }

    /// <summary>Ends what is no longer asked: an older version or year, a document struck from the pack, people who left. Safe to repeat.</summary>
    public async Task<int> EndPastAsync()
    {
        var today = clock.Today();
        var open = await db.Set<AgreementAssignment>().Where(a => a.Status != AgreementStatus.Ended).ToListAsync();
        var (kept, renewed) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var document in pack.Settings.Agreements.Documents)
        {
            // What is asked of leavers stands open until it is signed: they are no longer at the school by then.
            var concerned = document.Id == LeaverConfidence.Document ? standings.WithLeavers(document) : standings.Concerned(document);
            kept.UnionWith(await standings.Current(document).Where(a => concerned.Any(p => p.Id == a.PersonId)).Select(a => a.Id).ToListAsync());
            renewed.UnionWith(await db.Set<AgreementAssignment>().Where(a => a.Document == document.Id && a.Status != AgreementStatus.Ended && concerned.Any(p => p.Id == a.PersonId)).Select(a => a.Id).ToListAsync());
        }
        var past = open.Where(a => !kept.Contains(a.Id)).ToList();
        foreach (var assignment in past) assignment.End(today, renewed.Contains(assignment.Id) ? pack.Settings.Agreements.RenewalGraceDays : 0);
        if (past.Count > 0) audit.Record(Ended, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { agreements = past.Count });
        await db.SaveChangesAsync();
        return past.Count;
    }

    /// <summary>Ends what these people were asked before a day, so that they can be asked anew.</summary>
    internal async Task EndAsync(string document, IReadOnlyCollection<Guid> people, DateTimeOffset before, int graceDays)
    {
        var day = before.LondonDay();
        var past = await db.Set<AgreementAssignment>().Where(a => a.Document == document && people.Contains(a.PersonId) && a.Status != AgreementStatus.Ended && a.AssignedOn < day).ToListAsync();
        foreach (var assignment in past) assignment.End(clock.Today(), graceDays);
        audit.Record(Ended, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { agreements = past.Count });
        await db.SaveChangesAsync();
    }

    /// <summary>Documents that are not demanded and that somebody asks for, for this person: a phone agreement.</summary>
    public async Task<IReadOnlyList<AgreementDocumentSetting>> OfferedToAsync(Person person)
    {
        var of = await standings.AudiencesOfAsync(person.Id);
        return [.. standings.Offered.Where(d => d.Audiences.Any(of.Contains) && pack.Pack.Agreement(d.Id) is not null)];
    }

    /// <summary>Somebody asks for a document that is not demanded, for themselves or for a child.</summary>
    public async Task<AgreementAssignment> AskForAsync(string documentId, Person person)
    {
        audit.Begin(AskedFor);
        var document = (await OfferedToAsync(person)).FirstOrDefault(d => d.Id == documentId) ?? throw new NotFound();
        if (await standings.Current(document).SingleOrDefaultAsync(a => a.PersonId == person.Id) is { } there) return there;
        var assignment = Ask(document, person);
        db.Add(assignment);
        audit.Record(AskedFor, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version }, aboutPersonId: person.Id);
        return assignment;
    }

    private AgreementAssignment Ask(AgreementDocumentSetting document, Person person)
    {
        var (today, isPupil) = (clock.Today(), person.Kind == PersonKind.Pupil);
        return new AgreementAssignment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            PersonId = person.Id,
            Document = document.Id,
            Version = pack.VersionOf(document.Id),
            AcademicYear = today.AcademicYear(),
            Phase = document.Renewal == AgreementRenewal.EachPhase && person.YearGroup is { } year ? SchoolPhases.OfYear(year) : null,
            AssignedOn = today,
            StartsOn = pack.Settings.Agreements.TermsFrom == TermsFrom.StartOfEmployment && person.Kind == PersonKind.Staff ? person.JoinedOn : null,
            NeedsSelf = !(isPupil && document.Signers == AgreementSigner.Parent),
            NeedsParent = isPupil && document.Signers is (AgreementSigner.Parent or AgreementSigner.PupilAndParent),
            AsksChild = isPupil && document.Signers == AgreementSigner.PupilAndParent && pack.Settings.Agreements.DiscussedTick,
            Optional = !document.MustSign,
        };
    }
}
