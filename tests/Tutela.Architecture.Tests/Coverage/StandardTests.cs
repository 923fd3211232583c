using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform.Controls;

namespace Tutela.Architecture.Tests.Coverage;

/// <summary>Requirements of the national standards name controls by their ids: each is there.</summary>
public sealed class StandardTests(TestHost host)
{
    [Fact]
    public void Every_control_that_a_requirement_names_is_there() => Assert.Empty(Unknown(host.Services.GetRequiredService<StandardsFile>()));

    [Fact]
    public void Unknown_control_is_found()
    {
        var file = host.Services.GetRequiredService<StandardsFile>();
        var wrong = file with { Standards = [file.Standards[0] with { Requirements = [file.Standards[0].Requirements[0] with { Controls = ["no.such"] }] }] };
        Assert.Equal(["no.such"], Unknown(wrong));
    }

    private List<string> Unknown(StandardsFile file)
    {
        using var scope = host.Services.CreateScope();
        var known = scope.ServiceProvider.GetServices<Control>().Select(c => c.Id).ToHashSet();
        return [.. file.Requirements.SelectMany(r => r.Controls).Where(id => !known.Contains(id)).Distinct()];
    }
}
