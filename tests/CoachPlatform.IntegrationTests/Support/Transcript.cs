using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using CoachPlatform.IntegrationTests.Consent;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// Everything that one account receives in one history: responses, what they cost the database, frames. Two histories between which that account may not tell
/// have the same text, to the byte.
/// </summary>
/// <param name="listener">Whose transcript it is.</param>
/// <param name="aside">A round of theirs that nothing else happens in: comments in it mark places in the stream of frames.</param>
/// <param name="known">Ids that requests name; each becomes the same word in every history.</param>
internal abstract class Transcript(string name, Client coach, Couple couple, Client listener, Guid aside, params Guid[] known) : IAsyncDisposable
{
    private readonly StringBuilder text = new();
    private readonly object[] known = [couple, aside, .. known];
    private readonly Marker marker = new(coach);
    private Frames? frames;

    public string Name => name;

    public Client Coach => coach;

    public Couple Couple => couple;

    public Guid Aside => aside;

    public string Text => text.ToString();

    /// <summary>Opens the connection that frames are counted on. What was done before is over by then, so nothing of it arrives there.</summary>
    public async Task ListenAsync()
    {
        await marker.SettleAsync();
        frames = await Frames.OfAsync(listener, "/hubs/couple");
    }

    /// <summary>Ends the connections, as the end of their sessions would.</summary>
    public async Task SilentAsync()
    {
        await marker.DisposeAsync();
        if (frames is not null)
            await frames.DisposeAsync();
        frames = null;
    }

    public async ValueTask DisposeAsync() => await SilentAsync();

    /// <summary>What somebody else does meanwhile. How it is taken up by the projections must not show in the number of frames.</summary>
    public async Task MeanwhileAsync(Task act)
    {
        await act;
        await marker.SettleAsync();
    }

    public async Task GetAsync(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            await HearAsync(path, request);
        }
    }

    public async Task DoAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        await HearAsync(path, request);
        await marker.SettleAsync();
    }

    /// <summary>How many frames came since the last time this was asked, or since listening began.</summary>
    public async Task FramesAsync()
    {
        await marker.SettleAsync();
        var mark = await coach.DoAsync($"/api/rounds/{aside}/comments", new { text = "Hello.", to = new[] { listener.Seat.ToString() } });
        var before = await frames!.BeforeAsync(couple.CaseId, mark.GetProperty("position").GetInt64());
        Say(string.Create(CultureInfo.InvariantCulture, $"frames {before.Count}"));
    }

    protected void Say(string line) => text.Append(line).Append('\n');

    /// <summary>Fails with the first line in which a history differs from the first one.</summary>
    public static void Same(IReadOnlyList<Transcript> histories)
    {
        Assert.Contains("\nselect ", histories[0].Text);
        Assert.All(histories, h => Assert.True(histories[0].Text == h.Text, $"{h.Name} differs from {histories[0].Name}: {Difference(histories[0].Text, h.Text)}"));
    }

    private static string Difference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i], -1);
        return at < 0 ? $"{a.Length} lines and {b.Length}" : $"line {at}, of {a[..at].LastOrDefault(l => l.StartsWith('/'))}\n{a[at]}\n{b[at]}";
    }

    private async Task HearAsync(string path, HttpRequestMessage request)
    {
        var (response, all) = await Statements.OfAsync(listener, request);
        var asked = all.Where(statement => !IsAskedOnceAMinute(statement)).ToList();
        using (response)
            Say($"{Traffic.Plain(path, known)} {await Traffic.OfAsync(response, known)}asked {asked.Count}\n{Traffic.Plain(string.Join('\n', asked), known)}");
    }

    // Whether a session still stands is looked at by the clock of that session alone, so two histories do it at different requests.
    private static bool IsAskedOnceAMinute(string statement) =>
        statement.Contains("mt_doc_sign_in_session as d where id = ANY", StringComparison.Ordinal)
        || statement.Contains("mt_doc_account as d where id = ANY", StringComparison.Ordinal)
        || statement.StartsWith("update coach.mt_doc_sign_in_session", StringComparison.Ordinal);
}
