namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>A parent's or carer's worry as far as it has been typed, right or wrong: it is checked when it is sent.</summary>
public sealed class WorryDraft
{
    public const string Kind = "worry";
    public const string Another = "another";

    /// <summary>A child's id, or <see cref="Another"/>.</summary>
    public string? Child { get; set; }
    /// <summary>Who the other child is, as far as it is known.</summary>
    public string? Unnamed { get; set; }
    public string? Account { get; set; }
    public string? When { get; set; }

    /// <summary>Whether it can be sent, or the question that is still open.</summary>
    public bool IsReady => Child is not null && (Child != Another || !string.IsNullOrWhiteSpace(Unnamed)) && !string.IsNullOrWhiteSpace(Account)
        && Account.Length <= Concern.AccountMaxLength && !(Unnamed?.Length > Concern.UnnamedMaxLength) && !(When?.Length > Concern.HappenedAboutMaxLength);
}
