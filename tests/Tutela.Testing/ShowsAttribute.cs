namespace Tutela.Testing;

/// <summary>This test goes through the page and does what the clause's "software must" says, the right way and the refused way.
/// Coverage counts only clauses whose behaviour is declared by a module and shown by a test that carries this.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ShowsAttribute(params string[] clauses) : Attribute
{
    public IReadOnlyList<string> Clauses { get; } = clauses;
}
