using System.Globalization;
using System.Text;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Consent;

/// <summary>
/// The whole traffic of A, over real HTTP and a real hub, with B deciding one thing or another: it must be the same. The histories of a class run
/// side by side, so that the clock is the same for all.
/// </summary>
public sealed class ConsentNonInferenceTests(TopicApp topics) : IClassFixture<TopicApp>
{
    [Fact]
    public async Task Before_it_was_ever_open_the_traffic_of_the_one_is_the_same_whatever_the_other_decided()
    {
        var histories = new List<Heard>
        {
            await OpenAsync("never asked"), await OpenAsync("undecided", "ask"), await OpenAsync("declined", "ask", "decline"), await OpenAsync("withdrew", "ask", "grant", "withdraw"),
            await OpenAsync("unasked, declined", "decline"),
        };
        foreach (var heard in histories)
        {
            await heard.ListenAsync();
            foreach (var act in heard.Acts)
                await heard.OtherAsync(act);
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.DecideAsync("grant");
            await heard.LookAsync();
            await heard.DoAsync($"/api/assignments/{heard.Wanted}/rounds", new { });
            await heard.FramesAsync();
        }

        await MorningAsync(histories);
        foreach (var heard in histories)
        {
            await heard.LookAsync();
            await heard.DecideAsync("withdraw");
            await heard.DecideAsync("grant");
            await heard.LookAsync();
        }

        Same(histories);
        Assert.Contains("granted", histories[0].Text);
        Assert.Contains("frames 0", histories[0].Text);
    }

    [Fact]
    public async Task After_it_was_open_a_withdrawal_and_the_coachs_closing_look_the_same()
    {
        var histories = new List<Heard> { await OpenAsync("withdrew", "withdraw"), await OpenAsync("said no", "decline"), await OpenAsync("the coach closed it", "close") };
        foreach (var heard in histories)
        {
            foreach (var partner in new[] { heard.Couple.A, heard.Couple.B })
                await partner.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/topics/money", new { decision = "grant" });
        }

        await MorningAsync(histories);
        foreach (var heard in histories)
        {
            await heard.Couple.A.AnswerAsync(heard.Round, new { thing = "the-old-loan" });
            await heard.Couple.B.AnswerAsync(heard.Round, new { thing = "the-roof" });
            await heard.SettledAsync();
            await heard.ListenAsync();
            await heard.RoundAsync();
            foreach (var act in heard.Acts)
                await heard.OtherAsync(act);
            await heard.FramesAsync();
            await heard.RoundAsync();
            await heard.LookAsync();
            await heard.DoAsync($"/api/rounds/{heard.Round}/sharing", new { step = "say", audience = "partnerOnly", timing = "now" });
            await heard.DoAsync($"/api/assignments/{heard.Wanted}/rounds", new { });
        }

        await MorningAsync(histories);
        foreach (var heard in histories)
        {
            await heard.DecideAsync("withdraw");
            await heard.LookAsync();
        }

        await MorningAsync(histories);
        foreach (var heard in histories)
        {
            await heard.DecideAsync("grant");
            await heard.LookAsync();
        }

        await MorningAsync(histories);
        foreach (var heard in histories)
        {
            await heard.RoundAsync();
            await heard.LookAsync();
        }

        Same(histories);
        Assert.Contains("frames 1", histories[0].Text);
        Assert.Contains("the-roof", histories[0].Text);
    }

    private async Task<Heard> OpenAsync(string name, params string[] acts)
    {
        var coach = await topics.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "test-money");
        var wanted = (await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-money", cadence = "onDemand" })).GetProperty("assignmentId").GetGuid();
        var heard = new Heard(name, acts, coach, couple, round, wanted);
        await heard.SettledAsync();
        return heard;
    }

    private async Task MorningAsync(List<Heard> histories)
    {
        // When sessions end, connections end with them.
        foreach (var heard in histories)
            await heard.SilentAsync();
        await topics.NextMorningAsync([.. histories.SelectMany(h => new[] { h.Coach, h.Couple.A, h.Couple.B })]);
    }

    private static void Same(List<Heard> histories) =>
        Assert.All(histories, h => Assert.True(histories[0].Text == h.Text, $"{h.Name} differs from {histories[0].Name}: {Difference(histories[0].Text, h.Text)}"));

    private static string Difference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i], -1);
        return at < 0 ? $"{a.Length} lines and {b.Length}" : $"line {at}\n{a[at]}\n{b[at]}";
    }

    /// <summary>Everything that the account of A receives in one history.</summary>
    private sealed class Heard(string name, string[] acts, Client coach, Couple couple, Guid round, Guid wanted)
    {
        private static readonly string[] Pages =
        [
            "/api/me", "/api/my/rounds", "/api/my/exercises", "/api/my/ledger", "/today", "/fragments/today", "/history", "/fragments/history", "/who-read", "/privacy", "/fragments/privacy",
        ];

        private readonly StringBuilder text = new();
        private Frames? frames;
        private int day = 10;

        public string Name => name;

        public string[] Acts => acts;

        public Client Coach => coach;

        public Couple Couple => couple;

        public Guid Round => round;

        public Guid Wanted => wanted;

        public string Text => text.ToString();

        public async Task ListenAsync() => frames = await Frames.OfAsync(couple.A, "/hubs/couple");

        public async Task SilentAsync()
        {
            if (frames is not null)
                await frames.DisposeAsync();
            frames = null;
        }

        /// <summary>What B decides, or the coach does.</summary>
        public Task OtherAsync(string act) => act switch
        {
            "ask" => coach.DoAsync($"/api/cases/{couple.CaseId}/topics/ask", new { topics = new[] { "money" } }),
            "close" => coach.DoAsync($"/api/cases/{couple.CaseId}/topics/close", new { topic = "money" }),
            _ => couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = act }),
        };

        public Task DecideAsync(string decision) => DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision });

        public async Task GetAsync(string path)
        {
            using var response = await couple.A.GetAsync(path);
            await HearAsync(path, response);
        }

        public async Task DoAsync(string path, object body)
        {
            using var response = await couple.A.SendAsync(path, body);
            await HearAsync(path, response);
        }

        public async Task LookAsync()
        {
            foreach (var page in Pages.Append($"/api/my/cases/{couple.CaseId}/topics"))
                await GetAsync(page);
        }

        public async Task RoundAsync()
        {
            foreach (var path in new[] { $"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}", $"/rounds/{round}/say", $"/fragments/rounds/{round}/say" })
                await GetAsync(path);
        }

        /// <summary>Until everything so far has reached the rows that pages show. It moves the coach alone.</summary>
        public async Task SettledAsync()
        {
            await using var board = await Frames.OfAsync(coach, "/hubs/coach");
            var marker = await coach.DoAsync($"/api/assignments/{wanted}/due", new { dueOn = $"2999-01-{day++}" });
            await board.UntilAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
        }

        /// <summary>How many frames came before one that everybody gets.</summary>
        public async Task FramesAsync()
        {
            await SettledAsync();
            var marker = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "guess-and-tell" });
            var before = await frames!.BeforeAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
            text.Append(CultureInfo.InvariantCulture, $"frames {before.Count}\n");
        }

        private async Task HearAsync(string path, HttpResponseMessage response) =>
            text.Append(Traffic.Plain(path, couple, round, wanted)).Append(' ').Append(await Traffic.OfAsync(response, couple, round, wanted));
    }
}
