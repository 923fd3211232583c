using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Standards.Contract;

namespace Tutela.Web.Modules.Standards;

internal static class StandardWords
{
    public static string Of(RequirementState state) => state switch
    {
        RequirementState.Met => "met",
        RequirementState.AtRisk => "at risk",
        RequirementState.NotMet => "not met",
        RequirementState.NotApplicable => "not applicable",
        RequirementState.NotBuilt => "not built",
        _ => "no evidence yet",
    };

    public static string Of(Sureness sureness) => sureness switch
    {
        Sureness.Verified => "read in the source",
        Sureness.Secondary => "quoted by another source",
        _ => "general knowledge",
    };

    public static string Of(StandardBoard board) => board switch
    {
        StandardBoard.Department => "The Department for Education's standards",
        StandardBoard.Filtering => "Appropriate filtering",
        _ => "Appropriate monitoring",
    };
}
