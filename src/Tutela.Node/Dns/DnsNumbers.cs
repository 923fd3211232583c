using System.Globalization;

namespace Tutela.Node.Dns;

/// <summary>Numbers of the protocol (IANA DNS parameters).</summary>
internal static class DnsNumbers
{
    public const ushort A = 1, Ns = 2, Cname = 5, Soa = 6, Hinfo = 13, Txt = 16, Aaaa = 28, Dname = 39, Opt = 41, Svcb = 64, Https = 65, Any = 255;
    public const ushort ClassIn = 1, ClassChaos = 3;
    public const int NoError = 0, FormErr = 1, ServFail = 2, NxDomain = 3, NotImp = 4, Refused = 5, BadVers = 16;
    public const ushort EdeStale = 3, EdeBlocked = 15, EdeFiltered = 17, EdeNoReachableAuthority = 22;

    /// <summary>A type's name, or TYPE and its number (RFC 3597).</summary>
    public static string TypeName(ushort type) => type switch
    {
        A => "A",
        Ns => "NS",
        Cname => "CNAME",
        Soa => "SOA",
        12 => "PTR",
        Hinfo => "HINFO",
        15 => "MX",
        Txt => "TXT",
        Aaaa => "AAAA",
        33 => "SRV",
        35 => "NAPTR",
        Dname => "DNAME",
        43 => "DS",
        46 => "RRSIG",
        48 => "DNSKEY",
        Svcb => "SVCB",
        Https => "HTTPS",
        Any => "ANY",
        257 => "CAA",
        _ => "TYPE" + type.ToString(CultureInfo.InvariantCulture),
    };
}
