namespace Tutela.Web.Platform.Audit;

/// <summary>A named thing that people do, as the audit trail records it: <paramref name="Code"/> is stable ("concern.reported"),
/// <paramref name="Text"/> is for reading. Declared beside the code that does it.</summary>
public sealed record Process(string Code, string Text);
