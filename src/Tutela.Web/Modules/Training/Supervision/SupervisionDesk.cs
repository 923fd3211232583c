using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training.Supervision;

/// <summary>Who had supervision and training, and when. Scoped.</summary>
public sealed class SupervisionDesk(TutelaDb db, TrainingRecords records, PackInForce pack, TimeProvider clock)
{
    public sealed record Row(Trainee Person, DateOnly? SupervisedOn, DateOnly? TrainedOn, bool Lacks);

    /// <summary>What is looked at where the policy names no interval.</summary>
    public const int UsualMonths = 12;

    public bool IsAsked => pack.Settings.Training.SupervisionMonths is not null;
    public int Months => pack.Settings.Training.SupervisionMonths ?? UsualMonths;

    /// <summary>Staff, and volunteers marked as needing training: those with none in the months first.</summary>
    public async Task<IReadOnlyList<Row>> LoadAsync()
    {
        var since = clock.Today().AddMonths(-Months);
        var last = await db.Set<SupervisionMeeting>().GroupBy(s => s.PersonId).Select(g => new { g.Key, On = g.Max(s => s.HeldOn) }).ToDictionaryAsync(g => g.Key, g => g.On);
        return [.. (await records.LoadAsync()).Where(p => p.Person.IsStaff || p.Person.IsVolunteer).Select(p =>
        {
            var supervised = last.TryGetValue(p.Person.Id, out var on) ? on : (DateOnly?)null;
            var trained = p.Person.Done.Count > 0 ? p.Person.Done.Max(d => d.On) : (DateOnly?)null;
            return new Row(p.Person, supervised, trained, !(supervised > since) && !(trained > since));
        }).OrderByDescending(r => r.Lacks)];
    }
}
