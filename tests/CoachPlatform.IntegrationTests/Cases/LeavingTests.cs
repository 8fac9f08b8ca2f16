using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>Pausing, leaving and parting over real HTTP and a real hub.</summary>
public sealed class LeavingTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Pages =
    [
        "/api/me", "/api/my/cases", "/api/my/rounds", "/api/my/exercises", "/api/my/rests", "/api/my/ledger", "/today", "/fragments/today", "/history", "/fragments/history", "/trends",
        "/who-read", "/privacy", "/fragments/privacy", "/privacy/pause", "/privacy/leave",
    ];

    [Fact]
    public async Task Until_it_is_told_leaving_is_a_pause_in_all_that_the_other_receives()
    {
        Heard[] histories = [await HeardAsync("left"), await HeardAsync("the coach paused")];
        var (left, paused) = (histories[0], histories[1]);
        foreach (var heard in histories)
            await heard.ListenAsync();
        await left.MeanwhileAsync(left.Couple.A.DoAsync($"/api/my/cases/{left.Couple.CaseId}/leave", new { withdrawConsent = true }));
        await paused.MeanwhileAsync(paused.Coach.DoAsync($"/api/cases/{paused.Couple.CaseId}/pause", new { }));
        foreach (var heard in histories)
        {
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.DoAsync($"/api/rounds/{heard.Half}/answer", new { fields = new { understood = "too late" } });
            await heard.DoAsync($"/api/rounds/{heard.Half}/pass", new { });
            await heard.DoAsync($"/api/assignments/{heard.Wanted}/rounds", new { });
            await heard.DoAsync($"/api/rounds/{heard.Open}/sharing", new { step = "say", audience = "partner", timing = "now" });
            await heard.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/topics/money", new { decision = "grant" });
            await heard.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/leaving-told", new { });
            await heard.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/rest", new { });
            await heard.LookAsync();
            await heard.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/return", new { });
            await heard.DoAsync($"/api/rounds/{heard.Open}/withdraw", new { step = "say" });
            await heard.FramesAsync();
            await heard.LookAsync();
            // From here on nobody is left in the dark.
            await heard.DoAsync($"/api/my/cases/{heard.Couple.CaseId}/separate", new { });
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.DisposeAsync();
        }

        Transcript.Same(histories);
        Assert.Contains("case-paused", left.Text);
        Assert.Contains("has paused this for now", left.Text);
        Assert.Contains("have parted here", left.Text);
        Assert.Contains("frames 1", left.Text);
    }

    [Fact]
    public async Task Whoever_has_left_hears_nothing_more_of_the_other_and_keeps_what_is_theirs()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var (open, half) = (await coach.AssignAsync(couple.CaseId, "something-i-understood"), await coach.AssignAsync(couple.CaseId, "something-i-understood"));
        await couple.A.AnswerAsync(open, new { understood = "the words of Ana" });
        await couple.B.AnswerAsync(open, new { understood = "the words of Ben" });
        await couple.B.AnswerAsync(half, new { understood = "closed for ever" });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/leave", new { });
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/leave", new { }, 409, "already-left");
        await couple.A.RefusedAsync($"/api/rounds/{half}/answer", new { fields = new { understood = "x" } }, 409, "couple-ended");
        await couple.B.RefusedAsync($"/api/rounds/{half}/answer", new { revises = 1, fields = new { understood = "x" } }, 409, "case-paused");

        await using (var marker = new Marker(coach))
            await marker.SettleAsync();
        await using (var frames = await Frames.OfAsync(couple.A, "/hubs/couple"))
        {
            await couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/rest", new { });
            await couple.B.DoAsync($"/api/rounds/{half}/withdraw", new { step = "say" });
            await coach.DoAsync($"/api/rounds/{open}/comments", new { text = "For Ben.", to = new[] { "B" } });
            var mark = await couple.A.DoAsync($"/api/rounds/{open}/sharing", new { step = "say", audience = "me", timing = "never" });
            Assert.Empty(await frames.BeforeAsync(couple.CaseId, mark.GetProperty("position").GetInt64()));
        }

        Assert.Contains("the words of Ben", (await couple.A.ReadAsync($"/api/rounds/{open}/answers")).GetRawText());
        await couple.A.DoAsync($"/api/rounds/{open}/withdraw", new { step = "say" });
        Assert.Equal(0, await ClosedAsync(half));
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/leaving-told", new { });
        Assert.Equal((1, 1), (await ClosedAsync(half), await ClosedAsync(open)));
        Assert.DoesNotContain("closed for ever", (await couple.A.ReadAsync($"/api/rounds/{half}/answers")).GetRawText());
        Assert.DoesNotContain("the words of Ana", (await couple.B.ReadAsync($"/api/rounds/{open}/answers")).GetRawText());
        Assert.Equal(("otherLeft", "left"), (await StandingAsync(couple.B), await StandingAsync(couple.A)));
        Assert.Equal("OneLeft", (await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("standing").GetString(), ignoreCase: true);
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood" }, 409, "case-closed");
    }

    [Fact]
    public async Task After_parting_neither_hears_of_what_the_other_does_alone()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var (open, half) = (await coach.AssignAsync(couple.CaseId, "something-i-understood"), await coach.AssignAsync(couple.CaseId, "something-i-understood"));
        await couple.A.AnswerAsync(open, new { understood = "the words of Ana" });
        await couple.B.AnswerAsync(open, new { understood = "the words of Ben" });
        await couple.B.AnswerAsync(half, new { understood = "closed for ever" });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/separate", new { });
        await using (var marker = new Marker(coach))
            await marker.SettleAsync();

        await using var frames = await Frames.OfAsync(couple.A, "/hubs/couple");
        await couple.B.DoAsync($"/api/rounds/{half}/withdraw", new { step = "say" });
        await couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = "please call" });
        await coach.DoAsync($"/api/rounds/{open}/comments", new { text = "For Ben.", to = new[] { "B" } });
        var mark = await couple.A.DoAsync($"/api/rounds/{open}/sharing", new { step = "say", audience = "me", timing = "never" });
        Assert.Empty(await frames.BeforeAsync(couple.CaseId, mark.GetProperty("position").GetInt64()));
    }

    [Fact]
    public async Task Leaving_at_the_instant_of_the_second_answer_opens_all_or_nothing()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        for (var i = 0; i < 6; i++)
        {
            var couple = await coach.OpenCaseAsync();
            var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
            await couple.A.AnswerAsync(round, new { understood = "one" });

            var answering = couple.B.SendAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "two" } });
            var leaving = (i % 2 == 0 ? couple.A : couple.B).SendAsync($"/api/my/cases/{couple.CaseId}/leave", new { });
            using var answer = await answering;
            using var leave = await leaving;

            Assert.True(leave.IsSuccessStatusCode);
            var revealed = await fixture.App.EventsOfAsync(round, "answers-revealed-v1") == 1;
            Assert.Equal(revealed, answer.IsSuccessStatusCode);
            Assert.Equal(revealed, (await couple.A.ReadAsync($"/api/rounds/{round}/answers")).GetRawText().Contains("two", StringComparison.Ordinal));
            Assert.Equal(revealed, (await couple.B.ReadAsync($"/api/rounds/{round}/answers")).GetRawText().Contains("\"one\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_seat_is_made_free_with_its_key_and_somebody_else_joins_it()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "for the right one" });
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/seats/release", new { seat = "A" }, 409, "seat-has-words");
        await using var theirs = await Frames.OfAsync(couple.B, "/hubs/couple");
        await using var anas = await Frames.OfAsync(couple.A, "/hubs/couple");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/seats/release", new { seat = "B", label = "Ben" });

        await theirs.EndedAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => Frames.OfAsync(couple.B, "/hubs/couple"));
        await anas.StillThereAsync();
        Assert.Equal(0L, await fixture.App.AskAsync("select count(*) from vault.keys where scope like @p", $"{couple.CaseId:N}|B%"));
        using (var gone = await couple.B.GetAsync($"/api/my/rounds/{round}"))
            await Problem.OfAsync(gone, 404, "not-found");
        await couple.B.RefusedAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "x" } }, 404, "not-found");

        var ben = await coach.JoinAsync(couple.CaseId, Seat.B, "Ben");
        await ben.AnswerAsync(round, new { understood = "the right one" });
        Assert.Contains("for the right one", (await ben.ReadAsync($"/api/rounds/{round}/answers")).GetRawText());
    }

    [Fact]
    public async Task A_case_that_goes_on_again_takes_answers_and_a_closed_one_never()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/pause", new { });
        await couple.A.RefusedAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "x" } }, 409, "case-paused");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood" }, 409, "case-paused");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/resume", new { });
        await couple.A.AnswerAsync(round, new { understood = "back" });
        await coach.DoAsync($"/api/cases/{couple.CaseId}/close", new { });
        Assert.Equal(1, await ClosedAsync(round));
        await couple.B.RefusedAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "x" } }, 409, "round-closed");
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/separate", new { }, 409, "case-closed");
        Assert.Equal(("closed", "closed"), (await StandingAsync(couple.A), await StandingAsync(couple.B)));
        await couple.A.DoAsync($"/api/rounds/{round}/withdraw", new { step = "say" });
    }

    private static async Task<string> StandingAsync(Client partner) => (await partner.ReadAsync("/api/my/cases"))[0].GetProperty("standing").GetString()!;

    private Task<long> ClosedAsync(Guid round) => fixture.App.EventsOfAsync(round, "round-closed-v1");

    private async Task<Heard> HeardAsync(string name)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var (open, half) = (await coach.AssignAsync(couple.CaseId, "something-i-understood"), await coach.AssignAsync(couple.CaseId, "something-i-understood"));
        var alone = await coach.AssignAsync(couple.CaseId, "laughter-log");
        var wanted = (await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood", cadence = "onDemand" })).GetProperty("assignmentId").GetGuid();
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.AnswerAsync(open, new { understood = "that mornings are hard" });
        await couple.A.AnswerAsync(half, new { understood = "sealed" });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = "grant" });
        return new Heard(name, coach, couple, open, half, alone, wanted);
    }

    /// <summary>Everything that the account of B receives in one history.</summary>
    private sealed class Heard(string name, Client coach, Couple couple, Guid open, Guid half, Guid alone, Guid wanted) : Transcript(name, coach, couple, couple.B, alone, open, half, wanted)
    {
        public Guid Open => open;

        public Guid Half => half;

        public Guid Wanted => wanted;

        public async Task LookAsync()
        {
            await GetAsync(Pages);
            await GetAsync($"/api/my/cases/{Couple.CaseId}/topics", $"/api/cases/{Couple.CaseId}/trends");
            foreach (var round in new[] { open, half, Aside })
                await GetAsync($"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}");
            await GetAsync($"/rounds/{open}/say", $"/fragments/rounds/{half}/say", $"/fragments/rounds/{half}/say/still", $"/fragments/rounds/{half}/say/foot");
        }
    }
}
