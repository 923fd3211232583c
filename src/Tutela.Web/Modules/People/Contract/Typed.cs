namespace Tutela.Web.Modules.People.Contract;

/// <summary>How names and e-mail addresses that people typed are read, for every form that asks for them. Pure.</summary>
public static class Typed
{
    public const string EmailAdvice = EmailRule.Advice;

    public static string Name(string? typed) => NameRule.Clean(typed);

    public static bool IsEmail(string typed) => EmailRule.Accepts(typed);
}
