namespace CoachPlatform.Platform.Http;

public static class RequestTime
{
    private static readonly object Key = new();

    /// <summary>The one moment at which this request happens, from the application's clock: everything it stores and says carries the same time.</summary>
    public static DateTimeOffset Now(this HttpContext http)
    {
        if (http.Items.TryGetValue(Key, out var known))
            return (DateTimeOffset)known!;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        http.Items[Key] = now;
        return now;
    }
}
