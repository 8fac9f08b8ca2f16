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
                await heard.MeanwhileAsync(heard.OtherAsync(act));
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

        Transcript.Same(histories);
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
            await heard.ListenAsync();
            await heard.RoundAsync();
            foreach (var act in heard.Acts)
                await heard.MeanwhileAsync(heard.OtherAsync(act));
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

        Transcript.Same(histories);
        Assert.Contains("frames 1", histories[0].Text);
        Assert.Contains("the-roof", histories[0].Text);
    }

    private async Task<Heard> OpenAsync(string name, params string[] acts)
    {
        var coach = await topics.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "test-money");
        var wanted = (await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-money", cadence = "onDemand" })).GetProperty("assignmentId").GetGuid();
        var aside = await coach.AssignAsync(couple.CaseId, "laughter-log");
        return new Heard(name, acts, coach, couple, aside, round, wanted);
    }

    private async Task MorningAsync(List<Heard> histories)
    {
        // When sessions end, connections end with them.
        foreach (var heard in histories)
            await heard.SilentAsync();
        await topics.NextMorningAsync([.. histories.SelectMany(h => new[] { h.Coach, h.Couple.A, h.Couple.B })]);
    }

    /// <summary>Everything that the account of A receives in one history.</summary>
    private sealed class Heard(string name, string[] acts, Client coach, Couple couple, Guid aside, Guid round, Guid wanted) : Transcript(name, coach, couple, couple.A, aside, round, wanted)
    {
        private static readonly string[] Pages =
        [
            "/api/me", "/api/my/rounds", "/api/my/exercises", "/api/my/ledger", "/today", "/fragments/today", "/history", "/fragments/history", "/who-read", "/privacy", "/fragments/privacy",
        ];

        public string[] Acts => acts;

        public Guid Round => round;

        public Guid Wanted => wanted;

        /// <summary>What B decides, or the coach does.</summary>
        public Task OtherAsync(string act) => act switch
        {
            "ask" => Coach.DoAsync($"/api/cases/{Couple.CaseId}/topics/ask", new { topics = new[] { "money" } }),
            "close" => Coach.DoAsync($"/api/cases/{Couple.CaseId}/topics/close", new { topic = "money" }),
            _ => Couple.B.DoAsync($"/api/my/cases/{Couple.CaseId}/topics/money", new { decision = act }),
        };

        public Task DecideAsync(string decision) => DoAsync($"/api/my/cases/{Couple.CaseId}/topics/money", new { decision });

        public Task LookAsync() => GetAsync([.. Pages, $"/api/my/cases/{Couple.CaseId}/topics"]);

        public Task RoundAsync() => GetAsync($"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}", $"/rounds/{round}/say", $"/fragments/rounds/{round}/say");
    }
}
