using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>What stands on the record of somebody's leaving. Other modules register one each.</summary>
public abstract class LeaverChecklist
{
    public abstract Task<IReadOnlyList<LeaverLine>> ForAsync(Person person);

    /// <summary>Asks for what only the leaver can give.</summary>
    public virtual Task AskAsync(Person person) => Task.CompletedTask;
}

/// <summary>One line of the record. Without <paramref name="DoneOn"/> a line that is needed keeps the record open. <paramref name="Path"/>, below the school's
/// address, is where it is done.</summary>
public sealed record LeaverLine(string What, DateOnly? DoneOn, string State, bool IsNeeded, string? Path = null, string? PathText = null, bool MayBeAsked = false)
{
    public bool IsOpen => IsNeeded && DoneOn is null;
}
