using System.Text;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Requests that no well-behaved client would send.</summary>
public static class RawRequests
{
    /// <summary>Sends exactly these characters. Headers replace what the client would have set.</summary>
    public static async Task<HttpResponseMessage> RawAsync(
        this Client client, HttpMethod method, string path, string? body = null, string contentType = "application/json", bool keyed = true, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (keyed)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.Http.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostRawAsync(this Client client, string path, string body, params (string Name, string Value)[] headers) =>
        client.RawAsync(HttpMethod.Post, path, body, headers: headers);
}
