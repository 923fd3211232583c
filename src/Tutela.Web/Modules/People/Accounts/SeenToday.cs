using System.Collections.Concurrent;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>Whom this process has written down today, so that a person's day costs one statement and not one a page. Thread-safe.</summary>
public sealed class SeenToday
{
    private readonly ConcurrentDictionary<Guid, DateOnly> _days = new();

    public bool IsNew(Guid person, DateOnly today) => !_days.TryGetValue(person, out var day) || day != today;

    public void Add(Guid person, DateOnly today) => _days[person] = today;
}
