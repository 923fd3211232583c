namespace Tutela.Web.Modules.People.Contract;

/// <summary>Marks a page that shows a case file: where the pack says so, it asks for the password again when that was last given too long ago.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CaseFileAttribute : Attribute;
