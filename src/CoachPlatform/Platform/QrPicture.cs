using System.Text;
using QRCoder;

namespace CoachPlatform.Platform;

/// <summary>A text as a picture that a phone's camera reads. Drawn here, so that no other service ever sees the text.</summary>
public static class QrPicture
{
    /// <returns>An SVG as a <c>data:</c> address: dark on light in either scheme, one unit for each module.</returns>
    public static string Of(string text)
    {
        using var qr = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = qr.ModuleMatrix.Count;
        var dark = new StringBuilder();
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                if (qr.ModuleMatrix[y][x])
                    dark.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var svg = $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>""";
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
    }
}
