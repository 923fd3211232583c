namespace Tutela.Web.Platform.Hosting;

/// <summary>The address that people use to reach this system, for links in mails: setting Tutela:PublicAddress, or the listening one.</summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    /// <summary>An absolute address for a path that begins with a slash.</summary>
    public string Of(string path) => (configuration["Tutela:PublicAddress"] ?? "http://127.0.0.1:8080").TrimEnd('/') + path;
}
