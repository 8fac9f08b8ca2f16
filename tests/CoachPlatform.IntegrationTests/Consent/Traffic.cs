using System.Globalization;
using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Consent;

/// <summary>What one account receives, made comparable between two histories: random ids and moments become words, everything else stays.</summary>
internal static partial class Traffic
{
    public static string Plain(string text, params object[] known)
    {
        var ids = known.SelectMany(k => k is Couple couple ? new[] { couple.CaseId } : [(Guid)k]).Select((id, i) => (id, i));
        foreach (var (id, i) in ids)
            text = text.Replace(id.ToString(), $"id{i}", StringComparison.OrdinalIgnoreCase).Replace(id.ToString("N"), $"id{i}", StringComparison.OrdinalIgnoreCase);
        text = Guids().Replace(text, "id");
        text = Plain32().Replace(text, "id");
        text = Moments().Replace(text, "moment");
        text = Clocks().Replace(text, "clock");
        return Positions().Replace(text, "position");
    }

    public static async Task<string> OfAsync(HttpResponseMessage response, params object[] known)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length" or "traceparent"))
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}: {Plain(string.Join(',', h.Value), known)}");
        var body = Plain(await response.Content.ReadAsStringAsync(), known);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{body}\n");
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Guids();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Plain32();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d|&#x2B;\d\d:\d\d)?", RegexOptions.CultureInvariant)]
    private static partial Regex Moments();

    [GeneratedRegex(@"\b\d\d:\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clocks();

    [GeneratedRegex(@"\b\d{16}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Positions();
}
