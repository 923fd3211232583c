using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Need to know. Pupils' breaches: the safeguarding lead, deputies and the head. Adults': the head and senior leaders, the restricted ones
/// the head alone; the head's own: the chair of governors. Whoever recorded one sees what they wrote. Nobody sees one about themselves. Scoped.</summary>
public sealed class BreachAccess(TutelaDb db, CurrentUser user)
{
    public static readonly Role[] Pupils = [.. Roles.Safeguarding, Role.Headteacher];

    public bool IsHead => user.Is(Role.Headteacher);
    public bool SeesPupils => user.Is(Pupils);
    public bool SeesAdults => user.Is(Role.Headteacher, Role.SeniorLeader, Role.ChairOfGovernors);

    /// <summary>Breaches whose course this person follows.</summary>
    public IQueryable<AgreementBreach> Handled()
    {
        var (me, pupils, head, senior, chair) = (user.PersonId, SeesPupils, IsHead, user.Is(Role.SeniorLeader), user.Is(Role.ChairOfGovernors));
        var heads = db.Set<RoleHolding>().Where(h => h.Role == Role.Headteacher && h.Until == null).Select(h => h.PersonId);
        return db.Set<AgreementBreach>().Where(b => b.PersonId != me && (
            (b.Track == BreachTrack.Pupil && pupils)
            || (b.Track == BreachTrack.Adult && !heads.Contains(b.PersonId) && (head || (senior && !b.Restricted)))
            || (b.Track == BreachTrack.Adult && heads.Contains(b.PersonId) && chair)));
    }

    /// <summary>Breaches that this person wrote down.</summary>
    public IQueryable<AgreementBreach> Recorded() => db.Set<AgreementBreach>().Where(b => b.RecordedById == user.PersonId && b.PersonId != user.PersonId);

    public bool MayAdd(BreachNoteKind kind, AgreementBreach breach) => kind != BreachNoteKind.Disciplinary || IsHead || (user.Is(Role.ChairOfGovernors) && breach.Track == BreachTrack.Adult);
}
