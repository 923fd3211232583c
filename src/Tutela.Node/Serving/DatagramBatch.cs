using System.Runtime.InteropServices;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>
/// As many datagrams as one system call takes, in memory that the collector does not move: for each a packet, its sender, its control data
/// (the address that it was sent to, so that the reply leaves from there), and room for a reply. One thread.
/// </summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    public const int Size = 64, Room = 2048;
    private const int NameRoom = 32, ControlRoom = 64, Slot = 2 * Room + NameRoom + ControlRoom;

    private readonly byte* _slots = (byte*)NativeMemory.AllocZeroed(Size * Slot);
    private readonly Syscalls.Datagram* _in = (Syscalls.Datagram*)NativeMemory.AllocZeroed(Size, (nuint)sizeof(Syscalls.Datagram));
    private readonly Syscalls.Datagram* _out = (Syscalls.Datagram*)NativeMemory.AllocZeroed(Size, (nuint)sizeof(Syscalls.Datagram));
    private readonly Syscalls.Part* _parts = (Syscalls.Part*)NativeMemory.AllocZeroed(2 * Size, (nuint)sizeof(Syscalls.Part));
    private readonly bool _withControl;
    private int _replies;

    public DatagramBatch(bool withControl)
    {
        _withControl = withControl;
        for (var i = 0; i < Size; i++)
        {
            _parts[i] = new Syscalls.Part { Base = _slots + i * Slot, Length = Room };
            _in[i].Message = new Syscalls.Message { Name = NameOf(i), Parts = _parts + i, PartCount = 1 };
        }
    }

    /// <summary>Waits for the first datagram and takes what else is there; 0 when none came in the socket's patience.</summary>
    public int Receive(int socket)
    {
        for (var i = 0; i < Size; i++)
        {
            _in[i].Message.NameLength = NameRoom;
            _in[i].Message.Control = _withControl ? NameOf(i) + NameRoom : null;
            _in[i].Message.ControlLength = _withControl ? ControlRoom : 0u;
        }
        _replies = 0;
        return Math.Max(0, Syscalls.Receive(socket, _in, Size, Syscalls.WaitForOne, null));
    }

    public ReadOnlySpan<byte> Packet(int i) => new(_slots + i * Slot, (int)Math.Min(_in[i].Length, Room));

    public Span<byte> Reply(int i) => new(_slots + i * Slot + Room, Room);

    // sockaddr_in holds the address at 4, sockaddr_in6 at 8; the family stands first.
    public ClientAddress From(int i) => ClientAddress.From(*(ushort*)NameOf(i) == 2 ? new ReadOnlySpan<byte>(NameOf(i) + 4, 4) : new ReadOnlySpan<byte>(NameOf(i) + 8, 16));

    /// <summary>What a reply that comes later needs: the sender, and the control data behind it.</summary>
    public byte[] Return(int i) =>
        [(byte)_in[i].Message.NameLength, .. new ReadOnlySpan<byte>(NameOf(i), (int)_in[i].Message.NameLength), .. new ReadOnlySpan<byte>(NameOf(i) + NameRoom, ControlOf(i))];

    /// <summary>Lines up a reply to a datagram, written in its place.</summary>
    public void Answer(int i, int length)
    {
        var part = _parts + Size + _replies;
        *part = new Syscalls.Part { Base = _slots + i * Slot + Room, Length = (nuint)length };
        _out[_replies++].Message = new Syscalls.Message
        {
            Name = NameOf(i),
            NameLength = _in[i].Message.NameLength,
            Parts = part,
            PartCount = 1,
            Control = ControlOf(i) > 0 ? NameOf(i) + NameRoom : null,
            ControlLength = (nuint)ControlOf(i),
        };
    }

    /// <summary>Sends what is lined up. A client that cannot be reached costs only its own reply.</summary>
    public void Send(int socket)
    {
        for (var sent = 0; sent < _replies;)
        {
            var now = Syscalls.Send(socket, _out + sent, (uint)(_replies - sent), 0);
            sent += now > 0 ? now : 1;
        }
    }

    /// <summary>Sends one reply to whom <see cref="Return"/> told.</summary>
    public static void SendLate(int socket, ReadOnlySpan<byte> to, ReadOnlySpan<byte> reply)
    {
        var name = to.Slice(1, to[0]);
        var control = to[(1 + to[0])..];
        fixed (byte* nameAt = name, controlAt = control, replyAt = reply)
        {
            var part = new Syscalls.Part { Base = replyAt, Length = (nuint)reply.Length };
            var datagram = new Syscalls.Datagram
            {
                Message = new Syscalls.Message
                {
                    Name = nameAt,
                    NameLength = (uint)name.Length,
                    Parts = &part,
                    PartCount = 1,
                    Control = control.IsEmpty ? null : controlAt,
                    ControlLength = (nuint)control.Length,
                },
            };
            Syscalls.Send(socket, &datagram, 1, 0);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        NativeMemory.Free(_in);
        NativeMemory.Free(_out);
        NativeMemory.Free(_parts);
    }

    private int ControlOf(int i) => _withControl ? (int)_in[i].Message.ControlLength : 0;

    private byte* NameOf(int i) => _slots + i * Slot + 2 * Room;
}
