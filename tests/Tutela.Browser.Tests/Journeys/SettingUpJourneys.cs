using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tutela.Browser.Tests.Access;
using Tutela.Cli.Tests.Demonstration;
using Tutela.Testing;

namespace Tutela.Browser.Tests.Journeys;

/// <summary>From an empty system to a school that is live, in the browser alone; every page on the way at a desk and on a phone.</summary>
public sealed partial class SettingUpJourneys(Chromium chromium, DemonstrationHost demonstration, EmptyHost host) : AxeTests(chromium, demonstration), IClassFixture<EmptyHost>
{
    private const string Password = "Correct-horse-7";
    private const string Here = "/s/oak-lane/";
    private readonly Chromium _chromium = chromium;

    [Fact]
    public async Task A_school_is_made_set_up_and_taken_live_and_a_teacher_is_asked()
    {
        var faults = new List<string>();
        var link = (await host.IssueAsync())!;
        await using var visit = await Visit.OpenAsync(_chromium, host.Address, Visit.Desk);
        await LookAsync(link);
        await FillAsync(("What is the school called?", "Oak Lane Primary School"), ("First name", "Ada"), ("Last name", "Office"), ("E-mail address", "ada@oak-lane.example"));
        await visit.PressAsync("Continue");
        await visit.SeesHeadingAsync("Choose the policy nearest to you");
        await LookAsync(link + "/pack");
        await visit.Field("Whole school duty").CheckAsync();
        await visit.PressAsync("Make the school");
        await visit.SeesHeadingAsync("Set up your school");
        await FillAsync(("Choose a password", Password));
        await visit.PressAsync("Set up and sign in");
        await visit.SeesHeadingAsync("Set up Oak Lane Primary School");
        await LookAsync(Here + "setting-up");

        await visit.FollowAsync("Answer the questions that the policy leaves open");
        await visit.SeesHeadingAsync("Questions that the policy leaves open");
        await LookAsync(Here + "setting-up/questions");
        await LookAsync(Here + "setting-up/questions/phone-years");
        await visit.Field("Every pupil whose agreement is signed").CheckAsync();
        await visit.PressAsync("Save and continue");
        await visit.SeesAsync("Question 3 of");
        // Left here, and gone on with from the start page.
        await visit.GoAsync("/s/oak-lane");
        await visit.FollowAsync("Go on setting up (0 of 7 done)");
        await visit.FollowAsync("Answer the questions that the policy leaves open");
        await visit.PressAsync("Keep all the defaults that are left");
        await visit.SeesAsync("1 of 7 done");

        await LookAsync(Here + "setting-up/facts");
        await FillAsync(("Motto (optional)", "Learn and be kind"));
        await visit.PressAsync("Save and continue");
        await visit.SeesAsync("2 of 7 done");

        await LookAsync(Here + "setting-up/roles");
        await LookAsync(Here + "setting-up/roles/dsl");
        await NewAsync("dsl", "Dana", "Lead", contact: true);
        await NewAsync("headteacher", "Hetty", "Head");
        await NewAsync("computing-lead", "Tess", "Teacher");
        await FillRestAsync();
        await visit.GoAsync(Here + "setting-up");
        await visit.SeesAsync("3 of 7 done");

        await LookAsync(Here + "setting-up/people");
        await visit.PressAsync("We add people by hand");
        await LookAsync(Here + "setting-up/calendar");
        await FillAsync(("Ends", "3:15pm"));
        await visit.PressAsync("Save and continue");
        await LookAsync(Here + "setting-up/network");
        await visit.Field("We look at this later").CheckAsync();
        await visit.PressAsync("Save and continue");
        await visit.SeesAsync("6 of 7 done");

        await LookAsync(Here + "setting-up/live");
        await visit.SeesAsync("asked to sign (staff)");
        await visit.PressAsync("Go live");
        await visit.SeesAsync("Oak Lane Primary School is live");
        await LookAsync(Here + "policy/adopted");
        await visit.GoAsync(Here + "policy/public");
        var policy = await visit.MainAsync();
        Assert.Contains("Oak Lane Primary School", policy, StringComparison.Ordinal);
        Assert.Contains("Learn and be kind", policy, StringComparison.Ordinal);
        Assert.Contains("Which pupils may bring a phone? Every pupil whose agreement is signed.", policy, StringComparison.Ordinal);
        Assert.Contains("Dana Lead", policy, StringComparison.Ordinal);

        // The invitation, as the administrator hands it on where no mail server is set up.
        await visit.GoAsync(Here + "mails");
        var mails = await visit.Page.Locator("main tbody tr").Filter(new() { HasText = "tess@oak-lane.example" }).First.InnerHTMLAsync();
        var join = JoinLink().Match(mails).Value;
        await using var teacher = await Visit.OpenAsync(_chromium, host.Address, Visit.Phone);
        await teacher.GoAsync(join);
        await teacher.Field("Choose a password").FillAsync(Password);
        await teacher.PressAsync("Join");
        await teacher.LeavesAsync("/join/");
        await teacher.GoAsync(Here + "agreements");
        await teacher.SeesAsync("Staff");
        Assert.Contains("sign", await teacher.MainAsync(), StringComparison.OrdinalIgnoreCase);
        await teacher.GoAsync("/s/oak-lane");
        await teacher.SeesAsync("Read the online safety policy");
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task LookAsync(string path)
        {
            faults.AddRange(await FaultsAsync(visit, path));
            await visit.Page.SetViewportSizeAsync(Visit.Desk.Width, Visit.Desk.Height);
        }

        async Task FillAsync(params (string Label, string Text)[] fields)
        {
            foreach (var (label, text) in fields) await visit.Page.GetByLabel(label).First.FillAsync(text);
        }

        async Task NewAsync(string post, string given, string family, bool contact = false)
        {
            await visit.GoAsync($"{Here}setting-up/roles/{post}");
            await visit.Field("Somebody new").CheckAsync();
            await visit.Field("First name").FillAsync(given);
            await visit.Field("Last name").FillAsync(family);
            await visit.Field("E-mail address").FillAsync($"{given.ToLowerInvariant()}@oak-lane.example");
            if (contact) await visit.Field("Phone (optional)").FillAsync("01632 960 001");
            await visit.PressAsync("Save and continue");
            await visit.SeesAsync($"{given} {family}");
        }

        async Task FillRestAsync()
        {
            while (true)
            {
                await visit.GoAsync(Here + "setting-up/roles");
                var open = visit.Page.Locator(".govuk-task-list__item").Filter(new() { HasText = "Not said yet" }).GetByRole(AriaRole.Link);
                if (await open.CountAsync() == 0) return;
                await open.First.ClickAsync();
                await visit.Field("Nobody yet").CheckAsync();
                await visit.PressAsync("Save and continue");
                await visit.SeesHeadingAsync("Who does what");
            }
        }
    }

    [GeneratedRegex("/s/oak-lane/join/[0-9a-f]{32}")]
    private static partial Regex JoinLink();
}
