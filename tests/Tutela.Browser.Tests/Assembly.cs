using Tutela.Browser.Tests;
using Tutela.Cli.Tests.Demonstration;
using Tutela.Testing;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(TestHost))]
[assembly: AssemblyFixture(typeof(DemonstrationHost))]
