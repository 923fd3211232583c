using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Breaches;

public enum BreachKind
{
    UsedAnothersLogin,
    SharedLogin,
    PasswordDisclosed,
    SessionLeftOpen,
    PupilUsedStaffLogin,
    AnothersFiles,
    SuspectedBreach,
    KnownPassword,
}

public enum FileAct { Opened, Copied, Removed, Altered }

/// <summary>A rule of sign-in was broken, or somebody suspects so. What was said is never edited. Each concerns one account, and where another
/// person used it, that person's as well; whoever's password may be known gets a new one.</summary>
public sealed class SignInBreach : SchoolRow
{
    public const int AccountMaxLength = 2000;
    public const int WithWhomMaxLength = 200;

    public BreachKind Kind { get; init; }
    /// <summary>Whose account it is.</summary>
    public Guid PersonId { get; init; }
    /// <summary>Who used it.</summary>
    public Guid? OtherId { get; init; }
    public string? WithWhom { get; init; }
    public FileAct? Act { get; init; }
    public bool? OwnerAgreed { get; init; }
    public required string Account { get; init; }
    public DateOnly HappenedOn { get; init; }
    public Guid ReportedById { get; init; }
    public DateTimeOffset ReportedAt { get; init; }

    public sealed record Wish(BreachKind? Kind, Guid PersonId, Guid? OtherId, bool OwnerIsStaff, bool? OtherIsPupil, string? WithWhom, FileAct? Act, bool? OwnerAgreed, string? Account, DateOnly? On);

    public static SignInBreach Report(Wish wish, Guid by, DateTimeOffset now)
    {
        if (wish.Kind is not { } kind) throw new Refused("Choose what happened", "Input.Kind");
        if (kind.NeedsOther() && wish.OtherId is null) throw new Refused("Choose who used the account", "Input.OtherName");
        if (wish.OtherId == wish.PersonId) throw new Refused("Nobody uses another's login who is its owner. Choose somebody else", "Input.OtherName");
        if (kind == BreachKind.PupilUsedStaffLogin && (!wish.OwnerIsStaff || wish.OtherIsPupil != true)) throw new Refused("The account is a member of staff's and a pupil used it. Choose another kind, or the right people", "Input.Kind");
        if (kind == BreachKind.SessionLeftOpen && !wish.OwnerIsStaff) throw new Refused("This is about a member of staff's session. Choose another kind", "Input.Kind");
        if (kind == BreachKind.SharedLogin && wish.OtherId is null && string.IsNullOrWhiteSpace(wish.WithWhom)) throw new Refused("Say with whom it was shared", "Input.WithWhom");
        if (wish.WithWhom?.Length > WithWhomMaxLength) throw new Refused($"Use at most {WithWhomMaxLength} characters", "Input.WithWhom");
        if (kind == BreachKind.AnothersFiles && wish.Act is null) throw new Refused("Choose what was done with the files", "Input.Act");
        if (kind == BreachKind.AnothersFiles && wish.OwnerAgreed is null) throw new Refused("Say whether the owner had agreed", "Input.OwnerAgreed");
        if (string.IsNullOrWhiteSpace(wish.Account)) throw new Refused("Say what happened", "Input.Account");
        if (wish.Account.Length > AccountMaxLength) throw new Refused($"Use at most {AccountMaxLength} characters", "Input.Account");
        var day = wish.On ?? now.LondonDay();
        if (day > now.LondonDay()) throw new Refused("The day can't be in the future", "Input.On");
        return new SignInBreach
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            PersonId = wish.PersonId,
            OtherId = wish.OtherId,
            WithWhom = string.IsNullOrWhiteSpace(wish.WithWhom) ? null : wish.WithWhom.Trim(),
            Act = kind == BreachKind.AnothersFiles ? wish.Act : null,
            OwnerAgreed = kind == BreachKind.AnothersFiles ? wish.OwnerAgreed : null,
            Account = wish.Account.Trim(),
            HappenedOn = day,
            ReportedById = by,
            ReportedAt = now,
        };
    }
}

public static class BreachKinds
{
    public static string Title(this BreachKind kind) => kind switch
    {
        BreachKind.UsedAnothersLogin => "Used another's login",
        BreachKind.SharedLogin => "Shared login",
        BreachKind.PasswordDisclosed => "Password disclosed",
        BreachKind.SessionLeftOpen => "Staff session left open",
        BreachKind.PupilUsedStaffLogin => "Pupil used staff login",
        BreachKind.AnothersFiles => "Another user's files",
        BreachKind.SuspectedBreach => "Suspected security breach",
        _ => "Known password",
    };

    public static string Hint(this BreachKind kind) => kind switch
    {
        BreachKind.UsedAnothersLogin => "Somebody signed in as another person",
        BreachKind.SharedLogin => "The owner let somebody else use the account",
        BreachKind.PasswordDisclosed => "The owner told or showed a password to somebody",
        BreachKind.SessionLeftOpen => "A member of staff left without signing out or locking",
        BreachKind.PupilUsedStaffLogin => "A pupil was online on a member of staff's login",
        BreachKind.AnothersFiles => "Files of another person were opened, copied, removed or altered",
        BreachKind.SuspectedBreach => "Something looks wrong with an account or a system",
        _ => "You think that somebody knows this password",
    };

    /// <summary>There is no such breach without a second person.</summary>
    public static bool NeedsOther(this BreachKind kind) => kind is BreachKind.UsedAnothersLogin or BreachKind.PupilUsedStaffLogin;

    /// <summary>The account's password may be known to somebody else.</summary>
    public static bool NeedsReset(this BreachKind kind) => kind is not BreachKind.AnothersFiles;
}
