using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Tutela.Endurance;

/// <summary>A question on its way.</summary>
internal sealed class Question(NameTally tally, ushort type, Right right, long at)
{
    /// <summary>1 once it was judged.</summary>
    public int Judged;

    /// <summary>Set when it went out a second time.</summary>
    public volatile bool Retried;

    public NameTally Tally { get; } = tally;
    public ushort Type { get; } = type;
    public Right Right { get; } = right;
    public long At { get; } = at;
    public TimeSpan Age => Stopwatch.GetElapsedTime(At);
    public bool Expired => Age >= Ledger.Patience;
}

/// <summary>A time in which something was away; open until <see cref="End"/> is set.</summary>
internal sealed class Gap(long start)
{
    public long Start { get; } = start;
    public long End { get; set; } = long.MaxValue;
}

/// <summary>Counts outcomes and keeps what is needed to say at the end what must have been recorded. Safe from any thread.</summary>
internal sealed class Ledger
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // A stale answer stands for five seconds after a failure, and that may have been asked before the end of the gap.
    private static readonly TimeSpan AfterBothDown = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan NearKill = TimeSpan.FromSeconds(1), Kept = TimeSpan.FromSeconds(3);
    private const int MostToldOfAKind = 6;

    private readonly ConcurrentQueue<(long At, NameTally Tally)> _recent = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentDictionary<string, int> _kinds = new();
    private readonly List<Gap> _bothDown = [], _nodeDown = [];
    private readonly Lock _gaps = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    public long Asked, Answered, RightOnes, Wrong, Unanswered, UnansweredNodeDown, Retried, Late, ServFailBothDown, ServFailOther, StaleBothDown, StaleOther, Unreadable, Replies;

    public IEnumerable<string> Told => _told;

    /// <summary>The longest that this program itself stood still: on a machine that is too busy it says nothing about the node when answers are late.</summary>
    public double PaceGapMilliseconds;

    public Gap BeginBothDown() => Begin(_bothDown);

    public Gap BeginNodeDown() => Begin(_nodeDown);

    /// <summary>Every datagram or message that goes out counts: each that arrives is recorded.</summary>
    public static void Sent(NameTally tally) => Interlocked.Increment(ref tally.Sent);

    /// <summary>Takes a reply to a question, in time, late or second.</summary>
    public void Take(Question question, ReadOnlySpan<byte> message)
    {
        var reply = Dns.Read(message);
        if (reply is null || reply.Name != question.Tally.Name)
        {
            Interlocked.Increment(ref Unreadable);
            Tell("unreadable", question.Tally.Name);
            return;
        }
        Received(question.Tally);
        if (Interlocked.Exchange(ref question.Judged, 1) == 1) Interlocked.Increment(ref Late);
        else Judge(question, reply);
    }

    public void Received(NameTally tally)
    {
        Interlocked.Increment(ref Replies);
        Interlocked.Increment(ref tally.Received);
        _recent.Enqueue((Stopwatch.GetTimestamp(), tally));
        while (_recent.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest.At) > Kept) _recent.TryDequeue(out _);
    }

    /// <summary>A question that nobody answered in time.</summary>
    public void GiveUp(Question question)
    {
        if (Interlocked.Exchange(ref question.Judged, 1) == 1) return;
        if (Within(_nodeDown, question, TimeSpan.FromMilliseconds(500)))
        {
            Interlocked.Increment(ref UnansweredNodeDown);
            return;
        }
        Interlocked.Increment(ref Unanswered);
        Tell("no answer", question.Tally.Name);
    }

    public void Retry(Question question)
    {
        question.Retried = true;
        Interlocked.Increment(ref Retried);
    }

    /// <summary>What was answered in the last second before the kill may be missing at the centre.</summary>
    public void ExcuseBefore(long killed)
    {
        foreach (var (at, tally) in _recent)
            if (Stopwatch.GetElapsedTime(at, killed) <= NearKill) Interlocked.Increment(ref tally.Excused);
    }

    /// <summary>Keeps the first ones of each kind for whoever looks for the cause, with the seconds since the start.</summary>
    public void Tell(string kind, string what)
    {
        if (_kinds.AddOrUpdate(kind, 1, static (_, count) => count + 1) <= MostToldOfAKind)
            _told.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{kind}: {what} ({Stopwatch.GetElapsedTime(_began).TotalSeconds:0.0} s)"));
    }

    private void Judge(Question question, Reply reply)
    {
        Interlocked.Increment(ref Answered);
        var bothDown = Within(_bothDown, question, AfterBothDown);
        if (reply.Rcode == Dns.ServFail)
        {
            Interlocked.Increment(ref (bothDown ? ref ServFailBothDown : ref ServFailOther));
            if (!bothDown) Tell("SERVFAIL", question.Tally.Name);
            return;
        }
        var right = !reply.Truncated && question.Right switch
        {
            Right.Refused => reply.Refused,
            Right.NoSuchName => reply.Rcode == Dns.NxDomain && !reply.Refused,
            _ => reply.Rcode == Dns.NoError && reply.Addresses.Count == 1 && reply.Addresses[0] == Expected(question),
        };
        if (!right)
        {
            Interlocked.Increment(ref Wrong);
            Tell("wrong", $"{question.Tally.Name} should be {question.Right}, is rcode {reply.Rcode}, error {reply.Ede}, {string.Join(' ', reply.Addresses)}");
            return;
        }
        Interlocked.Increment(ref RightOnes);
        if (!reply.Stale) return;
        Interlocked.Increment(ref (bothDown ? ref StaleBothDown : ref StaleOther));
        if (!bothDown) Tell("stale", question.Tally.Name);
    }

    private static string Expected(Question question)
    {
        var (_, leadsTo, _) = Names.Upstream(question.Tally.Name);
        return Convert.ToHexString(Names.AddressOf(leadsTo ?? question.Tally.Name, question.Type));
    }

    private bool Within(List<Gap> gaps, Question question, TimeSpan after)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gaps)
        {
            foreach (var gap in gaps)
                if (now >= gap.Start && (gap.End == long.MaxValue || Stopwatch.GetElapsedTime(gap.End, question.At) < after)) return true;
        }
        return false;
    }

    private Gap Begin(List<Gap> gaps)
    {
        var gap = new Gap(Stopwatch.GetTimestamp());
        lock (_gaps) gaps.Add(gap);
        return gap;
    }
}
