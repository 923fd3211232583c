using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Checks;

/// <summary>Somebody looked at one part of the network's security on a day: what they found, who answers for it, when it is looked at again.</summary>
public sealed class NetworkCheck : SchoolRow
{
    public const int WhatMaxLength = 200;
    public const int FindingMaxLength = 1000;

    public required string What { get; init; }
    public DateOnly CheckedOn { get; init; }
    public bool Passed { get; init; }
    public string? Finding { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly NextOn { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public sealed record Wish(string? What, DateOnly? On, bool? Passed, string? Finding, Guid? Owner, DateOnly? Next);

    public static NetworkCheck Make(Wish wish, int months, Guid by, DateTimeOffset now)
    {
        var today = now.LondonDay();
        if (string.IsNullOrWhiteSpace(wish.What)) throw new Refused("Say what was checked", "Input.What");
        if (wish.What.Length > WhatMaxLength) throw new Refused($"Use at most {WhatMaxLength} characters", "Input.What");
        if (wish.On is not { } on) throw new Refused("Enter the day of the check", "Input.On");
        if (on > today) throw new Refused("The day can't be in the future", "Input.On");
        if (wish.Passed is not { } passed) throw new Refused("Choose the result", "Input.Passed");
        if (!passed && string.IsNullOrWhiteSpace(wish.Finding)) throw new Refused("Say what was found and what will be done", "Input.Finding");
        if (wish.Finding?.Length > FindingMaxLength) throw new Refused($"Use at most {FindingMaxLength} characters", "Input.Finding");
        if (wish.Owner is not { } owner) throw new Refused("Choose who answers for it", "Input.Owner");
        var next = wish.Next ?? on.AddMonths(months);
        if (next <= on) throw new Refused("The next check comes after this one", "Input.Next");
        return new NetworkCheck
        {
            Id = Guid.CreateVersion7(now),
            What = wish.What.Trim(),
            CheckedOn = on,
            Passed = passed,
            Finding = string.IsNullOrWhiteSpace(wish.Finding) ? null : wish.Finding.Trim(),
            OwnerId = owner,
            NextOn = next,
            RecordedById = by,
            RecordedAt = now,
        };
    }
}
