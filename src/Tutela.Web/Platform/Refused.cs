namespace Tutela.Web.Platform;

/// <summary>A rule said no. The message is for the person at the screen and says what to do; <paramref name="field"/> is the
/// name of the input that it belongs to ("Input.Reason"), or null for the page. The page filter rolls back and shows it.</summary>
public sealed class Refused(string message, string? field = null) : Exception(message)
{
    public string? Field { get; } = field;
}

/// <summary>The thing asked for is not there, or not for this person to know of: the answer is 404 either way.</summary>
public sealed class NotFound() : Exception("Not found");

/// <summary>The person may know that it exists, but may not do this: 403.</summary>
public sealed class Forbidden() : Exception("Forbidden");
