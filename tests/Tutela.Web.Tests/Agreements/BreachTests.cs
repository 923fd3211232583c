using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Agreements;

public sealed class BreachTests(TestHost host)
{
    [Theory]
    [InlineData("whole-school-duty", Role.Pupil, "WED-A1.1", null)]
    [InlineData("whole-school-duty", Role.Pupil, "WED-A1.9", "Inappropriate language")]
    [InlineData("whole-school-duty", Role.SupportStaff, "WED-A2.2", "Harm to school reputation")]
    [InlineData("whole-school-duty", Role.SupportStaff, "WED-A2.4", "Improper language")]
    [InlineData("community-respect", Role.SupportStaff, "WEN-2.2a", null)]
    [InlineData("community-respect", Role.Governor, "WEN-2.2a", null)]
    [InlineData("community-respect", Role.SupportStaff, "WEN-2.3-1a", null)]
    [InlineData("community-respect", Role.Governor, "WEN-2.3-1a", null)]
    [InlineData("community-respect", Role.Pupil, "WEN-2.3-1a", null)]
    [InlineData("community-respect", Role.Visitor, "WEN-2.3-1a", null)]
    [InlineData("school-devices-only", Role.SupportStaff, "WID-9.5", null)]
    [InlineData("school-devices-only", Role.SupportStaff, "WID-9.6", null)]
    [InlineData("signed-code", Role.Pupil, "CRO-A.1a", null)]
    [InlineData("signed-code", Role.Pupil, "CRO-A.2a", null)]
    [InlineData("signed-code", Role.Pupil, "CRO-A.3", "Threatening, bullying, offensive or unlawful matter sent")]
    [InlineData("signed-code", Role.SupportStaff, "CRO-B.2", null)]
    [InlineData("signed-code", Role.SupportStaff, "CRO-B.4", null)]
    [InlineData("signed-code", Role.SupportStaff, "CRO-B.13", "Copyright")]
    [InlineData("professional-trust", Role.SupportStaff, "HAM-14.4", null)]
    [Shows("WED-A1.1", "WED-A1.9", "WED-A2.2", "WED-A2.4", "WEN-2.2a", "WEN-2.3-1a", "WID-9.5", "WID-9.6", "CRO-A.1a", "CRO-A.2a", "CRO-A.3", "CRO-B.2", "CRO-B.4", "CRO-B.13", "HAM-14.4")]
    public async Task Term_is_read_and_signed_with_its_number_and_a_breach_cites_it(string pack, Role role, string clause, string? ground)
    {
        var school = await host.SchoolAsync(pack);
        using var signer = await school.AsAsync(role);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        if (role == Role.Pupil) await school.ClassAsync("5 Elm", 5, null, signer.Person.Id);
        await school.AskedAsync();

        // Shown with its number to who signs it, and kept with the signature.
        var assignment = await school.QueryAsync(db => db.Set<AgreementAssignment>().AsNoTracking().Where(a => a.PersonId == signer.Person.Id && !a.Optional).OrderByDescending(a => a.Document).FirstAsync());
        var page = await signer.OpenAsync($"agreements/{assignment.Id}");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", " "))).ShouldShowError("Input.TypedName", "Type your name");
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", signer.Person.Name));
        var signature = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().SingleAsync(s => s.SignerId == signer.Person.Id));
        var copy = await school.QueryAsync(db => db.Set<AgreementCopy>().SingleAsync(c => c.Id == signature.CopyId));
        var item = AgreementWords.FromJson(copy.Body).Terms.Single(i => i.Clauses.Contains(clause));
        Assert.Equal((PackCatalogue.Load().Get(pack).Version, TimeProvider.System.Today()), (signature.Version, signature.SignedOn));
        var list = page.Document.QuerySelectorAll("main ol").Select(ol => (Start: int.Parse(ol.GetAttribute("start") ?? "1", System.Globalization.CultureInfo.InvariantCulture), Items: ol.Children.Select(li => li.TextContent.Trim()).ToList()));
        Assert.Contains(list, l => item.Number - l.Start is >= 0 and var at && at < l.Items.Count && l.Items[at].StartsWith(item.Plain[..20], StringComparison.Ordinal));

        // Cited by who records a breach; not without a term, an account, or a day.
        var path = $"agreements/breaches/record/{signer.Person.Id}";
        var form = await teacher.OpenAsync(path);
        form.ShouldSay(ground is null ? $"{item.Number}. " : $"{item.Number}. {ground}").ShouldSay("Whose device was it?");
        if (role != Role.Pupil) form.ShouldSay("In school").ShouldSay("On a work device outside school").ShouldSay("At work in another place").ShouldSay("Outside work");
        var term = ("Input.Term", $"{assignment.Document}:{item.Number}:{ground}");
        (string, string)[] rest = [("Input.Account", "What was seen"), ("Input.HappenedOn", Yesterday), ("Input.Place", "OutsideWork"), ("Input.Device", "Own")];
        (await form.PressAsync("Record", rest)).ShouldShowError("Input.Term", "Choose the term");
        (await form.PressAsync("Record", [term, .. rest[1..]])).ShouldShowError("Input.Account", "Write what happened");
        Assert.False(await school.QueryAsync(db => db.Set<AgreementBreach>().AnyAsync()));
        (await form.PressAsync("Record", [term, .. rest])).ShouldSay("It is recorded");
        var breach = await school.QueryAsync(db => db.Set<AgreementBreach>().AsNoTracking().SingleAsync());
        Assert.Equal((item.Number, ground, signer.Person.Id, signature.Version), (breach.Term, breach.Ground, breach.PersonId, breach.Version));
        Assert.Equal((role == Role.Pupil ? BreachPlace.InSchool : BreachPlace.OutsideWork, (BreachDevice?)BreachDevice.Own), (breach.Place, breach.Device));
        (await head.OpenAsync($"agreements/breaches/{breach.Id}")).ShouldSay($"Term {item.Number}").ShouldSay("What was seen");
        var all = await head.OpenAsync("agreements/breaches");
        all.ShouldSay($"Term {item.Number}");
        if (role == Role.Pupil) all.ShouldSay("by term and class").ShouldSay("5 Elm");
    }

    [Fact, Shows("WEN-2.3-1a")]
    public async Task Parents_read_the_term_on_free_speech_with_its_number_too()
    {
        var school = await host.SchoolAsync("community-respect");
        using var parent = await school.AsAsync(Role.Parent);
        await school.ParentOfAsync(parent.Person.Id, (await school.PersonAsync(Role.Pupil)).Id);
        await school.AskedAsync();
        var text = PackCatalogue.Load().Get("community-respect").Agreement("parent")!;
        var page = await (await parent.OpenAsync("agreements")).FollowAsync(text.Title);
        var number = Term("WEN-2.3-1a", "parent", "community-respect");
        var shown = page.Document.QuerySelectorAll("main ol").SelectMany(ol => ol.QuerySelectorAll("li").Select((li, i) => (int.Parse(ol.GetAttribute("start") ?? "1", System.Globalization.CultureInfo.InvariantCulture) + i, li.TextContent.Trim()))).ToDictionary();
        Assert.StartsWith(text.Terms.Single(t => t.Number == number).Markdown[..20], shown[number], StringComparison.Ordinal);
        (await page.PressAsync("Sign", ("Input.TypedName", "P. Arent"))).ShouldShowError("Input.HasRead", "tick the box");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("You have signed");
        var signature = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().SingleAsync());
        Assert.Equal((PackCatalogue.Load().Get("community-respect").Version, TimeProvider.System.Today()), (signature.Version, signature.SignedOn));
    }

    [Fact, Shows("WED-A2.1", "WED-A2.0", "WED-A2.10", "CRO-B.5")]
    public async Task Adults_breach_asks_where_goes_to_the_head_and_discipline_is_for_the_head_alone()
    {
        var school = await host.SchoolAsync();
        var assistant = await school.PersonAsync(Role.SupportStaff);
        using var head = await school.AsAsync(Role.Headteacher);
        using var senior = await school.AsAsync(Role.SeniorLeader);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var own = await school.AsAsync(assistant);
        await school.AskedAsync();
        (await own.OpenAsync($"agreements/{(await school.AssignmentAsync(assistant.Id)).Id}")).ShouldSay("These terms hold on and off site")
            .ShouldSay("I will not open material that is unsuitable").ShouldSay("I will not promote a private business");
        var form = await teacher.OpenAsync($"agreements/breaches/record/{assistant.Id}");
        var (unsuitable, business) = (Term("WED-A2.1"), Term("WED-A2.10"));
        (await form.PressAsync("Record", ("Input.Term", $"staff:{unsuitable}:Unsuitable material"), ("Input.Account", "Seen on the screen"), ("Input.HappenedOn", Yesterday)))
            .ShouldShowError("Input.Place", "Choose where it happened");
        await form.PressAsync("Record", ("Input.Term", $"staff:{unsuitable}:Unsuitable material"), ("Input.Account", "Seen on the screen"), ("Input.HappenedOn", Yesterday), ("Input.Place", "WorkDeviceOutside"));
        await form.PressAsync("Record", ("Input.Term", $"staff:{business}:Private business promoted"), ("Input.Account", "Leaflets for a tutoring firm"), ("Input.HappenedOn", Yesterday), ("Input.Place", "InSchool"));
        var breaches = await school.QueryAsync(db => db.Set<AgreementBreach>().AsNoTracking().OrderBy(b => b.At).ToListAsync());
        Assert.Equal([(unsuitable, true, BreachPlace.WorkDeviceOutside), (business, false, BreachPlace.InSchool)], breaches.Select(b => (b.Term!.Value, b.Restricted, b.Place)));
        var (restricted, open) = ($"agreements/breaches/{breaches[0].Id}", $"agreements/breaches/{breaches[1].Id}");

        // The head alone; the other one the senior leader too; nobody sees one about themselves; safeguarding's track is another.
        (await head.OpenAsync(restricted)).ShouldSay($"Term {unsuitable}").ShouldSay("Restricted").ShouldSay("Seen on the screen");
        foreach (var browser in new[] { senior, lead, own }) (await browser.OpenAsync(restricted)).ShouldBe(HttpStatusCode.NotFound);
        (await senior.OpenAsync(open)).ShouldSay("Leaflets");
        (await teacher.OpenAsync(open)).ShouldSay("Leaflets").ShouldNotSay("What was done or decided");

        // Discipline: with text, by the head, seen by the head.
        (await senior.PostAsync(open, ("Input.Kind", "Disciplinary"), ("Input.Text", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await head.OpenAsync(open)).PressAsync("Record", ("Input.Kind", "Disciplinary"))).ShouldShowError("Input.Text", "Write what was done");
        (await (await head.OpenAsync(open)).PressAsync("Record", ("Input.Kind", "Disciplinary"), ("Input.Text", "Considered; not needed."))).ShouldSay("Considered; not needed.").ShouldSay("Disciplinary considered");
        (await senior.OpenAsync(open)).ShouldNotSay("Considered; not needed.");
        // Tied to the school: allowed, by a named approver, and closed.
        (await (await head.OpenAsync(open)).PressAsync("Record", ("Input.Kind", "Exception"), ("Input.Text", "The firm gives the school's own homework club."))).ShouldSay("Allowed: tied to the school").ShouldSay(head.Person.Name).ShouldSay("Closed");
        (await head.PostAsync(open, ("Input.Kind", "FollowUp"), ("Input.Text", "More"))).ShouldSay("has been closed");
    }

    [Fact, Shows("WED-A1.4", "WED-A1.10", "WED-3.5d")]
    public async Task Pupils_breach_tells_the_lead_makes_a_concern_with_the_term_and_shows_the_class_teacher()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        var one = await school.ClassAsync("Willow", 4, teacher.Person.Id, pupil.Id);
        await school.AskedAsync();
        using (var child = await school.AsAsync(pupil))
            (await child.OpenAsync($"agreements/{(await school.AssignmentAsync(pupil.Id)).Id}")).ShouldSay("I will keep facts about me private, always").ShouldSay("rude, offensive, pornographic or wrong for school");
        (await teacher.OpenAsync($"agreements/classes/{one}")).ShouldSay("Ida Ash").ShouldSay("Not signed").ShouldSay("No breach of the rules is open");
        var found = await (await colleague.OpenAsync("agreements/breaches/record?q=ash")).FollowAsync("Ida Ash");
        (await found.PressAsync("Record", ("Input.Term", "pupil-parent:999:"), ("Input.Account", "x"), ("Input.HappenedOn", Yesterday))).ShouldShowError("Input.Term", "Choose the term");
        await found.PressAsync("Record", ("Input.Term", $"pupil-parent:{Term("WED-A1.4", "pupil-parent")}:Personal details shared"), ("Input.Account", "<i>Wrote</i> the address"), ("Input.HappenedOn", Yesterday), ("Input.RaiseConcern", "true"));
        await found.PressAsync("Record", ("Input.Term", $"pupil-parent:{Term("WED-A1.10", "pupil-parent")}:Rude, offensive, pornographic or unfit material"), ("Input.Account", "A rude picture"), ("Input.HappenedOn", Yesterday));
        var concern = await school.QueryAsync(db => db.Set<Concern>().AsNoTracking().Include(c => c.Kinds).SingleAsync());
        Assert.Equal((ConcernSource.Breach, "<i>Wrote</i> the address", "details-shared"), (concern.Source, concern.Account, concern.Kinds.Single().Subtype));
        Assert.Contains("Term ", concern.SourceText, StringComparison.Ordinal);
        Assert.Equal(2, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == lead.Person.Id && n.Text.Contains("breach"))));
        (await lead.OpenAsync("agreements/breaches")).ShouldSay("Rude, offensive").ShouldSay("Personal details shared").ShouldSay($"Term {Term("WED-A1.4", "pupil-parent")}").ShouldSay($"Term {Term("WED-A1.10", "pupil-parent")}");
        (await teacher.OpenAsync($"agreements/classes/{one}")).ShouldSay("Open breaches").ShouldNotSay("A rude picture");
        (await colleague.OpenAsync($"agreements/classes/{one}")).ShouldBe(HttpStatusCode.NotFound);
        // The class teacher sees that there is one, not the page of it; nor another school.
        var path = $"agreements/breaches/{(await school.QueryAsync(db => db.Set<AgreementBreach>().AsNoTracking().FirstAsync())).Id}";
        (await teacher.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await stranger.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Shows("CRO-A.6")]
    public async Task Planned_meeting_is_an_urgent_concern_whether_or_not_a_box_is_ticked()
    {
        var school = await host.SchoolAsync("signed-code");
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        using (var child = await school.AsAsync(pupil))
            (await child.OpenAsync($"agreements/{(await school.AssignmentAsync(pupil.Id)).Id}")).ShouldSay("I will not arrange to meet anybody whom I know only from the internet");
        var form = await teacher.OpenAsync($"agreements/breaches/record/{pupil.Id}");
        var term = Term("CRO-A.6", "pupil-parent", "signed-code");
        form.ShouldSay($"{term}. ");
        (await form.PressAsync("Record", ("Input.Term", $"pupil-parent:{term}:"), ("Input.Account", "Wants to meet"), ("Input.HappenedOn", "2199-01-01"))).ShouldShowError("Input.HappenedOn", "future");
        await form.PressAsync("Record", ("Input.Term", $"pupil-parent:{term}:"), ("Input.Account", "Wants to meet"), ("Input.HappenedOn", Yesterday));
        var concern = await school.QueryAsync(db => db.Set<Concern>().AsNoTracking().Include(c => c.Kinds).SingleAsync());
        Assert.True(concern.Urgent);
        Assert.Equal("planned-meeting", concern.Kinds.Single().Subtype);
        (await lead.OpenAsync("concerns")).ShouldSay("Urgent");
    }

    [Theory]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Visitor)]
    public async Task Others_neither_record_nor_read(Role role)
    {
        var school = await host.SchoolAsync();
        var pupil = await school.PersonAsync(Role.Pupil);
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "agreements/breaches", "agreements/breaches/record", $"agreements/breaches/record/{pupil.Id}", "agreements/runs", "agreements/languages", "agreements/questions" })
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static int Term(string clause, string document = "staff", string pack = TestSchool.DefaultPack) =>
        PackCatalogue.Load().Get(pack).Agreement(document)!.Terms.Single(t => t.Clause?.Value == clause || t.Echoes.Any(e => e.Value == clause)).Number!.Value;
}
