using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Notices;

/// <summary>Tells people: a notice in the system and, where they have an address, an e-mail that holds a link and nothing else.
/// Written in the caller's transaction. Scoped.</summary>
public sealed class Notifier(TutelaDb db, SchoolScope scope, TimeProvider clock, PublicAddress address)
{
    /// <summary>Tells each person once. <paramref name="text"/> is shown only after sign-in; the e-mail never carries it.</summary>
    public async Task TellAsync(IReadOnlyCollection<Guid> people, string text, string path, bool mail = true)
    {
        var now = clock.GetUtcNow();
        var ids = people.Distinct().ToArray();
        foreach (var person in ids)
            db.Add(new Notice { Id = Guid.CreateVersion7(now), PersonId = person, Text = text, Href = scope.Href(path), At = now });
        if (!mail) return;
        var addresses = await db.Set<Person>().Where(p => ids.Contains(p.Id) && p.Email != null && p.EndedOn == null).Select(p => p.Email!).Distinct().ToListAsync();
        foreach (var to in addresses) Mail(to, "Something in Tutela needs you", $"Please sign in to Tutela to see it:\n\n{address.Of(scope.Href(path))}\n");
    }

    /// <summary>Queues one e-mail. The subject and body must name nobody and tell no detail.</summary>
    public void Mail(string to, string subject, string body)
    {
        var now = clock.GetUtcNow();
        db.Add(new OutboxMail { Id = Guid.CreateVersion7(now), To = to, Subject = subject, Body = body, CreatedAt = now, NextAttemptAt = now });
    }
}
