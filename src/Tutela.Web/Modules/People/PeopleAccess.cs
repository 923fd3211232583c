using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People;

/// <summary>Need to know, for people and classes. Scoped.</summary>
public sealed class PeopleAccess(CurrentUser user, PeopleDirectory directory, PackInForce pack)
{
    /// <summary>May change people and roles.</summary>
    public bool MayManage => user.Is(Role.Administrator, Role.Headteacher);

    /// <summary>May see every class; others see those that they teach or help in.</summary>
    public bool SeesEveryClass => MayTeachAny || user.Is(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead);

    /// <summary>404 for a class that is not theirs to see.</summary>
    public async Task CheckClassAsync(Guid classId)
    {
        if (!SeesEveryClass && !await IsInAsync(classId)) throw new NotFound();
    }

    /// <summary>A pupil's password: an administrator, the headteacher, and teachers of the pupil or any teacher, as the pack says.</summary>
    public async Task CheckPasswordOfAsync(Guid pupilId)
    {
        if (MayManage || MayTeachAny) return;
        if (!user.Is(Role.Teacher) || !await directory.TeachesAsync(user.PersonId, pupilId))
            throw new Forbidden();
    }

    /// <summary>The passwords of a whole class.</summary>
    public async Task<bool> MaySetPasswordsOfClassAsync(Guid classId) => MayManage || MayTeachAny || (user.Is(Role.Teacher) && await IsInAsync(classId));

    private async Task<bool> IsInAsync(Guid classId) => (await directory.ClassesOfTeacherAsync(user.PersonId)).Exists(c => c.Id == classId);

    private bool MayTeachAny => user.Is(Role.Teacher) && pack.Settings.Passwords.PupilPasswordsSetBy == PupilPasswordSetter.AnyTeacher;
}
