using System.Diagnostics;
using System.Text;

namespace Tutela.Node.Tests.Support;

public sealed record Ended(int Code, string Output, string Errors);

/// <summary>The real program, as a process of its own.</summary>
public sealed class Tool : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _errors = new();

    private Tool(Process process)
    {
        Process = process;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null) return;
            lock (_errors) _errors.AppendLine(e.Data);
        };
    }

    public Process Process { get; }

    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    public static Tool Start(params string[] arguments) => StartCommand([.. Command(AppContext.BaseDirectory), .. arguments]);

    /// <summary>The program as it stands in a folder, to be put before its arguments.</summary>
    public static string[] Command(string folder) => [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet", Path.Combine(folder, "Tutela.Node.dll")];

    /// <summary>Any program, with its arguments.</summary>
    public static Tool StartCommand(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        var tool = new Tool(new Process { StartInfo = start });
        tool.Process.Start();
        tool.Process.BeginErrorReadLine();
        return tool;
    }

    public static async Task<Ended> RunAsync(byte[] input, params string[] arguments)
    {
        using var tool = Start(arguments);
        var reading = tool.Process.StandardOutput.ReadToEndAsync();
        try
        {
            await tool.Process.StandardInput.BaseStream.WriteAsync(input);
            tool.Process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
        return await tool.EndAsync(await reading);
    }

    public static Task<Ended> RunAsync(string input, params string[] arguments) => RunAsync(Encoding.UTF8.GetBytes(input), arguments);

    public async Task<Ended> EndAsync(string output = "")
    {
        using var patience = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(patience.Token);
        return new Ended(Process.ExitCode, output, Errors);
    }

    /// <summary>Asks politely, as a service manager does.</summary>
    public async Task<Ended> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public void Kill()
    {
        Process.Kill();
        Process.WaitForExit();
    }

    public void Dispose()
    {
        if (!Process.HasExited) Kill();
        Process.Dispose();
    }
}

public static class Eventually
{
    /// <summary>Asks until it is so. The limit is there only so that a broken build ends.</summary>
    public static async Task SoAsync(Func<Task<bool>> condition, Func<string> state)
    {
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60)) Assert.Fail("never came about. " + state());
            await tick.WaitForNextTickAsync();
        }
    }

    public static Task SoAsync(Func<bool> condition, Func<string> state) => SoAsync(() => Task.FromResult(condition()), state);
}
