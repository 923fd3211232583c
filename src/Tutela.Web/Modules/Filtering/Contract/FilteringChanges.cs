using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>What people do with filtering that may call for a review of it, as the audit trail names it.</summary>
public static class FilteringChanges
{
    public static readonly IReadOnlyList<Process> All = [FilteringModule.GroupChanged, FilteringModule.ExceptionAdded, FilteringModule.ExceptionEnded, FilteringModule.FailureReported];
}
