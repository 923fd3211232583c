using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PasswordRuleTests
{
    private const string Short8 = "Use at least 8 characters";
    private const string Short4 = "Use at least 4 characters";
    private const string NoNumber = "Use at least one number";
    private const string NoSymbol = "Use at least one symbol, such as ! or ?";
    private const string NoCapital = "Use at least one capital letter";
    private const string NoSmall = "Use at least one small letter";

    private static readonly PasswordSettings Passwords = Shipped.WholeSchoolDuty.Settings.Passwords;

    [Theory]
    [InlineData("Meadow7!")]
    [InlineData("Ängste7!")]
    [InlineData("Meadow7£")]
    [InlineData("A b c 7_")]
    [InlineData("Meado7!", Short8)]
    [InlineData("meadow7!", NoCapital)]
    [InlineData("MEADOW7!", NoSmall)]
    [InlineData("Meadows!", NoNumber)]
    [InlineData("Meadow77", NoSymbol)]
    [InlineData("        ", NoNumber, NoSymbol, NoCapital, NoSmall)]
    [InlineData("", Short8, NoNumber, NoSymbol, NoCapital, NoSmall)]
    public void For_adults_and_key_stage_2(string password, params string[] failed)
    {
        PasswordRule[] rules =
        [
            Passwords.RuleFor(Audience.Staff),
            Passwords.RuleFor(Audience.Governors),
            Passwords.RuleFor(Audience.Contractors),
            Passwords.RuleFor(Audience.Pupils, SchoolPhase.Ks2),
        ];

        Assert.All(rules, rule => Assert.Equal(failed, rule.Check(password)));
    }

    [Theory]
    [InlineData("cats", true)]
    [InlineData("1234", true)]
    [InlineData("cat", false)]
    [InlineData("", false)]
    [InlineData("🐱🐱🐱", false)]
    [InlineData("🐱🐱🐱🐱", true)]
    public void For_foundation_and_key_stage_1(string password, bool passes)
    {
        foreach (var phase in new[] { SchoolPhase.Foundation, SchoolPhase.Ks1 })
        {
            Assert.Equal(passes ? [] : [Short4], Passwords.RuleFor(Audience.Pupils, phase).Check(password));
        }
    }

    [Fact]
    public void Every_rule_asks_for_a_new_password_each_academic_year() =>
        Assert.All(Passwords.Rules, rule => Assert.Equal(PasswordChange.EachAcademicYear, rule.Change));

    [Fact]
    public void A_rule_describes_itself()
    {
        Assert.Equal("At least 4 characters.", Passwords.RuleFor(Audience.Pupils, SchoolPhase.Ks1).Describe());
        Assert.Equal(
            "At least 8 characters, with a number, a symbol and both capital and small letters.",
            Passwords.RuleFor(Audience.Staff).Describe());
    }

    [Fact]
    public void A_pupil_without_a_phase_has_no_rule() =>
        Assert.Throws<InvalidOperationException>(() => Passwords.RuleFor(Audience.Pupils));

    [Theory]
    [InlineData(-1, SchoolPhase.Foundation)]
    [InlineData(0, SchoolPhase.Foundation)]
    [InlineData(1, SchoolPhase.Ks1)]
    [InlineData(2, SchoolPhase.Ks1)]
    [InlineData(3, SchoolPhase.Ks2)]
    [InlineData(6, SchoolPhase.Ks2)]
    public void A_year_group_has_a_phase(int year, SchoolPhase phase) => Assert.Equal(phase, SchoolPhases.OfYear(year));
}
