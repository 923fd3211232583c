using QRCoder;

namespace Tutela.Web.Platform.Ui;

/// <summary>A QR code as SVG for a page; it holds the text and nothing else. Pure.</summary>
public static class QrPicture
{
    public static string Of(string text, int dot)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(data).GetGraphic(dot);
    }
}
