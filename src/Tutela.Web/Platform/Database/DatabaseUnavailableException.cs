namespace Tutela.Web.Platform.Database;

/// <summary>There is no database to work with. The message is for the person at the keyboard: what is wrong and what to do.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
