using Tutela.Web.Platform.Controls;

namespace Tutela.Web.Modules.Policies.ControlsPage;

/// <summary>A control's state in words.</summary>
public static class StateWords
{
    public static string Of(ControlState? state) => state switch
    {
        ControlState.Met => "met",
        ControlState.AtRisk => "at risk",
        ControlState.NotMet => "not met",
        ControlState.NotApplicable => "not applicable",
        _ => "no evidence yet",
    };
}
