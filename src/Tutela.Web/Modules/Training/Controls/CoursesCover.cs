using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Controls;

/// <summary>Which courses of safeguarding training lack a point that sharpens eyes, weighs risk or guides choices. A point that no course covers is a gap;
/// one that some courses lack is a risk.</summary>
public sealed class CoursesCover(PackInForce pack) : Control
{
    private static readonly string[] Points = ["point:signs", "point:weighing-risk", "point:good-choices"];

    public override string Id => "training.courses-cover";
    public override string Title => "Courses help staff see signs, weigh risk and guide good choices";
    public override IReadOnlyList<string> Clauses => ["WED-12.5a", "WED-12.5b", "WED-12.5c"];
    public override Role Owner => Role.DesignatedSafeguardingLead;
    public override string Rhythm => "each term";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var topics = new TrainingTopics(pack);
        var asked = Points.Where(p => topics.Find(p) is not null).ToList();
        if (asked.Count == 0) return new(ControlState.NotApplicable, "The policy names none of these points.", 0, 0);
        var courses = (await db.Set<Course>().AsNoTracking().Where(c => c.RetiredOn == null).ToListAsync()).Where(c => c.Is(CoursePurpose.Safeguarding)).ToList();
        if (courses.Count == 0) return new(ControlState.NoEvidenceYet, "The catalogue has no safeguarding course yet.", 0, 0, "training/courses");
        var whole = courses.Count(c => asked.All(p => c.Topics.Contains(p)));
        var nowhere = asked.Where(p => !courses.Any(c => c.Topics.Contains(p))).ToList();
        var state = nowhere.Count > 0 ? ControlState.NotMet : whole < courses.Count ? ControlState.AtRisk : ControlState.Met;
        return new(state, $"{whole} of {courses.Count} safeguarding courses cover all {asked.Count} points{(nowhere.Count > 0 ? $"; none covers: {string.Join(", ", nowhere.Select(topics.Name))}" : "")}.", whole, courses.Count, "training/courses");
    }
}
