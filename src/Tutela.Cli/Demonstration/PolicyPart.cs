using Tutela.Web.Modules.Policies.Registers;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>The policy's own history: the registers kept, and a second version that waits for the headteacher.</summary>
internal static class PolicyPart
{
    public static void Plan(Timeline timeline, Cast cast)
    {
        var (lead, head) = (cast["dsl"], cast["headteacher"]);
        timeline.Add(Timeline.At(timeline.Ago(60), 11, 0), acting => LinkedAsync(acting, head));
        timeline.Add(Timeline.At(timeline.Ago(59), 11, 0), acting => GuidanceAsync(acting, lead));
        timeline.Add(Timeline.At(timeline.Ago(12), 16, 5), acting => DraftAsync(acting, lead));
        timeline.Add(Timeline.At(timeline.Ago(4), 16, 30), async acting =>
        {
            acting.As(lead);
            await acting.Get<VersionDesk>().SubmitAsync();
        });
        timeline.Add(Timeline.At(timeline.Ago(3), 9, 30), async acting =>
        {
            acting.As(lead);
            await acting.Get<ReviewDesk>().StartAsync(ReviewCause.NewTechnology, "Year 5 and 6 will have tablets of their own in school");
        });
    }

    private static async Task LinkedAsync(Acting acting, Person head)
    {
        acting.As(head);
        var (register, today) = (acting.Get<LinkedRegister>(), DateOnly.FromDateTime(acting.Clock.GetUtcNow().UtcDateTime));
        await register.RecordAsync("child-protection", new(null, "Designated safeguarding lead", "7", "Shared drive, policies", today.AddDays(-20), today.AddDays(345), true));
        await register.RecordAsync("behaviour", new(null, "Deputy headteacher", "4", "Shared drive, policies", today.AddDays(-200), today.AddDays(165), true));
        await register.RecordAsync("data-protection", new(null, "Data protection lead", "3", "Shared drive, policies", today.AddDays(-340), today.AddDays(25), false));
        await register.RecordAsync("complaints", new(null, "Chair of governors", "5", "School website", today.AddDays(-90), today.AddDays(640), true));
    }

    private static async Task GuidanceAsync(Acting acting, Person lead)
    {
        acting.As(lead);
        await acting.Get<GuidanceRegister>().CheckAsync("kcsie", null);
        await acting.Get<GuidanceRegister>().AddAsync("Online Safety Act", "2023", null, true);
    }

    private static async Task DraftAsync(Acting acting, Person lead)
    {
        acting.As(lead);
        var (desk, editing) = (acting.Get<VersionDesk>(), acting.Get<VersionEditing>());
        await desk.StartAsync("Yearly review, and tablets for Years 5 and 6");
        await acting.Db.SaveChangesAsync();
        var version = (await desk.OpenAsync())!;
        await editing.SetAsync("sign-in", VersionEditing.MarkOfGroup(version, "sign-in"), [("sign-in.idle-minutes.staff", "10")]);
        // Each edit reads the draft anew, as a page does.
        await acting.Db.SaveChangesAsync();
        await editing.SetAsync("review", VersionEditing.MarkOfGroup(version, "review"), [("review.warn-days", "90")]);
        await acting.Db.SaveChangesAsync();
        await editing.SetAsync("identity", VersionEditing.MarkOfGroup(version, "identity"),
            [("identity.motto", "\"Kind, curious and brave\""), ("identity.vision", "\"Every child leaves us ready for the next step, online and off.\""), ("identity.values", "[Kindness, Curiosity, Courage]")]);
        await acting.Db.SaveChangesAsync();
        var part = TextParts.Of(version.Texts, "policy")!.First(p => p.Source.StartsWith("## 1", StringComparison.Ordinal));
        await editing.WriteAsync("policy", part.Index, VersionEditing.MarkOf(part.Source), part.Source.TrimEnd() + "\n\nTablets that pupils use in class are part of this policy from September.\n", null);
    }
}
