using System.Diagnostics;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Database.Cluster;
using Xunit;
using static Tutela.Web.Tests.Platform.Database.TemporaryData;

namespace Tutela.Web.Tests.Platform.Database;

public sealed class OwnClusterTests
{
    private static readonly OwnClusterOptions ForTests = new() { ForTests = true };

    [Fact]
    public async Task What_was_written_is_there_after_the_last_user_left_and_another_came()
    {
        using var data = new TemporaryData();
        await using (var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests))
        {
            await DoAsync(cluster.Address.Owner, "create table kept (what text); insert into kept values ('Zoë')");
            Assert.True(data.ServerRuns);
        }
        Assert.False(data.ServerRuns);
        Assert.False(File.Exists(data.In("postgres.socket")));

        await using var again = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal("Zoë", await AskAsync<string>(again.Address.Owner, "select what from kept"));
    }

    [Fact]
    public async Task The_settings_of_a_real_cluster_keep_what_was_committed_through_a_power_cut()
    {
        using var data = new TemporaryData();
        await using var cluster = await OwnCluster.OpenAsync(data.Folder);
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            Assert.Equal("on", await AskAsync<string>(cluster.Address.App, $"select current_setting('{setting}')"));
    }

    [Fact]
    public async Task The_last_of_two_users_stops_the_server()
    {
        using var data = new TemporaryData();
        var first = await OwnCluster.OpenAsync(data.Folder, ForTests);
        var server = data.ServerProcess;
        var second = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(server, data.ServerProcess);

        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Equal(1, await AskAsync<int>(second.Address.App, "select 1"));

        await second.DisposeAsync();
        Assert.False(Runs(server));
    }

    [Fact]
    public async Task Users_that_come_together_make_one_cluster()
    {
        using var data = new TemporaryData();
        var users = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OwnCluster.OpenAsync(data.Folder, ForTests)));
        var server = data.ServerProcess;
        Assert.All(users, user => Assert.Equal(users[0].Address, user.Address));
        await Task.WhenAll(users.Select(user => user.DisposeAsync().AsTask()));
        Assert.False(Runs(server));
    }

    [Fact]
    public async Task A_server_whose_last_user_was_killed_is_adopted_and_stopped_by_the_next()
    {
        using var data = new TemporaryData();
        var first = await OwnCluster.OpenAsync(data.Folder, ForTests);
        var server = data.ServerProcess;
        // Another process that holds the users' lock, as every user does: what is killed below is a real process.
        using var other = Process.Start(new ProcessStartInfo("flock", ["-s", "-o", data.In("postgres.users.lock"), "sh", "-c", "echo held; exec sleep 1000"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());

        await first.DisposeAsync();
        Assert.True(data.ServerRuns, "the other still uses it");
        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();
        Assert.True(data.ServerRuns, "a killed user stops nothing");

        var next = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(server, data.ServerProcess);
        Assert.Equal(1, await AskAsync<int>(next.Address.App, "select 1"));
        await next.DisposeAsync();
        Assert.False(Runs(server));
    }

    [Fact]
    public async Task A_server_that_was_killed_starts_again_at_the_same_address_with_what_was_committed()
    {
        using var data = new TemporaryData();
        await using var first = await OwnCluster.OpenAsync(data.Folder);
        await DoAsync(first.Address.Owner, "create table kept (what int); insert into kept values (7)");
        using (var server = Process.GetProcessById(data.ServerProcess))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        await using var next = await OwnCluster.OpenAsync(data.Folder);
        Assert.Equal(first.Address, next.Address);
        Assert.Equal(7, await AskAsync<int>(first.Address.Owner, "select what from kept"));
    }

    [Fact]
    public async Task A_process_file_that_names_somebody_elses_process_does_not_keep_it_from_starting()
    {
        using var data = new TemporaryData();
        await (await OwnCluster.OpenAsync(data.Folder, ForTests)).DisposeAsync();
        File.WriteAllText(data.In("postgres/postmaster.pid"), $"{Environment.ProcessId}\n{data.In("postgres")}\n1\n5432\n/nowhere\n\n1 1\nready   \n");

        await using var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.NotEqual(Environment.ProcessId, data.ServerProcess);
        Assert.Equal(1, await AskAsync<int>(cluster.Address.App, "select 1"));
    }

    [Fact]
    public async Task A_server_whose_socket_was_swept_away_is_reached_again()
    {
        using var data = new TemporaryData();
        await using var first = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Directory.Delete(data.SocketFolder, recursive: true);

        await using var next = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(1, await AskAsync<int>(next.Address.App, "select 1"));
    }

    [Fact]
    public async Task What_a_killed_first_start_left_half_made_is_made_again()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data.In("postgres.new/base"));
        File.WriteAllText(data.In("postgres.new/PG_VERSION"), "15\n");

        await using var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(1, await AskAsync<int>(cluster.Address.App, "select 1"));
        Assert.False(Directory.Exists(data.In("postgres.new")));
    }

    [Fact]
    public async Task A_folder_whose_path_is_longer_than_a_sockets_may_be_works()
    {
        using var data = new TemporaryData(string.Join('/', Enumerable.Repeat("a-school-with-a-very-long-name-indeed", 8)));
        Assert.True(data.Folder.Length > 300);
        await using var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(1, await AskAsync<int>(cluster.Address.App, "select 1"));
        Assert.True((data.SocketFolder + "/.s.PGSQL.5432").Length <= 107);
    }

    [Theory]
    [InlineData("with spaces in it")]
    [InlineData("it's $HOME `id` \"quoted\"")]
    [InlineData("école")]
    public async Task A_folder_may_be_called_anything(string name)
    {
        using var data = new TemporaryData(name);
        await using var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(1, await AskAsync<int>(cluster.Address.App, "select 1"));
    }

    [Fact]
    public async Task A_folder_below_one_that_only_its_owner_may_enter_works()
    {
        using var data = new TemporaryData("closed/data");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(Path.GetDirectoryName(data.Folder)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var cluster = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(1, await AskAsync<int>(cluster.Address.App, "select 1"));
    }

    [Fact]
    public async Task Where_namespaces_are_refused_it_works_as_well_and_reopens()
    {
        using var data = new TemporaryData("closed/data");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(Path.GetDirectoryName(data.Folder)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var refused = ForTests with { NamespacesRefused = true };
        await using (var cluster = await OwnCluster.OpenAsync(data.Folder, refused))
            await DoAsync(cluster.Address.Owner, "create table kept (what int); insert into kept values (7)");
        Assert.False(data.ServerRuns);

        await using var again = await OwnCluster.OpenAsync(data.Folder, ForTests);
        Assert.Equal(7, await AskAsync<int>(again.Address.Owner, "select what from kept"));
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_is_told_what_to_install()
    {
        using var data = new TemporaryData();
        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => OwnCluster.OpenAsync(data.Folder, ForTests with { ProgramFolders = [] }));
        Assert.Contains("apt-get install postgresql", fault.Message);
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_here_is_left_alone_and_the_version_named()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data.In("postgres"));
        File.WriteAllText(data.In("postgres/PG_VERSION"), "14\n");
        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => OwnCluster.OpenAsync(data.Folder, ForTests));
        Assert.Contains("postgresql-14", fault.Message);
        Assert.Equal("14\n", File.ReadAllText(data.In("postgres/PG_VERSION")));
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_refuses_is_shown_with_its_own_words()
    {
        using var data = new TemporaryData();
        await (await OwnCluster.OpenAsync(data.Folder, ForTests)).DisposeAsync();
        File.WriteAllText(data.In("postgres.conf"), "shared_buffers = plenty\n");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(data.In("postgres.conf"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => OwnCluster.OpenAsync(data.Folder, ForTests));
        Assert.Contains("shared_buffers", fault.Message);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused_with_its_name()
    {
        using var data = new TemporaryData();
        File.WriteAllText(data.Folder, "");
        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => OwnCluster.OpenAsync(data.Folder, ForTests));
        Assert.Contains(data.Folder, fault.Message);
    }
}
