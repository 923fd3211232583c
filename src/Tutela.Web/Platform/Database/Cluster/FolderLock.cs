using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>
/// An advisory lock (flock) on a file: the kernel lets it go when its process ends, however it ends. The file is opened close-on-exec,
/// so a server that this process starts never holds it; and not by FileStream, which takes a lock of its own. Two in one process are as independent as two in two processes.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int Shared = 1, Exclusive = 2, DoNotWait = 4;
    private const int Interrupted = 4, WouldBlock = 11;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _path;
    private readonly SafeFileHandle _file;

    private FolderLock(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    public static Task<FolderLock> ShareAsync(string path, CancellationToken ct) => TakeAsync(path, Shared, ct);

    public static Task<FolderLock> TakeAloneAsync(string path, CancellationToken ct) => TakeAsync(path, Exclusive, ct);

    /// <summary>Turns a shared lock into one held alone, if nobody else shares it. When it answers false, the shared lock may be lost.</summary>
    public bool TryHoldAlone() => TryLock(_path, _file, Exclusive);

    public void Dispose() => _file.Dispose();

    private static async Task<FolderLock> TakeAsync(string path, int kind, CancellationToken ct)
    {
        var file = Unix.OpenForLock(path);
        try
        {
            var waited = Stopwatch.StartNew();
            while (!TryLock(path, file, kind))
            {
                if (waited.Elapsed > Patience)
                    throw new DatabaseUnavailableException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes. Stop it, then try again.");
                await Task.Delay(20, ct);
            }
            return new FolderLock(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static bool TryLock(string path, SafeFileHandle file, int kind)
    {
        while (flock(file, kind | DoNotWait) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock) return false;
            if (error != Interrupted)
                throw new DatabaseUnavailableException($"{path} cannot be locked ({Marshal.GetPInvokeErrorMessage(error)}). Put the data folder on a local disk.");
        }
        return true;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(SafeFileHandle file, int operation);
}
