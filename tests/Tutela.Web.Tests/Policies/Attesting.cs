namespace Tutela.Web.Tests.Policies;

/// <summary>What somebody sends who has understood the policy of the whole-school duty.</summary>
internal static class Attesting
{
    public static (string Name, string Value)[] Right => [.. Answers, ("Input.HasUnderstood", "true")];

    public static (string Name, string Value)[] Answers => [("Answers.who-to-tell", "lead"), ("Answers.indecent", "stop"), ("Answers.monitored", "watched")];
}
