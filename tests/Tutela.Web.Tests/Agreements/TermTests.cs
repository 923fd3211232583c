using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Access;

namespace Tutela.Web.Tests.Agreements;

/// <summary>Terms that ask the system for more than to be read, signed and cited.</summary>
public sealed class TermTests(TestHost host)
{
    private static string Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static AgreementWords Words(string body) => AgreementWords.FromJson(body);

    private static Task<(Signature Signature, AgreementWords Words)> KeptAsync(TestSchool school, Guid signer) => school.QueryAsync(async db =>
    {
        var kept = await (from s in db.Set<Signature>() join c in db.Set<AgreementCopy>() on s.CopyId equals c.Id where s.SignerId == signer select new { s, c.Body }).AsNoTracking().SingleAsync();
        return (kept.s, Words(kept.Body));
    });

    [Theory, Shows("WEN-2.2c")]
    [InlineData(Role.SupportStaff)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Visitor)]
    public async Task Laws_stand_beside_the_term_on_social_media_for_all_who_represent_the_school_and_are_kept_with_the_signature(Role role)
    {
        string[] laws = ["copyright", "data protection", "freedom of information", "Act of 2006 that protects vulnerable groups", "and others"];
        var school = await host.SchoolAsync("community-respect");
        using var person = await school.AsAsync(role);
        await school.AskedAsync();
        var assignment = await school.QueryAsync(db => db.Set<AgreementAssignment>().AsNoTracking().SingleAsync(a => a.PersonId == person.Person.Id && a.Document == "staff"));
        var page = await person.OpenAsync($"agreements/{assignment.Id}");
        var term = page.Document.QuerySelectorAll("main ol li").Single(li => li.TextContent.Contains("private spaces", StringComparison.Ordinal));
        Assert.Equal("On social media", term.Closest("ol")!.PreviousElementSibling!.TextContent.Trim());
        var shown = string.Join(' ', term.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(laws, law => Assert.Contains(law, shown, StringComparison.Ordinal));

        (await page.PressAsync("Sign", ("Input.TypedName", person.Person.Name))).ShouldShowError("Input.HasRead", "Read the agreement to the end");
        Assert.False(await school.QueryAsync(db => db.Set<AgreementCopy>().AnyAsync()));
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", person.Person.Name));
        var (signature, words) = await KeptAsync(school, person.Person.Id);
        var kept = string.Join(' ', words.Terms.Single(t => t.Clauses.Contains("WEN-2.2c")).Plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(laws, law => Assert.Contains(law, kept, StringComparison.Ordinal));
        Assert.Equal(PackCatalogue.Load().Get("community-respect").Version, signature.Version);
    }

    [Fact, Shows("WID-5.23")]
    public async Task Rule_stands_in_the_pupils_agreement_and_each_pupil_signs_alone_or_in_class()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var teacher = await school.AsAsync(Role.Teacher);
        using var alone = await school.AsAsync(Role.Pupil);
        var (inClass, waits) = (await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil));
        var one = await school.ClassAsync("Willow", 4, teacher.Person.Id, alone.Person.Id, inClass.Id, waits.Id);
        await school.AskedAsync();
        var page = await alone.OpenAsync($"agreements/{(await school.AssignmentAsync(alone.Person.Id)).Id}");
        Assert.Contains("as I have been taught", page.Document.QuerySelector("main ol li")!.TextContent, StringComparison.Ordinal);
        (await page.PressAsync("Sign", ("Input.TypedName", "Ida"))).ShouldShowError("Input.HasRead", "tick the box");
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "Ida"));

        var sitting = await teacher.OpenAsync($"agreements/classes/{one}/sign");
        sitting.ShouldSay("as I have been taught");
        (await sitting.PressAsync("Record", ("Input.Signed", inClass.Id.ToString()))).ShouldShowError("Input.ReadTogether", "Read the rules with the class");
        await sitting.PressAsync("Record", ("Input.Signed", inClass.Id.ToString()), ("Input.ReadTogether", "true"));
        foreach (var pupil in new[] { alone.Person.Id, inClass.Id })
        {
            var (signature, words) = await KeptAsync(school, pupil);
            Assert.Contains(words.Terms, t => t.Clauses.Contains("WID-5.23"));
            Assert.Equal(pupil == inClass.Id ? SignatureWay.InClass : SignatureWay.SignedIn, signature.Way);
        }
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(waits.Id)).Status);
        (await teacher.OpenAsync($"agreements/classes/{one}")).ShouldSay("2 in force").ShouldSay($"{waits.Name}Not signed");
    }

    [Fact, Shows("HAM-8.10b")]
    public async Task Pupils_agreement_holds_the_term_on_privacy_and_who_has_not_accepted_is_listed()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var signs = await school.AsAsync(Role.Pupil);
        var waits = await school.PersonAsync("Wanda", "Waits", Role.Pupil);
        await school.AskedAsync();
        const string list = "agreements/people?document=pupil&kind=Pupil&state=missing";
        (await lead.OpenAsync(list)).ShouldSay("2 people").ShouldSay(signs.Person.Name);
        var page = await signs.OpenAsync($"agreements/{(await school.AssignmentAsync(signs.Person.Id)).Id}");
        Assert.Contains("I keep my details private", page.Document.QuerySelectorAll("main ol li")[2].TextContent, StringComparison.Ordinal);
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "?"))).ShouldShowError("Input.TypedName", "Type your name");
        (await lead.OpenAsync(list)).ShouldSay("2 people");
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "Pia"));
        var (signature, words) = await KeptAsync(school, signs.Person.Id);
        Assert.Equal((3, PackCatalogue.Load().Get("professional-trust").Version), (words.Terms.Single(t => t.Clauses.Contains("HAM-8.10b")).Number, signature.Version));
        (await lead.OpenAsync(list)).ShouldSay("1 person").ShouldSay(waits.Name).ShouldNotSay(signs.Person.Name);
    }

    [Fact, Shows("CRO-A.1b")]
    public async Task Part_of_term_1_is_shown_below_it_and_a_breach_and_its_concern_cite_it()
    {
        var school = await host.SchoolAsync("signed-code");
        using var teacher = await school.AsAsync(Role.Teacher);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var pupil = await school.AsAsync(Role.Pupil);
        await school.AskedAsync();
        var page = await pupil.OpenAsync($"agreements/{(await school.AssignmentAsync(pupil.Person.Id)).Id}");
        var first = page.Document.QuerySelectorAll("main ol").First(o => o.QuerySelector("li") is not null).Children[0];
        Assert.Contains("responsible for what I do online", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("the words that I use", first.QuerySelector("ul li")!.TextContent, StringComparison.Ordinal);

        var form = await teacher.OpenAsync($"agreements/breaches/record/{pupil.Person.Id}");
        form.ShouldSay("1 (a). I am responsible for what I choose to open");
        (string, string)[] said = [("Input.Account", "Called a child names in a game"), ("Input.HappenedOn", Yesterday), ("Input.RaiseConcern", "true")];
        (await form.PressAsync("Record", [("Input.Term", "pupil-parent:1z:"), .. said])).ShouldShowError("Input.Term", "Choose the term");
        Assert.False(await school.QueryAsync(db => db.Set<AgreementBreach>().AnyAsync()));
        (await form.PressAsync("Record", [("Input.Term", "pupil-parent:1a:"), .. said])).ShouldSay("It is recorded");
        var breach = await school.QueryAsync(db => db.Set<AgreementBreach>().AsNoTracking().SingleAsync());
        Assert.Equal((1, "a", "CRO-A.1b"), (breach.Term, breach.Part, breach.Clause));
        Assert.StartsWith("Term 1, part a of", (await school.QueryAsync(db => db.Set<Concern>().AsNoTracking().SingleAsync())).SourceText, StringComparison.Ordinal);
        (await lead.OpenAsync($"agreements/breaches/{breach.Id}")).ShouldSay("Term 1, part a").ShouldSay("for the words that I use");
    }

    [Fact, Shows("CRO-B.16")]
    public async Task Breach_about_a_school_device_has_one_of_three_grounds_and_names_the_device_of_the_list()
    {
        var school = await host.SchoolAsync("signed-code");
        var assistant = await school.PersonAsync(Role.SupportStaff);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var head = await school.AsAsync(Role.Headteacher, Role.Administrator);
        using var support = await school.AsAsync(Role.IctSupport);
        await school.AskedAsync();
        var device = await (await support.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", "Laptop 7"), ("Input.Kind", "Laptop"), ("Input.AssetNumber", "LAP-007"), ("Input.Encrypted", "yes"));
        using var other = await (await host.SchoolAsync("signed-code")).AsAsync(Role.IctSupport);
        await (await other.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", "Elsewhere"), ("Input.Kind", "Laptop"), ("Input.AssetNumber", "LAP-900"), ("Input.Encrypted", "yes"));

        var form = await teacher.OpenAsync($"agreements/breaches/record/{assistant.Id}");
        foreach (var ground in new[] { "Offensive", "Unlawful", "Discriminatory" }) form.ShouldSay($"{Number}. {ground}: I never use the school's devices");
        (string, string)[] said = [("Input.Term", $"staff:{Number}:Discriminatory"), ("Input.Account", "A picture was passed on"), ("Input.HappenedOn", Yesterday), ("Input.Place", "InSchool")];
        (await form.PressAsync("Record", said)).ShouldShowError("Input.Asset", "choose the device, or enter its asset number");
        (await form.PressAsync("Record", [.. said, ("Input.Asset", "LAP-900")])).ShouldShowError("Input.Asset", "No device in the equipment list");
        var wrong = await form.PressAsync("Record", [.. said, ("Input.Asset", "LAP-007"), ("Input.Device", "Own")]);
        wrong.ShouldShowError("Input.Device", "is the school's");
        Assert.Contains("value=\"LAP-007\"", wrong.Source, StringComparison.Ordinal);
        Assert.False(await school.QueryAsync(db => db.Set<AgreementBreach>().AnyAsync()));
        (await form.PressAsync("Record", [.. said, ("Input.Asset", " LAP-007 ")])).ShouldSay("It is recorded");
        var breach = await school.QueryAsync(db => db.Set<AgreementBreach>().AsNoTracking().SingleAsync());
        Assert.Equal(("Discriminatory", BreachDevice.School, Guid.Parse(device.Address.Segments[^1])), (breach.Ground, breach.Device, breach.DeviceId));
        var detail = await head.OpenAsync($"agreements/breaches/{breach.Id}");
        detail.ShouldSay("Laptop 7 (LAP-007)").ShouldSay("Discriminatory");
        (await detail.FollowAsync("in the equipment list")).ShouldSay("Laptop 7");
    }

    private static int? Number => PackCatalogue.Load().Get("signed-code").Agreement("staff")!.Blocks.Single(b => b.Clause is { Value: "CRO-B.16" }).Number;

    [Fact, Shows("WED-A2.3")]
    public async Task School_sets_whether_the_communications_table_goes_before_the_term_and_then_it_is_no_breach_there()
    {
        var strict = await host.SchoolAsync();
        using var packs = new PackFolder(("matrix-overrides-terms: false", "matrix-overrides-terms: true"));
        await using var app = await host.StartAsync(TimeProvider.System, packs.Settings);
        var lenient = await host.SchoolAsync(app: app);
        var term = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("staff")!.Blocks.Single(b => b.Clause is { Value: "WED-A2.3" }).Number;
        foreach (var (school, lifts) in new[] { (strict, false), (lenient, true) })
        {
            using var assistant = await school.AsAsync(Role.SupportStaff);
            using var teacher = await school.AsAsync(Role.Teacher);
            await school.AskedAsync();
            var read = await assistant.OpenAsync($"agreements/{(await school.AssignmentAsync(assistant.Person.Id)).Id}");
            read.ShouldSay("I will not visit social networks or chat rooms on the school's systems");
            if (lifts) read.ShouldSay("goes before the terms above: messaging apps (breaks and other time away from pupils) and social media").ShouldNotSay("stays forbidden there");
            else read.ShouldSay("stays forbidden there").ShouldNotSay("goes before the terms above:");

            var form = await teacher.OpenAsync($"agreements/breaches/record/{assistant.Person.Id}");
            (string, string)[] said = [("Input.Term", $"staff:{term}:"), ("Input.Account", "Looked at a social site at lunch"), ("Input.HappenedOn", Yesterday)];
            var there = await form.PressAsync("Record", [.. said, ("Input.Place", "AdultArea")]);
            if (lifts) there.ShouldShowError("Input.Place", "That is no breach");
            else there.ShouldSay("It is recorded");
            Assert.Equal(lifts ? 0 : 1, await school.QueryAsync(db => db.Set<AgreementBreach>().CountAsync()));
            // Elsewhere the term stands, whatever the setting.
            (await form.PressAsync("Record", [.. said, ("Input.Place", "InSchool")])).ShouldSay("It is recorded");
        }
    }

    [Fact, Shows("WED-A1.6")]
    public async Task Logging_off_is_a_term_and_a_session_without_use_ends_after_the_minutes_of_the_audience()
    {
        var clock = new TestClock(new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var pupil = await school.AsAsync(Role.Pupil);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        var item = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("pupil-parent")!.Blocks.Single(b => b.Clause is { Value: "WED-A1.6" });
        var path = $"agreements/{(await school.AssignmentAsync(pupil.Person.Id)).Id}";
        var page = await pupil.OpenAsync(path);
        Assert.Contains(page.Document.QuerySelectorAll("main ol"), ol => int.Parse(ol.GetAttribute("start")!, System.Globalization.CultureInfo.InvariantCulture) is var start
            && item.Number - start is >= 0 and var at && at < ol.Children.Length && ol.Children[at].TextContent.Contains("I will log off", StringComparison.Ordinal));
        await teacher.OpenAsync("agreements");
        // Use keeps it open; the pack gives pupils 10 minutes without use, staff 15.
        foreach (var minutes in new[] { 9, 9 })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.EndsWith(path, (await pupil.OpenAsync(path)).Address.AbsolutePath, StringComparison.Ordinal);
            await teacher.OpenAsync("agreements");
        }
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("/sign-in", (await pupil.OpenAsync(path)).Address.AbsolutePath);
        (await teacher.OpenAsync("agreements")).ShouldSay("My agreements");
        clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("/sign-in", (await teacher.OpenAsync("agreements")).Address.AbsolutePath);
    }
}
