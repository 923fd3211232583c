namespace Tutela.Architecture.Tests.Imports;

public sealed class ImportTests
{
    private static readonly IReadOnlyList<Edge> Real =
        [.. new[] { "Tutela.Engine", "Tutela.Node", "Tutela.Web", "Tutela.Cli" }.SelectMany(name => Edges.Of(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))];

    [Fact] public void Modules_use_only_each_others_contract() => Assert.Empty(ImportRules.IntoAnotherModule(Real));
    [Fact] public void Platform_knows_no_module() => Assert.Empty(ImportRules.PlatformToModule(Real));
    [Fact] public void Projects_import_one_way() => Assert.Empty(ImportRules.AgainstTheStream(Real));
    [Fact] public void Engine_has_no_sockets_clock_or_framework() => Assert.Empty(ImportRules.EngineToOutside(Real));

    [Theory]
    [InlineData("Tutela.Web.Modules.Concerns.Concern", "Tutela.Web.Modules.People.Site")]
    public void Reaching_past_a_contract_is_found(string from, string to) => Assert.Single(ImportRules.IntoAnotherModule([new(from, to)]));

    [Fact]
    public void Contract_of_another_module_is_allowed() =>
        Assert.Empty(ImportRules.IntoAnotherModule([new("Tutela.Web.Modules.Concerns.Concern", "Tutela.Web.Modules.People.Contract.SchoolClass")]));

    [Fact]
    public void Platform_that_names_a_module_is_found() =>
        Assert.Single(ImportRules.PlatformToModule([new("Tutela.Web.Platform.Home.HomeModel", "Tutela.Web.Modules.People.Contract.SchoolClass")]));

    [Theory]
    [InlineData("Tutela.Engine.Index.DomainIndex", "Tutela.Node.Dns.Server")]
    [InlineData("Tutela.Node.Dns.Server", "Tutela.Web.Program")]
    [InlineData("Tutela.Web.Program", "Tutela.Cli.Verbs.RunVerb")]
    public void Import_against_the_stream_is_found(string from, string to) => Assert.Single(ImportRules.AgainstTheStream([new(from, to)]));

    [Theory]
    [InlineData("System.Net.Sockets.Socket")]
    [InlineData("System.TimeProvider")]
    [InlineData("Microsoft.Extensions.Logging.ILogger")]
    public void Engine_that_reaches_outside_is_found(string to) => Assert.Single(ImportRules.EngineToOutside([new("Tutela.Engine.Deciding.Decider", to)]));

    [Fact]
    public void Edges_are_really_read() =>
        Assert.Contains(Real, e => e.From == "Tutela.Cli.Verbs.RunVerb" && e.To == "Tutela.Web.Program");
}
