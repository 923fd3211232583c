using System.Globalization;
using System.Runtime.InteropServices;
using Tutela.Endurance;

if (args is not [var home, var folder, var minutes, var rate])
{
    Console.Error.WriteLine("usage: Tutela.Endurance HOME FOLDER MINUTES RATE (run.sh calls it)");
    return 2;
}
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await new Run(home, folder, int.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(rate, CultureInfo.InvariantCulture)).RunAsync(stop.Token) ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
{
    Console.Error.WriteLine($"The run broke off: {e}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
