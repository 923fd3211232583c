namespace Tutela.Engine.Index;

/// <summary>An index file that is damaged, cut short, or of another kind. The message says which.</summary>
public sealed class IndexRefusedException(string reason) : Exception(reason);
