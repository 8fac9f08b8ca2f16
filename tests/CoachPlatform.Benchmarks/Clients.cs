namespace CoachPlatform.Benchmarks;

internal static class Clients
{
    /// <summary>What everybody writes: the length of a short answer.</summary>
    public const string Sentence =
        "that the first hour after work is not yours to give, and that you would rather sit in the kitchen without a word than be asked how the day went; I see it now, and I can wait for you.";

    /// <summary>One pool of connections, as many as there are workers.</summary>
    public static HttpClient For(WebApplication app, int workers) =>
        new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, MaxConnectionsPerServer = workers }) { BaseAddress = new Uri(app.Urls.First()) };

    /// <summary>A plain post that must succeed, with a key of its own.</summary>
    public static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        response.EnsureSuccessStatusCode();
    }
}
