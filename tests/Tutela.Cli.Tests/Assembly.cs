using Tutela.Testing;

[assembly: AssemblyFixture(typeof(TestHost))]
