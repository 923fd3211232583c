using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class WholeSchoolDutyTests
{
    private static readonly PolicyPack Pack = Shipped.WholeSchoolDuty;

    [Fact]
    public void Every_clause_of_its_source_stands_in_it_and_no_other()
    {
        var written = Pack.Clauses.Select(place => place.Id).ToArray();

        Assert.Equal(311, written.Length);
        Assert.Empty(Pack.Missing(Shipped.Register));
        Assert.Equal(written.Length, written.Distinct().Count());
        Assert.All(written, id => Assert.Equal("WED", id.Source));
        Assert.All(Pack.Clauses, place => Assert.True(place.Block.Markdown.Length > 10, place.Id.Value));
    }

    [Fact]
    public void The_appendices_are_the_agreements()
    {
        var documents = new Dictionary<string, string>
        {
            ["WED-A1."] = "pupil-parent",
            ["WED-A2."] = "staff",
            ["WED-A3."] = "phone",
            ["WED-A4."] = "training-self-audit",
        };

        foreach (var place in Pack.Clauses)
        {
            var document = documents.FirstOrDefault(entry => place.Id.Value.StartsWith(entry.Key, StringComparison.Ordinal)).Value;
            Assert.Equal(document, place.Document?.Id);
        }
    }

    [Fact]
    public void Twenty_numbered_sections_stand_in_the_order_of_the_source()
    {
        var numbers = Pack.Sections.Where(section => section.Level == 2 && section.Number.Length > 0).Select(section => section.Number);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), numbers);

        foreach (var place in Pack.Clauses.Where(place => place.Document is null))
        {
            var top = place.Id.Value["WED-".Length..].Split('.')[0];
            Assert.Equal(top == "0" ? "" : top, place.Section.Number.Split('.')[0]);
        }
    }

    [Fact]
    public void The_text_says_what_the_communications_table_decides()
    {
        var matrix = Pack.Settings.Communications.Matrix;
        Assert.Equal(10, matrix.Count);
        foreach (var row in matrix)
        {
            var number = row.Adults.Clause![..^1];
            Assert.Equal((number + "a", number + "b"), (row.Adults.Clause, row.Pupils.Clause));
            Assert.StartsWith($"Adults: **{MatrixWords.Of(row.Adults.Value)}**", TextOf(row.Adults.Clause), StringComparison.Ordinal);
            Assert.StartsWith($"Pupils: **{MatrixWords.Of(row.Pupils.Value)}**", TextOf(row.Pupils.Clause), StringComparison.Ordinal);
            Assert.Equal(row.Adults.Value == AdultPermission.CertainTimes, row.Adults.Times is not null);
            Assert.Equal(row.Pupils.Value == PupilPermission.CertainTimes, row.Pupils.Times is not null);
        }
    }

    [Fact]
    public void The_easy_read_rules_leave_no_rule_out_and_have_pictures()
    {
        var easy = Pack.Agreement("pupil-easy")!;
        var rules = Pack.Agreement("pupil-parent")!.Terms.Select(term => term.Clause).OfType<ClauseId>();

        Assert.Equal("pupil-parent", easy.Head.EasyReadOf);
        Assert.Equal(rules.Order(Comparer<ClauseId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))),
            easy.Terms.SelectMany(term => term.Echoes).Order(Comparer<ClauseId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.All(easy.Terms, term => Assert.NotNull(term.Picture));
        Assert.All(easy.Terms, term => Assert.InRange(term.Markdown.Split(' ').Length, 4, 30));
    }

    [Fact]
    public void Staff_terms_that_the_policy_asks_for_stand_in_their_agreement()
    {
        var echoes = Pack.Agreement("staff")!.Terms.SelectMany(term => term.Echoes).Select(id => id.Value);

        Assert.Superset(new HashSet<string> { "WED-18.4", "WED-18.5", "WED-18.6" }, echoes.ToHashSet());
    }

    [Fact]
    public void The_self_audit_asks_ten_questions() => Assert.Equal(10, Pack.Agreement("training-self-audit")!.Terms.Count());

    [Fact]
    public void The_settings_are_the_policys_own()
    {
        var s = Pack.Settings;

        Assert.Equal(12, s.Review.IntervalMonths);
        Assert.Equal(60, s.Review.WarnDays);
        Assert.Equal(s.Review.Last!.Value.AddMonths(s.Review.IntervalMonths!.Value), s.Review.Next);
        Assert.Equal("governing-board", s.Review.ApprovalRoute[^1]);
        Assert.Equal(["dsl", "deputy-dsl", "headteacher"], s.Concerns.Cascade);
        Assert.Equal(30, s.Concerns.TriageMinutes);
        Assert.Equal(["content", "contact", "conduct", "commerce"], s.Concerns.Kinds.Select(kind => kind.Id));
        Assert.Equal(10, s.SignIn.LockOutAttempts);
        Assert.Equal((30, 365), (s.Monitoring.RawDays, s.Monitoring.AggregateDays));
        Assert.Equal([SchoolPhase.Ks2], s.Phones.Pupils.Phases);
        Assert.Equal(24, s.Training.DslFullMonths);
        Assert.False(s.Agreements.PersonalUse);
        Assert.Equal(6, s.LinkedPolicies.Count(policy => policy.Required));
    }

    [Fact]
    public void An_unsigned_agreement_of_staff_or_pupil_means_no_internet()
    {
        var must = Pack.Settings.Agreements.Documents.Where(document => document.MustSign).ToArray();

        Assert.Equal(["staff", "pupil-parent"], must.Select(document => document.Id));
        Assert.All(must, document => Assert.Equal(UnsignedConsequence.NoInternetAccess, document.Unsigned));
        Assert.Equal(AgreementSigner.PupilAndParent, must[1].Signers);
        Assert.Equal(UnsignedConsequence.NoPhone, Pack.Settings.Agreements.Documents.Single(document => document.Id == "phone").Unsigned);
    }

    [Fact]
    public void Grooming_is_urgent_and_nudes_are_never_viewed()
    {
        var subtypes = Pack.Settings.Concerns.Kinds.SelectMany(kind => kind.Subtypes).ToDictionary(subtype => subtype.Id);

        Assert.Equal(subtypes.Count, Pack.Settings.Concerns.Kinds.Sum(kind => kind.Subtypes.Count));
        Assert.True(subtypes["grooming"].Urgent);
        Assert.All(
            subtypes.Values.Where(subtype => subtype.Id.StartsWith("nudes-", StringComparison.Ordinal)),
            subtype => Assert.Equal((ConcernHandling.DoNotView, true, true), (subtype.Handling, subtype.AsksConsent, subtype.Urgent)));
        Assert.Equal(3, subtypes.Values.Count(subtype => subtype.Handling == ConcernHandling.DoNotView));
    }

    [Fact]
    public void The_example_calendar_knows_term_holiday_and_half_term()
    {
        var calendar = Pack.Settings.School.ToCalendar();

        Assert.True(calendar.IsSchoolDay(new DateOnly(2026, 11, 23)));
        Assert.False(calendar.IsSchoolDay(new DateOnly(2026, 10, 28)));
        Assert.False(calendar.IsSchoolDay(new DateOnly(2026, 12, 25)));
        Assert.False(calendar.IsSchoolDay(new DateOnly(2027, 1, 4)));
    }

    [Fact]
    public void Guidance_entries_are_told_apart_and_say_why()
    {
        Assert.Equal(Pack.Guidance.Count, Pack.Guidance.Select(entry => entry.Id).Distinct().Count());
        Assert.All(Pack.Guidance, entry => Assert.True(entry.Why.Length > 20, entry.Id));
        Assert.Equal(new DateOnly(2026, 9, 1), Pack.Guidance.Single(entry => entry.Id == "kcsie").InForce);
    }

    private static string TextOf(string? id) => Pack.Find(ClauseId.Parse(id!))!.Block.Markdown;
}
