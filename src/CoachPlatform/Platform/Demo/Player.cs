using System.Globalization;
using System.Text.Json;
using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>Plays a script against the running application, line by line in the order of time, with the clock at the moment of each line.</summary>
internal sealed class Player(HttpClient http, Sittings sittings, DemoClock clock, ShippedLibrary library)
{
    /// <param name="now">The moment that the script's moments count back from.</param>
    /// <param name="progress">Told after each line: how many of how many.</param>
    /// <exception cref="DemoStopped">The application refused a line.</exception>
    public async Task PlayAsync(Script script, DateTimeOffset now, Action<int, int> progress, CancellationToken ct)
    {
        // Stable: lines of one couple at the same moment stay as they are written.
        var lines = script.Lines.OrderBy(l => l.At.Before(now, script.Zone)).ToList();
        var emails = script.Couples.SelectMany(c => c.Partners).Append(script.Coach).ToDictionary(p => p.Key, p => p.Email);
        var places = new Places();
        if (script.Emergency is [var first, ..])
            await SendAsync(script, first.Line, Call.Contacts(script.Emergency), await sittings.CookieAsync(script.Coach.Email, clock.GetUtcNow()), ct);
        for (var played = 0; played < lines.Count; played++)
        {
            var line = lines[played];
            var moment = line.At.Before(now, script.Zone);
            clock.MoveTo(moment);
            var call = Call.Of(line, LocalDay.Of(moment, script.Zone), script, places, library);
            var cookie = call.By is { } by ? await sittings.CookieAsync(emails[by], moment) : null;
            if (await SendAsync(script, line.Line, call, cookie, ct) is { } reply)
                places.Learn(line, reply);
            progress(played + 1, lines.Count);
        }
    }

    private async Task<JsonElement?> SendAsync(Script script, int line, Call call, string? cookie, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, call.Path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (call.Body is not null)
        {
            request.Headers.Add("Idempotency-Key", $"demo-{line.ToString(CultureInfo.InvariantCulture)}");
            request.Content = JsonContent.Create(call.Body);
        }

        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
            throw new DemoStopped($"{script.File} line {line} was refused with {(int)response.StatusCode}: {text}");
        return call.Body is null || text.Length == 0 ? null : JsonElement.Parse(text);
    }
}
