using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

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

/// <summary>Keeps and finds the current user's drafts. Scoped.</summary>
public sealed class DraftDesk(TutelaDb db, CurrentUser user, TimeProvider clock)
{
    public Draft Start<T>(string kind, T body)
    {
        var now = clock.GetUtcNow();
        var draft = new Draft { Id = Guid.CreateVersion7(now), PersonId = user.PersonId, Kind = kind, Body = JsonSerializer.Serialize(body), StartedAt = now, SavedAt = now };
        db.Add(draft);
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
    }

    public void Sent(Draft draft) => draft.SentAt = clock.GetUtcNow();

    public void Left(Draft draft) => draft.LeftAt = clock.GetUtcNow();

    /// <summary>The user's open drafts of a kind, newest first.</summary>
    public async Task<List<Draft>> OpenAsync(string kind) => await db.Set<Draft>()
        .Where(d => d.PersonId == user.PersonId && d.Kind == kind && d.SentAt == null && d.LeftAt == null).OrderByDescending(d => d.SavedAt).ToListAsync();
}
