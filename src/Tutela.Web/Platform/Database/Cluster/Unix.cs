using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>The few calls of the operating system that .NET has no name for.</summary>
internal static class Unix
{
    public const int InterruptSignal = 2;

    public readonly record struct Account(uint User, uint Group);

    public static Account Current => new(geteuid(), getegid());

    /// <summary>Makes a folder, and those above it, that only its owner may enter; leaves one that is there as it is.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a file that only its owner may read.</summary>
    public static FileStream MakePrivateFile(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        return new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    /// <summary>Opens a file, 0600 when it is new, close-on-exec, and without the lock that FileStream takes.</summary>
    public static SafeFileHandle OpenForLock(string path)
    {
        const int readWrite = 2, create = 0x40, closeOnExec = 0x80000;
        var file = open(path, readWrite | create | closeOnExec, 0x180);
        return file >= 0 ? new(file, ownsHandle: true) : throw new IOException($"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Whether a process runs; one that has ended and waits for its parent to notice does not.</summary>
    public static bool Runs(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')')..] is [')', ' ', not 'Z' and not 'X', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Makes a 0700 folder that was not there before; false when something of that name was.</summary>
    public static bool TryMakeFolder(string path) => mkdir(path, 0x1C0) == 0;

    public static void Give(string path, Account account)
    {
        if (chown(path, account.User, account.Group) != 0)
            throw new IOException($"{path} cannot be given to user {account.User}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    public static bool Signal(int process, int signal) => kill(process, signal) == 0;

    /// <summary>The path without symbolic links, as the kernel shows it; null when it is not there.</summary>
    public static string? RealPath(string path)
    {
        var found = realpath(path, 0);
        if (found == 0) return null;
        try
        {
            return Marshal.PtrToStringUTF8(found);
        }
        finally
        {
            free(found);
        }
    }

    /// <summary>An account of /etc/passwd by name; null when there is none.</summary>
    public static Account? FindAccount(string name)
    {
        if (!File.Exists("/etc/passwd")) return null;
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 3 && fields[0] == name
                && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
                && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group))
                return new Account(user, group);
        }
        return null;
    }

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mode);

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc")]
    private static extern uint getegid();

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int mkdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint realpath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint into);

    [DllImport("libc")]
    private static extern void free(nint memory);
}
