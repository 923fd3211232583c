namespace Tutela.Web.Modules.People;

/// <summary>What passes for an e-mail address here: enough to catch slips; only a mail that arrives proves more.</summary>
public static class EmailRule
{
    public const int MaxLength = 254;
    public const string Advice = "Enter an e-mail address in full, such as name@school.example";

    // The user names of accounts are e-mail addresses, so it is their characters too.
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+'";

    public static bool Accepts(string email) =>
        email.Length <= MaxLength && email.IndexOf('@') is > 0 and var at && at == email.LastIndexOf('@') && email.IndexOf('.', at) > at + 1
        && !email.EndsWith('.') && email.All(Letters.Contains);
}
