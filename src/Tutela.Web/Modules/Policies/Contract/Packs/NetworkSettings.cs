namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record FilteringSettings
{
    public required int ReviewMonths { get; init; }

    public required int ProviderCheckMonths { get; init; }

    /// <summary>Role ids: who answers for it, who runs it, who sees that it is done.</summary>
    public required string Responsible { get; init; }

    public required IReadOnlyList<string> Operators { get; init; }

    public required string Accountable { get; init; }

    /// <summary>Role ids told at once when a filter or the monitoring fails.</summary>
    public required IReadOnlyList<string> FailureAlerts { get; init; }

    /// <summary>Role id that decides a request to get round a filter; never the asker.</summary>
    public required string BypassDecidedBy { get; init; }

    /// <summary>Categories that a check must find refused for pupils.</summary>
    public required IReadOnlyList<string> PupilsMustBlock { get; init; }

    /// <summary>No fewer people than this know and run the filter. WID-5.10.</summary>
    public int MinimumOperators { get; init; } = 1;

    /// <summary>The school's own social accounts stay open to those who run them. HAM-8.8.</summary>
    public bool OfficialAccountsExempt { get; init; }
}

public sealed record MonitoringSettings
{
    public required string Notice { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    public required bool Websites { get; init; }

    public required bool Email { get; init; }

    public required int RawDays { get; init; }

    public required int AggregateDays { get; init; }

    public required AlertSettings Alerts { get; init; }

    public required IReadOnlyList<MonitoringStrategySetting> Strategies { get; init; }

    /// <summary>Use can be traced to a person. HAM-21.4.</summary>
    public bool TraceableToUser { get; init; }

    /// <summary>Those who monitor are themselves met with this often. WID-5.4.</summary>
    public int? MonitorCheckInMonths { get; init; }

    /// <summary>Role ids to whom misuse that monitoring finds is reported.</summary>
    public IReadOnlyList<string> MisuseReportedTo { get; init; } = [];
}

public sealed record AlertSettings
{
    /// <summary>This many refusals of one device within the window raise an alert.</summary>
    public required int RepeatedAttempts { get; init; }

    public required int WindowMinutes { get; init; }

    /// <summary>One refusal in these raises an alert at once.</summary>
    public required IReadOnlyList<string> HighRiskCategories { get; init; }
}

public sealed record MonitoringStrategySetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required int CheckDays { get; init; }
}

public sealed record OwnDeviceNetworkSettings
{
    /// <summary>False: there is no such network.</summary>
    public bool Provided { get; init; } = true;

    public required string Name { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    public required bool FilteredBySchool { get; init; }

    public required bool TrainingRequired { get; init; }

    public required int AuditMonths { get; init; }

    public required IReadOnlyList<string> LossSteps { get; init; }
}

public sealed record DataSettings
{
    public required string Law { get; init; }

    /// <summary>The law as the source policy words it, where it has been replaced since.</summary>
    public string? LawInText { get; init; }

    public PortableStorage PortableStorage { get; init; } = PortableStorage.NotStated;

    /// <summary>Role ids whose leave lets personal data off the site.</summary>
    public IReadOnlyList<string> OffSiteAuthority { get; init; } = [];

    public AuthorityRule OffSiteAuthorityRule { get; init; } = AuthorityRule.AnyOfThem;

    public IReadOnlyList<string> OffSiteClauses { get; init; } = [];

    public required IReadOnlyList<RetentionSetting> Retention { get; init; }
}

public enum PortableStorage
{
    NotStated,
    NotAllowed,
    SchoolOwnedAndEncrypted,
    SchoolOwned,
    AuthorisedOnly,
}

public enum AuthorityRule
{
    AnyOfThem,
    AllOfThem,
}

public sealed record RetentionSetting
{
    public required string Record { get; init; }

    /// <summary>Months, or absent when the record stays until a person decides.</summary>
    public int? Months { get; init; }

    /// <summary>What the months run from.</summary>
    public required string From { get; init; }
}
