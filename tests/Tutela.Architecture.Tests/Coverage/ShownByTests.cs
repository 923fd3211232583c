using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Controls;

namespace Tutela.Architecture.Tests.Coverage;

/// <summary>Coverage says which tests show a clause. The list is written from the tests themselves, and held true here.</summary>
public sealed class ShownByTests(TestHost host)
{
    private static readonly string[] TestAssemblies = ["Tutela.Web.Tests", "Tutela.Cli.Tests", "Tutela.Browser.Tests", "Tutela.Node.Tests"];

    [Fact]
    public void List_of_tests_that_show_clauses_is_what_the_tests_say()
    {
        var root = Root();
        var path = Path.Combine(root, "src/Tutela.Web/Modules/Policies/Contract", ShownBy.FileName);
        var expected = "clause,test\n" + string.Concat(Found(root).Select(pair => $"{pair.Clause},{pair.Test}\n"));
        if (Environment.GetEnvironmentVariable("TUTELA_WRITE") == "1") File.WriteAllText(path, expected);
        Assert.True(expected == File.ReadAllText(path), $"{path} is not what the tests say. Run this test with TUTELA_WRITE=1 and commit the file.");
    }

    [Fact]
    public void Every_clause_that_a_control_or_behaviour_claims_is_shown_by_a_test()
    {
        var shown = Found(Root()).Select(p => p.Clause).ToHashSet();
        Assert.Empty(Claimed().Except(shown));
    }

    [Fact]
    public void Every_clause_that_a_test_shows_is_claimed_by_a_control_or_behaviour()
    {
        var claimed = Claimed().ToHashSet();
        Assert.DoesNotContain(Found(Root()), p => !claimed.Contains(p.Clause));
    }

    [Fact]
    public void Every_claimed_clause_stands_in_the_register()
    {
        var register = host.Services.GetRequiredService<PackCatalogue>().Register;
        Assert.DoesNotContain(Claimed(), c => !ClauseId.TryParse(c, out var id) || register.Find(id) is null);
    }

    [Fact]
    public void Control_of_more_than_six_clauses_says_how_it_shows_each()
    {
        using var scope = host.Services.CreateScope();
        Assert.Empty(scope.ServiceProvider.GetServices<Control>().Where(c => c.Clauses.Count > 6 && c.Clauses.Any(clause => !c.How.ContainsKey(clause))).Select(c => c.Id));
    }

    private List<string> Claimed()
    {
        using var scope = host.Services.CreateScope();
        return [.. scope.ServiceProvider.GetServices<Control>().SelectMany(c => c.Clauses), .. Tutela.Web.Program.Modules.All.SelectMany(m => m.Behaviours).Select(b => b.Clause)];
    }

    private static List<(string Clause, string Test)> Found(string root)
    {
        var found = new SortedSet<(string, string)>(Comparer<(string, string)>.Create((a, b) => string.CompareOrdinal($"{a.Item1},{a.Item2}", $"{b.Item1},{b.Item2}")));
        foreach (var name in TestAssemblies)
        {
            var path = Path.Combine(root, "artifacts/bin", name, "release", $"{name}.dll");
            Assert.True(File.Exists(path), $"{name} has not been built in Release");
            using var assembly = AssemblyDefinition.ReadAssembly(path);
            foreach (var type in assembly.MainModule.GetTypes())
                foreach (var method in type.Methods)
                    foreach (var attribute in method.CustomAttributes.Concat(type.CustomAttributes).Where(a => a.AttributeType.Name == nameof(ShowsAttribute)))
                        if (method.CustomAttributes.Any(a => a.AttributeType.Name is "FactAttribute" or "TheoryAttribute"))
                            foreach (var clause in (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
                                found.Add(((string)clause.Value, $"{type.Name}.{method.Name}"));
        }
        return [.. found];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tutela.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Tutela.slnx is in no folder above the tests.");
    }
}
