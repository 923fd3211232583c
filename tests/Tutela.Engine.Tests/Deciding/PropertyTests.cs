using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Deciding;

/// <summary>The engine against the slow matcher, on worlds of few labels, so that suffixes meet all the time.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Labels = ["a", "b", "ab", "www", "x-1", "a-label-that-is-longer-than-sixteen"];
    private static readonly string[] Tops = ["example", "test"];
    private static readonly string[] CategoryNames = ["adult", "child-abuse", "games", "gambling", "terrorism", "chosen"];
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    [Fact]
    public void Engine_and_slow_matcher_agree()
    {
        var seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Prop.ForAll(seeds, seed => Agree(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void Agree(Random random)
    {
        using var shop = new Workshop();
        string[] sealedCategories = random.Next(3) == 0 ? ["child-abuse", "terrorism", "chosen"] : ["child-abuse", "terrorism"];
        var lists = new List<SlowList>();
        var builder = shop.Builder();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var list = new SlowList(Pick(random, CategoryNames), "l" + i, [.. Names(random, 12)], [.. Names(random, 2)]);
            lists.Add(list);
            var text = string.Join('\n', list.Names.Select(n => Dress(random, n)).Concat(list.Exceptions.Select(e => $"@@||{e}^")));
            builder.AddFile(list.Category, shop.Write($"{i}/{list.Name}.txt", text), sealedCategory: list.Category == "chosen" && sealedCategories.Length == 3);
        }
        var document = Document(random);
        var path = shop.Build(builder);
        using var index = DomainIndex.Open(path);
        Assert.Equal(lists.SelectMany(l => l.Names).Distinct().Count(), index.Names);
        var snapshot = new Snapshot(index, Workshop.Rules(Encoding.UTF8.GetString(document.ToJson())));
        // A category is sealed for good only where one of its files said so.
        var sealedHere = sealedCategories.Where(c => c != "chosen" || lists.Any(l => l.Category == "chosen")).ToArray();
        var slow = new SlowMatcher(lists, sealedHere);

        foreach (var name in Names(random, 40).Append("example"))
        {
            Assert.Equal(string.Join(',', slow.Categories(name)), Workshop.Categories(index, Vary(random, name)));
            foreach (var group in document.Groups)
            {
                var time = Workshop.MondayMorning.AddMinutes(random.Next(0, 60 * 24 * 400));
                var bytes = Encoding.ASCII.GetBytes(name);
                var decision = snapshot.Decide(new Query { Name = bytes, Time = time }, snapshot.Rules.Find(group.Name)!);
                var (allowed, why) = slow.Decide(name, group, time);
                Assert.Equal((allowed, why), (decision.Allowed, Word(decision.Reason)));
                if (decision.Reason == DecisionReason.Category) Assert.True(slow.Lists(decision.Category!, decision.List!, decision.Rule(bytes)!), name);
            }
        }
    }

    private static string Word(DecisionReason reason) => reason switch
    {
        DecisionReason.Sealed => "sealed",
        DecisionReason.AllowException or DecisionReason.DenyException => "exception",
        DecisionReason.Category => "category",
        DecisionReason.NoAccess => "no-access",
        DecisionReason.Everything => "everything",
        DecisionReason.Hours => "hours",
        _ => "nothing",
    };

    private static RulesDocument Document(Random random)
    {
        var groups = new List<GroupDocument>();
        foreach (var name in (string[])["pupils", "staff", "default", "no-access"])
        {
            groups.Add(new GroupDocument
            {
                Name = name,
                Block = random.Next(8) == 0 ? ["*"] : [.. Some(random, CategoryNames)],
                Allow = [.. Exceptions(random)],
                Deny = [.. Exceptions(random)],
                Hours = name == "no-access" ? null : [.. Enumerable.Range(0, random.Next(3)).Select(_ => Window(random))],
            });
        }
        return new RulesDocument { Groups = groups };
    }

    private static HoursDocument Window(Random random)
    {
        var from = random.Next(0, 1440);
        var to = (from + random.Next(1, 1439)) % 1440;
        return new HoursDocument
        {
            Days = random.Next(3) == 0 ? null : [.. Some(random, DayNames)],
            From = $"{from / 60:D2}:{from % 60:D2}",
            To = $"{to / 60:D2}:{to % 60:D2}",
            Block = random.Next(4) == 0 ? ["*"] : [.. Some(random, CategoryNames)],
            Allow = [.. Some(random, CategoryNames)],
        };
    }

    private static IEnumerable<ExceptionDocument> Exceptions(Random random) => Names(random, 4).Distinct()
        .Select(n => new ExceptionDocument { Name = n, Until = random.Next(2) == 0 ? null : Workshop.MondayMorning.AddDays(random.Next(400)) });

    private static IEnumerable<string> Some(Random random, string[] from) => from.Where(_ => random.Next(3) == 0);

    private static IEnumerable<string> Names(Random random, int most)
    {
        for (var i = random.Next(most + 1); i > 0; i--)
            yield return string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(random, Labels)).Append(Pick(random, Tops)));
    }

    private static string Dress(Random random, string name) => random.Next(5) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name + ".",
        2 => $"||{name}^",
        3 => "0.0.0.0 " + name,
        _ => name,
    };

    private static string Vary(Random random, string name) => random.Next(3) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name + ".",
        _ => name,
    };

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
