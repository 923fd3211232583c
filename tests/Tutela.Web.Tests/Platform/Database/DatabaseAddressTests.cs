using Microsoft.Extensions.Configuration;
using Tutela.Web.Platform.Database;
using Xunit;

namespace Tutela.Web.Tests.Platform.Database;

public sealed class DatabaseAddressTests
{
    [Fact]
    public void All_three_name_a_database()
    {
        var address = DatabaseAddress.FromConfiguration(With("Host=h;Username=o", "Host=h;Username=a", "Host=h;Username=m"))!;
        Assert.Equal("Host=h;Username=o", address.For(DatabaseRole.Owner));
        Assert.Equal("Host=h;Username=a", address.For(DatabaseRole.App));
        Assert.Equal("Host=h;Username=m", address.For(DatabaseRole.Maintenance));
    }

    [Fact]
    public void None_means_that_Tutela_runs_its_own() => Assert.Null(DatabaseAddress.FromConfiguration(With(null, "", " ")));

    [Fact]
    public void Some_are_refused_by_name() =>
        Assert.Contains("TUTELA_DATABASE_APP is missing",
            Assert.Throws<DatabaseUnavailableException>(() => DatabaseAddress.FromConfiguration(With("Host=h", null, "Host=h"))).Message);

    [Fact]
    public void What_is_no_connection_string_is_refused_by_name() =>
        Assert.Contains("TUTELA_DATABASE_OWNER is not a connection string",
            Assert.Throws<DatabaseUnavailableException>(() => DatabaseAddress.FromConfiguration(With("postgres://h", "Host=h", "Host=h"))).Message);

    [Fact]
    public void Its_text_holds_no_password()
    {
        const string secret = "Host=h;Password=swordfish";
        Assert.DoesNotContain("swordfish", new DatabaseAddress(secret, secret, secret).ToString());
    }

    private static IConfiguration With(string? owner, string? app, string? maintenance) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [DatabaseAddress.OwnerKey] = owner,
            [DatabaseAddress.AppKey] = app,
            [DatabaseAddress.MaintenanceKey] = maintenance,
        }).Build();
}
