namespace Tutela.Web.Platform.Files;

/// <summary>The kinds of file that are taken, told by their first bytes. Pure.</summary>
public static class FileKinds
{
    public const string Pdf = "application/pdf", Jpeg = "image/jpeg", Png = "image/png";
    /// <summary>For the accept attribute of a file field.</summary>
    public const string Accept = ".pdf,.jpg,.jpeg,.png";

    /// <summary>The media type of a PDF, JPEG or PNG; null for anything else.</summary>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : null;
}
