using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Drafts;

/// <summary>What somebody has typed and not yet sent: a row from the first page, so that text is never lost. Only its writer sees it.</summary>
public sealed class Draft : SchoolRow
{
    public Guid PersonId { get; init; }
    /// <summary>What it will become, such as "concern".</summary>
    public required string Kind { get; init; }
    public required string Body { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset SavedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>Set by "exit this page": from then on no browser shows it again, so the next child on a shared tablet does not see it.</summary>
    public DateTimeOffset? LeftAt { get; set; }
}

/// <summary>Keeps and finds the current user's drafts. What was typed is kept even when the page is refused or fails: the page filter calls
/// <see cref="KeepTypedAsync"/> after it has rolled back. Scoped.</summary>
public sealed class DraftDesk(TutelaDb db, CurrentUser user, SchoolScope scope, SchoolTransaction transactions, TimeProvider clock)
{
    private readonly Dictionary<Guid, Draft> _typed = [];

    public Draft Start<T>(string kind, T body)
    {
        var now = clock.GetUtcNow();
        var draft = new Draft { Id = Guid.CreateVersion7(now), PersonId = user.PersonId, Kind = kind, Body = JsonSerializer.Serialize(body), StartedAt = now, SavedAt = now };
        db.Add(draft);
        _typed[draft.Id] = draft;
        return draft;
    }

    /// <summary>The user's own open draft; <see cref="NotFound"/> when it is absent, somebody else's, sent or left.</summary>
    public async Task<(Draft Draft, T Body)> FindAsync<T>(Guid id, string kind)
    {
        var draft = await db.Set<Draft>().SingleOrDefaultAsync(d => d.Id == id && d.Kind == kind && d.PersonId == user.PersonId && d.SentAt == null && d.LeftAt == null)
            ?? throw new NotFound();
        return (draft, JsonSerializer.Deserialize<T>(draft.Body)!);
    }

    public void Save<T>(Draft draft, T body)
    {
        draft.Body = JsonSerializer.Serialize(body);
        draft.SavedAt = clock.GetUtcNow();
        _typed[draft.Id] = draft;
    }

    /// <summary>Writes the text of drafts that a rolled back transaction would have lost, in a transaction of its own. It sends nothing: a
    /// draft that had been marked as sent stays open.</summary>
    public async Task KeepTypedAsync()
    {
        if (_typed.Count == 0) return;
        await using var transaction = await transactions.BeginAsync();
        foreach (var draft in _typed.Values)
            await db.Database.ExecuteSqlAsync($"""
                insert into school.drafts (school_id, id, person_id, kind, body, started_at, saved_at)
                values ({scope.SchoolId}, {draft.Id}, {draft.PersonId}, {draft.Kind}, {draft.Body}, {draft.StartedAt}, {draft.SavedAt})
                on conflict (school_id, id) do update set body = excluded.body, saved_at = excluded.saved_at
                    where drafts.sent_at is null and drafts.left_at is null
                """);
        await transaction.CommitAsync();
    }

    public void Sent(Draft draft) => draft.SentAt = clock.GetUtcNow();

    public void Left(Draft draft) => draft.LeftAt = clock.GetUtcNow();

    /// <summary>The user's open drafts of a kind, newest first.</summary>
    public async Task<List<Draft>> OpenAsync(string kind) => await db.Set<Draft>()
        .Where(d => d.PersonId == user.PersonId && d.Kind == kind && d.SentAt == null && d.LeftAt == null).OrderByDescending(d => d.SavedAt).ToListAsync();
}
