using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>What stands on each page of the policy, on the screen and on each sheet of paper: its title, version and school year. The year comes from
/// the dates of the version, never from what somebody typed. Shown by the partial view _Running.cshtml.</summary>
public sealed record RunningLine(string Title, int Version, string SchoolYear)
{
    public const string Partial = "/Modules/Policies/Contract/_Running.cshtml";

    /// <summary>The school year of a day, such as 2026-27.</summary>
    public static string YearOf(DateOnly day) => day.SchoolYear();
}
