using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>The pack's password rule for each person. Scoped.</summary>
public sealed class PasswordDesk(PackInForce pack)
{
    public const int PasswordMaxLength = 256;

    public PasswordRule RuleFor(Person person) => RuleFor(person.Kind, person.YearGroup);

    /// <summary>A pupil whose year nobody has entered gets the strictest rule.</summary>
    public PasswordRule RuleFor(PersonKind kind, int? yearGroup) => pack.Settings.Passwords.RuleFor(AudienceOf(kind),
        kind == PersonKind.Pupil ? yearGroup is { } year ? SchoolPhases.OfYear(year) : SchoolPhase.Ks2 : null);

    /// <summary>Refuses a password, naming each part of the rule that it fails.</summary>
    public void Check(Person person, string password, string field = "Input.Password")
    {
        if (RuleFor(person).Check(password) is { Count: > 0 } failed) throw new Refused(string.Join(". ", failed), field);
    }

    /// <summary>Whether somebody given a password by another person has to choose their own.</summary>
    public bool MustChange(Person person) => RuleFor(person).Change != PasswordChange.Never;

    /// <summary>A password to print or read out, that keeps the person's rule.</summary>
    public string Make(Person person) => ReadablePassword.Make(RuleFor(person));

    public int IdleMinutes(Audience audience) => pack.Settings.SignIn.IdleMinutes.TryGetValue(audience, out var minutes) ? minutes : pack.Settings.SignIn.IdleMinutes.Values.Min();

    public static Audience AudienceOf(PersonKind kind) => kind switch
    {
        PersonKind.Pupil => Audience.Pupils,
        PersonKind.Staff => Audience.Staff,
        PersonKind.Parent => Audience.Parents,
        PersonKind.Governor => Audience.Governors,
        _ => Audience.Visitors,
    };
}
