using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.PictureCards;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>What is printed on a pupil's card. The password is nowhere else.</summary>
public sealed record Card(Guid PersonId, string Name, string UserName, string Password);

/// <summary>Gives pupils a sign-in: a user name of two words and a number, and a password that keeps the rule of their phase. Scoped.</summary>
public sealed class CardDesk(TutelaDb db, AccountDesk accounts, PasswordDesk passwords, AuditTrail audit)
{
    public static readonly Process Printed = new("people.cards-printed", "Sign-in cards of a class were printed");

    /// <summary>A new password for each pupil, and a sign-in for those who have none. Some 50 ms a pupil: passwords are hashed slowly on purpose.</summary>
    public Task<IReadOnlyList<Card>> MakeAsync(IReadOnlyList<Person> pupils) => MakeAsync(pupils, passwords.Make, passwords.MustChange);

    /// <summary>The same with passwords of the caller's. A picture card that a pupil had ends: it is one way in or the other.</summary>
    internal async Task<IReadOnlyList<Card>> MakeAsync(IReadOnlyList<Person> pupils, Func<Person, string> password, Func<Person, bool> temporary)
    {
        var people = pupils.Select(p => p.Id).ToList();
        await db.Set<PictureCard>().Where(c => people.Contains(c.Id)).ExecuteDeleteAsync();
        var ids = pupils.Select(p => p.AccountId).OfType<Guid>().ToList();
        var names = await db.Users.Where(a => ids.Contains(a.Id) && a.EndedAt == null).ToDictionaryAsync(a => a.Id, a => a.UserName!);
        var fresh = new Queue<string>(await FreshNamesAsync(pupils.Count - names.Count));
        var cards = new List<Card>();
        foreach (var pupil in pupils) cards.Add(await MakeAsync(pupil, password(pupil), temporary(pupil), names, fresh));
        return cards;
    }

    /// <summary>Sets one pupil's password to one that somebody chose, or to a made one.</summary>
    public async Task<Card> MakeAsync(Person pupil, string? password)
    {
        if (password is not null) passwords.Check(pupil, password);
        return (await MakeAsync([pupil], _ => password ?? passwords.Make(pupil), passwords.MustChange))[0];
    }

    private async Task<Card> MakeAsync(Person pupil, string password, bool temporary, Dictionary<Guid, string> names, Queue<string> fresh)
    {
        if (pupil.AccountId is { } id && names.TryGetValue(id, out var name))
        {
            await accounts.SetPasswordAsync(pupil, password, temporary);
            return new(pupil.Id, pupil.Name, name, password);
        }
        var account = await accounts.OpenAsync(pupil, fresh.Dequeue(), password, temporary);
        return new(pupil.Id, pupil.Name, account.UserName!, password);
    }

    public void RecordPrinting(Guid classId, int cards) => audit.Record(Printed, nameof(Contract.SchoolClass), classId, after: new { cards });

    private async Task<IEnumerable<string>> FreshNamesAsync(int count)
    {
        var names = new HashSet<string>();
        while (names.Count < count)
        {
            while (names.Count < count) names.Add(PupilUserName.Make());
            var upper = names.Select(n => n.ToUpperInvariant()).ToList();
            names.ExceptWith((await db.Users.Where(a => upper.Contains(a.NormalizedUserName!)).Select(a => a.NormalizedUserName!).ToListAsync()).Select(n => n.ToLowerInvariant()));
        }
        return names;
    }
}
