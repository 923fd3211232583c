namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What is wrong in a pack, and where: the message reads <c>file:line: problem</c>.</summary>
public sealed class PackFaultException(string file, int line, string problem, Exception? cause = null)
    : Exception($"{file}:{line}: {problem}", cause)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public string Problem { get; } = problem;
}
