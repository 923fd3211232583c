using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>The people whom the policy publishes, by post: name and contact from the register. Four queries a call. Scoped.</summary>
public sealed class PublishedContacts(TutelaDb db, PostRegister register)
{
    /// <summary>Posts whose holders a school publishes, as far as its pack has them.</summary>
    public static readonly IReadOnlyList<string> Posts = ["online-safety-coordinator", "dsl", "deputy-dsl", "link-governor"];

    /// <summary>Without these a policy is not published. The first that the pack has stands for the coordinator.</summary>
    private static readonly string[] Needed = ["online-safety-coordinator", "dsl"];

    public sealed record Contact(string Post, string Title, IReadOnlyList<string> Names, string? Phone, string? Email)
    {
        public bool IsWhole => Names.Count > 0 && (Phone ?? Email) is not null;
    }

    public async Task<IReadOnlyList<Contact>> LoadAsync()
    {
        var ways = await db.Set<PostContact>().AsNoTracking().ToDictionaryAsync(c => c.Post);
        return [.. (await register.LoadAsync()).Where(p => Posts.Contains(p.Setting.Id)).OrderBy(p => Posts.ToList().IndexOf(p.Setting.Id)).Select(p => new Contact(
            p.Setting.Id, p.Setting.Title, [.. p.Answering.Select(h => h.Name)], ways.GetValueOrDefault(p.Setting.Id)?.Phone, ways.GetValueOrDefault(p.Setting.Id)?.Email))];
    }

    /// <summary>The posts that stand in the way of publishing the policy because name or contact is blank. Empty: it may be published.</summary>
    public async Task<IReadOnlyList<Contact>> LackingAsync() => [.. (await LoadAsync()).Where(c => Needed.Contains(c.Post) && !c.IsWhole)];
}
