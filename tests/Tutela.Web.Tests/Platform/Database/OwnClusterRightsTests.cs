using Npgsql;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Database.Cluster;
using Xunit;
using static Tutela.Web.Tests.Platform.Database.TemporaryData;

namespace Tutela.Web.Tests.Platform.Database;

public sealed class OwnClusterRightsTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    [Fact]
    public async Task Nothing_listens_on_the_network()
    {
        var (data, cluster) = (shared.Data, shared.Cluster);
        var sockets = Directory.GetFiles($"/proc/{data.ServerProcess}/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "").Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1]).ToHashSet();
        Assert.NotEmpty(sockets);
        var onTheNetwork = ((string[])["tcp", "tcp6", "udp", "udp6"]).Select(kind => $"/proc/{data.ServerProcess}/net/{kind}").Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // Remote port 0: it listens. PostgreSQL 15 has one UDP socket connected to itself, for statistics of older versions.
            .Where(fields => fields[2].EndsWith(":0000", StringComparison.Ordinal)).Select(fields => fields[9]);
        Assert.DoesNotContain(onTheNetwork, sockets.Contains);
        Assert.Equal("", await AskAsync<string>(cluster.Address.App, "select current_setting('listen_addresses')"));
    }

    [Fact]
    public async Task Only_the_owner_of_the_data_folder_reads_passwords_and_reaches_the_socket()
    {
        var (data, cluster) = (shared.Data, shared.Cluster);
        var passwords = Directory.GetFiles(data.In("postgres-passwords"));
        Assert.Equal(["app", "maintenance", "owner", "superuser"], passwords.Select(Path.GetFileName).Order());
        Assert.All(passwords, file => Assert.Equal("600", ModeOf(file)));
        Assert.Equal(4, passwords.Select(File.ReadAllText).Distinct().Count());
        Assert.All(passwords, file => Assert.True(File.ReadAllText(file).Length >= 32));
        foreach (var folder in (string[])[data.Folder, data.In("postgres-passwords"), data.In("postgres"), data.SocketFolder])
            Assert.Equal("700", ModeOf(folder));
        Assert.Equal("600", ModeOf(data.In("postgres.log")));
    }

    [Fact]
    public async Task The_socket_asks_for_the_password()
    {
        var cluster = shared.Cluster;
        var wrong = new NpgsqlConnectionStringBuilder(cluster.Address.Owner) { Password = "wrong" }.ConnectionString;
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => AskAsync<int>(wrong, "select 1"))).SqlState);
    }

    [Theory]
    [InlineData(DatabaseRole.App)]
    [InlineData(DatabaseRole.Maintenance)]
    public async Task Only_the_owner_makes_tables_and_nobody_else_makes_roles_or_databases(DatabaseRole role)
    {
        var cluster = shared.Cluster;
        foreach (var statement in (string[])["create table public.mine (a int)", "create schema mine", "create role mine", "create database mine", "set role tutela_owner"])
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(cluster.Address.For(role), statement))).SqlState);
        Assert.Equal("3D000", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(cluster.AddressOf("none").For(role), "select 1"))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(cluster.AddressOf("postgres").For(role), "select 1"))).SqlState);
        await DoAsync(cluster.Address.For(role), "create temporary table bulk (a int)");
    }

    [Fact]
    public async Task The_roles_have_no_more_rights_than_they_need()
    {
        var cluster = shared.Cluster;
        var roles = await AskAsync<string>(cluster.Address.App,
            "select string_agg(rolname || ' ' || rolsuper || ' ' || rolbypassrls || ' ' || rolcreaterole || ' ' || rolcreatedb || ' ' || rolreplication, E'\\n' order by rolname) from pg_roles where rolname like 'tutela%'");
        Assert.Equal("tutela_app false false false false false\ntutela_maintenance false true false false false\ntutela_owner false false false false false", roles);
        Assert.Equal("tutela_owner", await AskAsync<string>(cluster.Address.App, "select pg_get_userbyid(datdba)::text from pg_database where datname = 'tutela'"));
        Assert.Equal(0L, await AskAsync<long>(cluster.Address.App, "select count(*) from pg_shdepend d join pg_roles r on r.oid = d.refobjid where r.rolname = 'tutela_app' and d.deptype = 'o'"));
    }

    [Fact]
    public async Task Names_sort_as_people_expect()
    {
        var cluster = shared.Cluster;
        Assert.Equal("UTF8", await AskAsync<string>(cluster.Address.App, "select current_setting('server_encoding')"));
        Assert.Equal("abbot Ábel Baker çelik Davis", await AskAsync<string>(cluster.Address.App,
            "select string_agg(n, ' ' order by n) from unnest(array['Davis','çelik','Baker','Ábel','abbot']) n"));
    }

    [Fact]
    public async Task A_database_is_copied_from_a_template_closed_to_others_and_dropped_while_in_use()
    {
        var cluster = shared.Cluster;
        await cluster.CreateDatabaseAsync("template_one", null);
        await DoAsync(cluster.AddressOf("template_one").Owner, "create table kept (what int); insert into kept values (7)");
        await cluster.CreateDatabaseAsync("a \"copy\"", "template_one");

        var copy = cluster.AddressOf("a \"copy\"");
        Assert.Equal(7, await AskAsync<int>(copy.Owner, "select what from kept"));
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AskAsync<int>(copy.App, "select what from public.kept"))).SqlState);
        Assert.False(await AskAsync<bool>(copy.Owner, "select exists (select from pg_database d, aclexplode(d.datacl) a where d.datname = current_database() and a.grantee = 0)"));

        await using var connected = new NpgsqlConnection(copy.App);
        await connected.OpenAsync();
        await cluster.DropDatabaseAsync("a \"copy\"");
        await cluster.DropDatabaseAsync("a \"copy\"");
        Assert.Equal("3D000", (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(copy.Owner, "select 1"))).SqlState);
        NpgsqlConnection.ClearPool(connected);
    }

    [Fact]
    public async Task What_a_failed_statement_held_does_not_stand_in_the_log()
    {
        var (data, cluster) = (shared.Data, shared.Cluster);
        await DoAsync(cluster.Address.Owner, "create table said (what text primary key); insert into said values ('told-in-confidence')");
        await Assert.ThrowsAsync<PostgresException>(() => DoAsync(cluster.Address.Owner, "insert into said values ('told-in-confidence')"));
        var log = File.ReadAllText(data.In("postgres.log"));
        Assert.Contains("duplicate key", log);
        Assert.DoesNotContain("told-in-confidence", log);
    }

    private static string ModeOf(string path) => OperatingSystem.IsLinux() ? Convert.ToString((int)File.GetUnixFileMode(path), 8) : "";
}
