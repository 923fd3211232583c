using System.Runtime.InteropServices;

namespace Tutela.Node.Serving;

/// <summary>What the base library does not offer of Linux: many datagrams in one call, and a thread's place. 64-bit layouts.</summary>
internal static unsafe partial class Syscalls
{
    public const int WaitForOne = 0x10000, Truncated = 0x20;

    [StructLayout(LayoutKind.Sequential)]
    public struct Part
    {
        public byte* Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public byte* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Datagram
    {
        public Message Message;
        public uint Length;
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int Receive(int socket, Datagram* datagrams, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int Send(int socket, Datagram* datagrams, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);

    /// <summary>Keeps the calling thread on one processor; false when the system does not allow it.</summary>
    public static bool Pin(int processor)
    {
        var mask = stackalloc ulong[16];
        for (var i = 0; i < 16; i++) mask[i] = 0;
        mask[processor / 64] = 1UL << processor % 64;
        return SetAffinity(0, 128, mask) == 0;
    }
}
