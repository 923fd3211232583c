namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Who says that they have read and understood the policy, how understanding is shown, and how it is chased.</summary>
public sealed record AttestationSettings
{
    public IReadOnlyList<Audience> Audiences { get; init; } =
        [Audience.Staff, Audience.Governors, Audience.Volunteers, Audience.Contractors, Audience.AgencyStaff, Audience.Visitors];

    /// <summary>Days after somebody was asked on which they are reminded. Pupils and parents are asked and never chased.</summary>
    public IReadOnlyList<int> RemindDays { get; init; } = [7, 14];

    /// <summary>Days after which the headteacher is told, once the person has been reminded; absent: never.</summary>
    public int? HeadAfterDays { get; init; } = 28;

    /// <summary>Empty: the policy asks for none.</summary>
    public IReadOnlyList<AttestationQuestion> Questions { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <summary>A question with one right answer.</summary>
public sealed record AttestationQuestion
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    public required IReadOnlyList<AttestationOption> Options { get; init; }

    /// <summary>Empty: every adult who is asked.</summary>
    public IReadOnlyList<Audience> Audiences { get; init; } = [];

    public bool IsRight(string? option) => Options.Any(o => o.Id == option && o.Right);
}

public sealed record AttestationOption
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public bool Right { get; init; }

    /// <summary>Told to somebody who chose this and is wrong.</summary>
    public string Why { get; init; } = "";
}
