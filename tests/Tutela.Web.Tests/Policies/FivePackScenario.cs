using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Tests.Policies;

/// <summary>What a pack answered at one step, and by which clauses.</summary>
internal sealed record Answer(string Outcome, IEnumerable<string> Clauses)
{
    public static Answer Of(PackDecision decision) => new(
        decision.Needs.Count == 0 ? Word(decision.Verdict) : $"{Word(decision.Verdict)}: {string.Join(decision.Needs[0].Contains(' ') && char.IsUpper(decision.Needs[0][0]) ? "; " : ", ", decision.Needs)}",
        decision.Clauses);

    public static string Word(Enum choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());
}

/// <summary>The acts of five-packs.scenario. Work that adds a step adds an act here and five lines there.</summary>
internal static class FivePackScenario
{
    private static readonly DateOnly Today = new(2026, 11, 21), YearStart = new(2026, 9, 1), Approved = new(2026, 3, 1);

    private static readonly PupilPhoneFacts Asked = new(SchoolPhase.Ks2) { ParentAsked = true, WalksAlone = true };

    private static readonly PupilPhoneFacts Whole = Asked with { ContractSigned = true, Approved = true, LiabilityAccepted = true, HasLocker = true };

    // The class is the teacher's own, so nobody else has to be asked.
    private static readonly PictureFacts Snap = new(Audience.Staff, OwnDevice: true, "website") { TeacherAsked = true };

    public static IReadOnlyDictionary<string, Func<PackSettings, Answer>> Acts { get; } = new Dictionary<string, Func<PackSettings, Answer>>
    {
        ["a teacher chooses the password meadow77"] = s => Chosen(s.Passwords.RuleFor(Audience.Staff), "meadow77"),
        ["a pupil in Year 5 chooses the password meadow7"] = s => Chosen(s.Passwords.RuleFor(Audience.Pupils, SchoolPhase.Ks2), "meadow7"),
        ["a pupil in Year 1 chooses the password cats"] = s => Chosen(s.Passwords.RuleFor(Audience.Pupils, SchoolPhase.Ks1), "cats"),
        ["a teacher's password was set eight months ago, in the school year before"] = s =>
        {
            var rule = s.Passwords.RuleFor(Audience.Staff);
            return new(rule.IsOld(Today.AddMonths(-8), Today, YearStart) ? "change" : "keep", rule.Clauses);
        },
        ["a new teacher: what is to be signed, where the text comes from, and what waits for it"] = s =>
            Signed(s, Audience.Staff, document => $"{document.Id}, {Answer.Word(document.Origin)}, {Answer.Word(document.Unsigned)}"),
        ["a pupil: what is to be signed, by whom, how often"] = s =>
            Signed(s, Audience.Pupils, document => $"{document.Id}, {Answer.Word(document.Signers)}, {Answer.Word(document.Renewal)}"),
        ["a visitor: what is to be signed"] = s => Signed(s, Audience.Visitors, document => $"{document.Id}, {Answer.Word(document.Origin)}"),
        ["a pupil asks for internet access with nothing in place"] = s => Answer.Of(AccessRules.MayHave(s, Audience.Pupils, new HashSet<AccessRequirement>())),
        ["the pupil asks again with everything but a parent's consent"] = s => Answer.Of(AccessRules.MayHave(s, Audience.Pupils,
            new HashSet<AccessRequirement> { AccessRequirement.Agreement, AccessRequirement.SupervisionMode, AccessRequirement.FilterProfile })),
        ["a teacher asks for internet access with nothing signed"] = s => Answer.Of(AccessRules.MayHave(s, Audience.Staff, new HashSet<AccessRequirement>())),
        ["a teacher's last update was thirteen months ago"] = s => Trained(s, Audience.Staff, s.Training.UpdateMonths),
        ["a volunteer's last training was thirteen months ago"] = s => Trained(s, Audience.Volunteers, s.Training.VolunteerMonths),
        ["the policy was approved on 1 March 2026; it is 20 March 2027"] = s => Reviewed(s.Review, new DateOnly(2027, 3, 20)),
        ["the same policy on 1 April 2027"] = s => Reviewed(s.Review, new DateOnly(2027, 4, 1)),
        ["who approves the review"] = s => new(
            $"{string.Join(", ", s.Review.ApprovalRoute)} {Answer.Word(s.Review.Approval)}"
                + (s.Review.RiskAssessmentWithinMonths is { } months ? $", with a risk assessment of the last {months} months" : ""),
            s.IsSilentOn("review.approval-route") ? [] : s.Review.Clauses),
        ["a pupil in Year 5 who walks alone brings a phone; a parent has asked, and no more"] = s => Answer.Of(PhoneRules.MayBring(s.Phones, Asked)),
        ["the same pupil with everything that anybody asks for"] = s => Answer.Of(PhoneRules.MayBring(s.Phones, Whole)),
        ["a pupil in Year 1 with everything that anybody asks for"] = s => Answer.Of(PhoneRules.MayBring(s.Phones, Whole with { Phase = SchoolPhase.Ks1 })),
        ["a teacher uses a phone in the staff room at break"] = s => Answer.Of(PhoneRules.MayStaffUse(s.Phones, new(StaffTime.Break, InAdultArea: true, []))),
        ["a teacher uses a phone in the staff room in a free period"] = s =>
            Answer.Of(PhoneRules.MayStaffUse(s.Phones, new(StaffTime.NonContact, InAdultArea: true, []))),
        ["the headteacher uses a phone while with pupils"] = s =>
            Answer.Of(PhoneRules.MayStaffUse(s.Phones, new(StaffTime.WithPupils, InAdultArea: false, ["headteacher"]) { PupilsCanSee = true })),
        ["a visitor uses a phone without having asked"] = s => Answer.Of(PhoneRules.MayVisitorUse(s.Phones, hasLeave: false)),
        ["a teacher pictures a class for the website on a phone of their own; no school device is at hand, nobody was asked"] = s =>
            Answer.Of(ImageRules.MayTake(s.Images, Snap with { SchoolDeviceAtHand = false })),
        ["the same with leave, and a school device at hand"] = s => Answer.Of(ImageRules.MayTake(s.Images, Snap with { HasLeave = true })),
        ["a teaching assistant pictures another class on a school camera without a word"] = s =>
            Answer.Of(ImageRules.MayTake(s.Images, new(Audience.Staff, OwnDevice: false, "website") { SchoolDeviceAtHand = true })),
        ["hours until that picture is off the phone"] = s =>
        {
            var taken = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
            var by = ImageRules.WipeBy(s.Images, taken, used: taken);
            return new(by is { } at ? $"{(at - taken).TotalHours}" : "none", by is null ? [] : s.Images.Clauses.GetValueOrDefault(ImageLine.Wipe) ?? []);
        },
        ["a picture goes on the website; a parent has agreed and nobody else"] = s =>
            Answer.Of(ImageRules.MayPublish(s.Images, new("website", new HashSet<ConsentGiver> { ConsentGiver.Parent }))),
        ["everybody has agreed, and one pupil can clearly be told from the picture"] = s =>
            Answer.Of(ImageRules.MayPublish(s.Images, new("website", Enum.GetValues<ConsentGiver>().ToHashSet()) { Identifiable = true })),
        ["a parent films their own child at a show that the school has not marked for it"] = s =>
            Answer.Of(ImageRules.MayTake(s.Images, new(Audience.Parents, OwnDevice: true, "website") { OwnChild = true })),
        ["and puts the film on a social network"] = s =>
        {
            var decision = ImageRules.MayParentShare(s.Images);
            return new($"{Answer.Word(decision.Verdict)}, {Answer.Word(s.Images.ParentSharing)}", decision.Clauses);
        },
        ["pupils of the school write nasty messages to one another at home"] = s => OutOfSchool(s, [OutOfSchoolCase.BetweenCurrentPupils], []),
        ["it goes on, and a parent will have nothing to do with the school"] = s => OutOfSchool(s,
            [OutOfSchoolCase.BetweenCurrentPupils, OutOfSchoolCase.RefusedAndGoesOn], [OutOfSchoolProof.ParentDeclined, OutOfSchoolProof.ItGoesOn]),
    };

    private static Answer Chosen(PasswordRule rule, string password) =>
        new(rule.Check(password) is { Count: > 0 } failed ? $"refused: {string.Join("; ", failed)}" : "accepted", rule.Clauses);

    private static Answer Signed(PackSettings settings, Audience audience, Func<AgreementDocumentSetting, string> words)
    {
        var document = settings.Agreements.Documents.Single(d => d.MustSign && d.Audiences.Contains(audience));
        return new(words(document), document.Clauses);
    }

    private static Answer Trained(PackSettings settings, Audience audience, int? months)
    {
        var asked = settings.Training.Audiences.Contains(audience) && months is not null;
        var lapsed = asked && Today.AddMonths(-13).AddMonths(months!.Value) < Today;
        return new(!asked ? "not asked" : lapsed ? "lapsed" : "in date", asked ? settings.Training.Clauses : []);
    }

    private static Answer Reviewed(ReviewSettings settings, DateOnly today) =>
        new(Answer.Word(ReviewClock.Of(settings, Approved, ReviewRules.NextAfter(settings, Approved), today).State), settings.Clauses);

    private static Answer OutOfSchool(PackSettings settings, HashSet<OutOfSchoolCase> cases, HashSet<OutOfSchoolProof> proof) =>
        OutOfSchoolRules.For(settings.Scope, cases, proof) is [var first, ..]
            ? new(first.IsOpen ? Answer.Word(first.Rule.Step) : $"{Answer.Word(first.Rule.Step)}, needs {string.Join(", ", first.Missing.Select(need => Answer.Word(need)))}", first.Rule.Clauses)
            : new("nothing stated", []);
}
