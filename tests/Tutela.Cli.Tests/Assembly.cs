using Tutela.Cli.Tests.Demonstration;
using Tutela.Testing;

[assembly: AssemblyFixture(typeof(TestHost))]
[assembly: AssemblyFixture(typeof(DemonstrationHost))]
