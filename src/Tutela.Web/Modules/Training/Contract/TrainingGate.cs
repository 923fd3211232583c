using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Training.Contract;

/// <summary>What other modules ask before they let somebody do something. Scoped; one query a call.</summary>
public sealed class TrainingGate(TutelaDb db, PackInForce pack, TimeProvider clock)
{
    /// <summary>Null when this person may have access for an own device; else the sentence to refuse with.</summary>
    public async Task<string?> WhyNoOwnDeviceAsync(Guid personId)
    {
        if (!pack.Settings.OwnDeviceNetwork.TrainingRequired) return null;
        var today = clock.Today();
        var purpose = nameof(CoursePurpose.OwnDevice);
        var done = await (from completion in db.Set<Completion>()
                          join course in db.Set<Course>() on completion.CourseId equals course.Id
                          where completion.PersonId == personId && completion.WithdrawnAt == null && course.Purposes.Contains(purpose)
                          orderby completion.DoneOn descending
                          select new { completion.ExpiresOn }).ToListAsync();
        if (done.Any(d => d.ExpiresOn is not { } until || until >= today)) return null;
        return done.Count == 0
            ? "This person has not done the training that is needed before somebody uses their own device."
            : $"This person's training for using an own device ran out on {DateText.Day(done.Max(d => d.ExpiresOn)!.Value)}.";
    }

    public async Task<bool> MayUseOwnDeviceAsync(Guid personId) => await WhyNoOwnDeviceAsync(personId) is null;
}
