namespace Tutela.Engine.Policy;

/// <summary>Who asks, as far as it is known. A value; nothing allocates.</summary>
/// <param name="Address">where the question came from</param>
/// <param name="Device">MAC address or client id, or null</param>
/// <param name="User">signed-in user, or null</param>
/// <param name="Profile">DoH or DoT profile, or null</param>
public readonly record struct Client(ClientAddress Address, string? Device = null, string? User = null, string? Profile = null);
