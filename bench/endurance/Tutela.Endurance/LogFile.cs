using System.Text;

namespace Tutela.Endurance;

/// <summary>
/// A process's words, in a file, so that nobody waits at the end of a pipe that a child of it holds. Lines are read as they come: those that tell of
/// a fault are kept, those that somebody waits for are counted.
/// </summary>
internal sealed class LogFile(string path)
{
    private static readonly string[] Faults = ["Exception", "could not be answered", "a task failed", "a connection ended", "Unhandled", "fail: ", "crit: ", "damaged, set aside"];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _lines = [];
    private readonly StringBuilder _rest = new();
    private long _read;

    public string Path { get; } = path;

    public IReadOnlyList<string> FaultsFound
    {
        get
        {
            Look();
            lock (_lock) return [.. _faults];
        }
    }

    public int Count
    {
        get
        {
            Look();
            lock (_lock) return _lines.Count;
        }
    }

    /// <summary>Lines from one on that hold a text.</summary>
    public IReadOnlyList<string> Lines(string text, int from = 0)
    {
        Look();
        lock (_lock) return [.. _lines.Skip(from).Where(l => l.Contains(text, StringComparison.Ordinal))];
    }

    /// <summary>Waits for a line; false when it has not come in time.</summary>
    public async Task<bool> SaysAsync(string text, int from, TimeSpan patience, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        while (Lines(text, from).Count == 0)
        {
            await Task.Delay(Pace, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!limit.IsCancellationRequested) continue;
            stop.ThrowIfCancellationRequested();
            return false;
        }
        return true;
    }

    private void Look()
    {
        lock (_lock)
        {
            if (!File.Exists(Path)) return;
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = _read;
            using var reader = new StreamReader(file, Encoding.UTF8);
            var text = reader.ReadToEnd();
            _read = file.Position;
            foreach (var c in text)
            {
                if (c != '\n')
                {
                    _rest.Append(c);
                    continue;
                }
                var line = _rest.ToString();
                _rest.Clear();
                _lines.Add(line);
                if (Faults.Any(f => line.Contains(f, StringComparison.Ordinal))) _faults.Add(line);
            }
        }
    }
}
