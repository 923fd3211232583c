using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;

namespace Tutela.Web.Tests.Agreements;

public sealed class AssignmentRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Somebody = Guid.CreateVersion7(Now);
    private static readonly Guid Other = Guid.CreateVersion7(Now);
    private static readonly Guid Copy = Guid.CreateVersion7(Now);

    [Fact]
    public void Pupils_agreement_is_in_force_only_with_both_signatures()
    {
        var asked = Asked(needsParent: true);
        asked.Sign(By(SignedAs.Self), Copy, Now);
        Assert.Equal(AgreementStatus.Waiting, asked.Status);
        Assert.False(asked.Waits(SignedAs.Self));
        asked.Sign(By(SignedAs.Parent), Copy, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
        Assert.Equal(Now, asked.InForceAt);
    }

    [Fact]
    public void Adults_own_signature_is_enough_and_no_parents_is_taken()
    {
        var asked = Asked(needsParent: false);
        Assert.Throws<Refused>(() => asked.Sign(By(SignedAs.Parent), Copy, Now));
        asked.Sign(By(SignedAs.Self), Copy, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
    }

    [Theory]
    [InlineData(false, "A. Person", "Input.HasRead")]
    [InlineData(true, null, "Input.TypedName")]
    [InlineData(true, "   ", "Input.TypedName")]
    [InlineData(true, "\u200b\u202e 12", "Input.TypedName")]
    public void Unread_or_nameless_signature_is_refused_at_its_field(bool hasRead, string? name, string field)
    {
        var asked = Asked(needsParent: false);
        var refused = Assert.Throws<Refused>(() => asked.Sign(By(SignedAs.Self) with { HasRead = hasRead, TypedName = name }, Copy, Now));
        Assert.Equal(field, refused.Field);
        Assert.False(asked.SelfSigned);
    }

    [Fact]
    public void Name_may_be_as_long_as_the_limit_and_no_longer()
    {
        Asked(needsParent: false).Sign(By(SignedAs.Self) with { TypedName = new string('a', Signature.TypedNameMaxLength) }, Copy, Now);
        Assert.Throws<Refused>(() => Asked(needsParent: false).Sign(By(SignedAs.Self) with { TypedName = new string('a', Signature.TypedNameMaxLength + 1) }, Copy, Now));
    }

    [Fact]
    public void Second_signature_of_the_same_side_is_refused()
    {
        var asked = Asked(needsParent: true);
        asked.Sign(By(SignedAs.Parent), Copy, Now);
        Assert.Throws<Refused>(() => asked.Sign(By(SignedAs.Parent), Copy, Now));
    }

    [Fact]
    public void Refusal_stands_when_the_child_signs_and_falls_when_the_same_parent_does()
    {
        var asked = Asked(needsParent: true);
        asked.Refuse(SignedAs.Parent, Somebody, "Not before we have talked", Now);
        asked.Sign(By(SignedAs.Self) with { SignerId = Other }, Copy, Now);
        Assert.Equal(AgreementStatus.Refused, asked.Status);
        asked.Sign(By(SignedAs.Parent), Copy, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
        Assert.Empty(asked.StandingRefusals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_one_parent_refuses_the_others_signature_does_not_complete_it_in_either_order(bool signedFirst)
    {
        var asked = Asked(needsParent: true);
        asked.Sign(By(SignedAs.Self), Copy, Now);
        if (signedFirst) asked.Sign(By(SignedAs.Parent), Copy, Now);
        asked.Refuse(SignedAs.Parent, Other, "I do not agree", Now);
        if (!signedFirst) asked.Sign(By(SignedAs.Parent), Copy, Now);
        Assert.Equal(AgreementStatus.Refused, asked.Status);
        Assert.True(asked.IsDisagreement);
        Assert.Single(asked.StandingRefusals);
        // The one who refused may still sign, and then both have.
        asked.Sign(By(SignedAs.Parent) with { SignerId = Other }, Copy, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
    }

    [Fact]
    public void School_decides_between_parents_with_a_reason_and_the_refusal_stays_on_record()
    {
        var asked = Asked(needsParent: true);
        Assert.Throws<Refused>(() => asked.Decide(true, "Because", Somebody, Now));
        asked.Sign(By(SignedAs.Self), Copy, Now);
        asked.Sign(By(SignedAs.Parent), Copy, Now);
        asked.Refuse(SignedAs.Parent, Other, "I do not agree", Now);
        Assert.Equal("Input.GoesAhead", Assert.Throws<Refused>(() => asked.Decide(null, "Because", Somebody, Now)).Field);
        Assert.Equal("Input.Reason", Assert.Throws<Refused>(() => asked.Decide(true, " ", Somebody, Now)).Field);
        Assert.False(asked.Decide(false, "We wait for the meeting", Somebody, Now).GoesAhead);
        Assert.Equal(AgreementStatus.Refused, asked.Status);
        asked.Decide(true, "Both were heard; the child needs it for lessons", Somebody, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
        Assert.Equal(Now, Assert.Single(asked.Refusals).SetAsideAt);
    }

    [Fact]
    public void Parent_who_signed_does_not_refuse_too_and_nobody_refuses_twice()
    {
        var asked = Asked(needsParent: true);
        asked.Sign(By(SignedAs.Parent), Copy, Now);
        Assert.Throws<Refused>(() => asked.Refuse(SignedAs.Parent, Somebody, "No", Now));
        asked.Refuse(SignedAs.Parent, Other, "No", Now);
        Assert.Throws<Refused>(() => asked.Refuse(SignedAs.Parent, Other, "No", Now));
    }

    [Fact]
    public void Parent_signs_only_with_the_childs_yes()
    {
        var asked = Asked(needsParent: true);
        Assert.Equal("Input.ChildAgrees", Assert.Throws<Refused>(() => asked.Sign(By(SignedAs.Parent) with { ChildAgrees = false }, Copy, Now)).Field);
        Assert.False(asked.ParentSigned);
    }

    [Fact]
    public void Adult_refuses_with_a_reason_and_may_sign_later()
    {
        var asked = Asked(needsParent: false);
        Assert.Equal("Input.Reason", Assert.Throws<Refused>(() => asked.Refuse(SignedAs.Self, Somebody, "", Now)).Field);
        asked.Refuse(SignedAs.Self, Somebody, "I want to talk with my union first", Now);
        Assert.Equal(AgreementStatus.Refused, asked.Status);
        asked.Sign(By(SignedAs.Self), Copy, Now);
        Assert.Equal(AgreementStatus.InForce, asked.Status);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(28, "2026-10-08")]
    public void Only_what_was_in_force_holds_on_for_the_days_of_grace(int days, string? until)
    {
        var signed = Asked(needsParent: false);
        signed.Sign(By(SignedAs.Self), Copy, Now);
        signed.End(new DateOnly(2026, 9, 10), days);
        Assert.Equal(until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), signed.HoldsUntil);
        var waiting = Asked(needsParent: false);
        waiting.End(new DateOnly(2026, 9, 10), days);
        Assert.Null(waiting.HoldsUntil);
    }

    [Fact]
    public void Ended_agreement_takes_no_signature()
    {
        var asked = Asked(needsParent: false);
        asked.End(new DateOnly(2026, 9, 9));
        Assert.Throws<Refused>(() => asked.Sign(By(SignedAs.Self), Copy, Now));
    }

    [Theory]
    [InlineData("2026-09-11")]
    [InlineData("2025-08-31")]
    public void Day_on_paper_is_neither_in_the_future_nor_long_ago(string day)
    {
        var paper = By(SignedAs.Self) with { Way = SignatureWay.Paper, On = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) };
        Assert.Equal("Input.SignedOn", Assert.Throws<Refused>(() => Asked(needsParent: false).Sign(paper, Copy, Now)).Field);
    }

    [Fact]
    public void Reminders_come_on_the_packs_days_once_each_also_when_a_day_was_missed()
    {
        var asked = Asked(needsParent: false);
        int[] days = [3, 7, 14];
        Assert.False(Due(2));
        Assert.True(Due(3));
        asked.Reminded(Day(3));
        Assert.False(Due(3));
        Assert.False(Due(6));
        Assert.True(Due(9));
        asked.Reminded(Day(9));
        Assert.False(Due(13));
        Assert.True(Due(14));
        asked.Reminded(Day(14));
        Assert.False(Due(200));

        bool Due(int day) => asked.IsDueForReminder(days, Day(day));
        static DateOnly Day(int after) => new DateOnly(2026, 9, 1).AddDays(after);
    }

    [Fact]
    public void Reminder_by_hand_does_not_use_up_a_day_of_the_pack()
    {
        var asked = Asked(needsParent: false);
        asked.Reminded(new DateOnly(2026, 9, 2));
        Assert.True(asked.IsDueForReminder([3, 7], new DateOnly(2026, 9, 4)));
    }

    private static AgreementAssignment Asked(bool needsParent) => new()
    {
        Id = Guid.CreateVersion7(Now),
        PersonId = Somebody,
        Document = "staff",
        Version = 1,
        AcademicYear = 2026,
        NeedsSelf = true,
        NeedsParent = needsParent,
        AsksChild = needsParent,
        AssignedOn = new DateOnly(2026, 9, 1),
    };

    private static NewSignature By(SignedAs side) => new(side, Somebody, "A. Person", HasRead: true, SignatureWay.SignedIn, ChildAgrees: true);
}
