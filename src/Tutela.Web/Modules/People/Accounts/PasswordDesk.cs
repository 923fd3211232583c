using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>The pack's password rule for each person. Scoped.</summary>
public sealed class PasswordDesk(PackInForce pack, TimeProvider clock)
{
    public const int PasswordMaxLength = 256;

    public IReadOnlyList<PasswordRule> Rules => pack.Settings.Passwords.Rules;

    public PasswordRule RuleFor(Person person) => RuleFor(person.Kind, person.YearGroup);

    /// <summary>A pupil whose year nobody has entered gets the strictest rule.</summary>
    public PasswordRule RuleFor(PersonKind kind, int? yearGroup) => pack.Settings.Passwords.RuleFor(Audiences.Of(kind),
        kind == PersonKind.Pupil ? yearGroup is { } year ? SchoolPhases.OfYear(year) : SchoolPhase.Ks2 : null);

    /// <summary>Refuses a password, naming each part of the rule that it fails.</summary>
    public void Check(Person person, string password, string field = "Input.Password")
    {
        if (RuleFor(person).Check(password) is { Count: > 0 } failed) throw new Refused(string.Join(". ", failed), field);
    }

    /// <summary>Whether pupils of this age sign in by picture unless their teacher gives them a password.</summary>
    public bool SignsInByPicture(Person pupil) => pupil.YearGroup is { } year && pack.Settings.Passwords.PicturePhases.Contains(SchoolPhases.OfYear(year));

    /// <summary>Whether somebody given a password by another person has to choose their own.</summary>
    public bool MustChange(Person person) => RuleFor(person).Change != PasswordChange.Never;

    /// <summary>Whether a password chosen then has to be changed by now: after 1 September, or after the months that the rule gives.</summary>
    public bool IsOld(Person person, DateTimeOffset chosen) => IsOld(person.Kind, person.YearGroup, chosen);

    public bool IsOld(PersonKind kind, int? yearGroup, DateTimeOffset? chosen) => chosen is not { } at || RuleFor(kind, yearGroup).IsOld(at.LondonDay(), clock.Today(), YearStart);

    /// <summary>Whether any rule of the pack could call it old: asked before a person is loaded.</summary>
    public bool MayBeOld(DateTimeOffset chosen) => pack.Settings.Passwords.Rules.Any(r => r.IsOld(chosen.LondonDay(), clock.Today(), YearStart));

    private DateOnly YearStart => new(clock.Today().AcademicYear(), 9, 1);

    /// <summary>A password to print or read out, that keeps the person's rule.</summary>
    public string Make(Person person) => ReadablePassword.Make(RuleFor(person));

    /// <summary>After how many minutes a case file asks for the password again; null: never.</summary>
    public int? CaseFileMinutes => pack.Settings.SignIn.CaseFileMinutes;

    public int IdleMinutes(Audience audience) => pack.Settings.SignIn.IdleMinutes.TryGetValue(audience, out var minutes) ? minutes : pack.Settings.SignIn.IdleMinutes.Values.Min();
}
