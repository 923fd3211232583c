using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.ForPupils;

/// <summary>How far the policy reaches out of school, in a child's words, each with its picture. What the settings do not say is not printed.</summary>
public sealed record ReachLine(string Picture, string Words)
{
    public static IReadOnlyList<ReachLine> Of(IReadOnlyList<OutOfSchoolReach> reach)
    {
        var lines = new List<ReachLine>();
        foreach (var one in reach)
        {
            var found = one switch
            {
                OutOfSchoolReach.LinkedToTheSchool => new ReachLine("home", "The rules come home with you. They still count at home when what you do is about our school, or about somebody from our school."),
                OutOfSchoolReach.AnyOrigin => new ReachLine("home", "If something unkind about our school or our people began at home, we help to put it right."),
                OutOfSchoolReach.AnyDeviceOrNetwork => new ReachLine("tablet", "The rules count on every phone, tablet and computer, wherever you are and whoever it belongs to."),
                OutOfSchoolReach.HeadsPowerOffSite => new ReachLine("school", "Our headteacher may talk with you and your grown-ups about it, even when it was not in school."),
                OutOfSchoolReach.ParentsConcerns => new ReachLine("family", "Your grown-ups can tell us about something that happened at home, and we listen."),
                _ => null,
            };
            if (found is not null) lines.Add(found);
        }
        return lines;
    }
}
