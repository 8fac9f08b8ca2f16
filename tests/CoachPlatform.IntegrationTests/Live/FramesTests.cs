using System.Collections.Concurrent;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.AspNetCore.SignalR.Client;

namespace CoachPlatform.IntegrationTests.Live;

/// <summary>What frames promise to open screens.</summary>
public sealed class FramesTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Exercise = "something-i-understood";

    [Fact]
    public async Task When_a_frame_arrives_reading_again_already_shows_what_moved()
    {
        var (coach, couple, _) = await StartAsync();
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        for (var i = 0; i < 50; i++)
        {
            var round = await coach.AssignAsync(couple.CaseId, Exercise);
            var answered = await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" });

            await board.UntilAsync(couple.CaseId, answered.GetProperty("position").GetInt64());

            var rows = await coach.ReadAsync("/api/cases");
            var current = rows[0].GetProperty("current");
            Assert.Equal((i, round, "answered"), (i, current.GetProperty("roundId").GetGuid(), current.GetProperty("ticks").GetProperty("A").GetString()));
            Assert.True(rows[0].GetProperty("position").GetInt64() >= answered.GetProperty("position").GetInt64());
        }
    }

    [Fact]
    public async Task A_sealed_answer_moves_its_author_and_the_coach_and_never_the_other_partner()
    {
        var (coach, couple, round) = await StartAsync();
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        await using var anas = await Frames.OfAsync(couple.A, "/hubs/couple");
        await using var bens = await Frames.OfAsync(couple.B, "/hubs/couple");
        var answered = (await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" })).GetProperty("position").GetInt64();
        await couple.A.DoAsync($"/api/rounds/{round}/sharing", new { step = "say", audience = "partnerOnly", timing = "whenBoth" });
        await couple.A.DoAsync($"/api/rounds/{round}/answer", new { step = "say", revises = 1, fields = new { understood = "that evenings are" } });
        await board.UntilAsync(couple.CaseId, answered);
        await anas.UntilAsync(couple.CaseId, answered);

        var marker = (await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Take your time.", to = new[] { "B" } })).GetProperty("position").GetInt64();

        // Frames of one case come in order, so anything before the marker would have come by now.
        Assert.True(await bens.UntilAsync(couple.CaseId, answered) >= marker);
        await board.UntilAsync(couple.CaseId, marker);
        Assert.All(anas.Left(), f => Assert.True(f.Position < marker, "A comment to B moved A."));
    }

    [Fact]
    public async Task Frames_hold_an_id_and_a_number_and_nothing_else()
    {
        var (coach, couple, round) = await StartAsync();
        var raw = new ConcurrentQueue<JsonElement[]>();
        await using var marks = await Frames.OfAsync(coach, "/hubs/coach");
        await using var connection = coach.Connect("/hubs/coach");
        using var all = connection.On("caseMoved", [typeof(JsonElement), typeof(JsonElement)], arguments =>
        {
            raw.Enqueue([.. arguments.Cast<JsonElement>()]);
            return Task.CompletedTask;
        });
        await connection.StartAsync();
        await couple.A.AnswerAsync(round, new { understood = "canary in a frame" });
        await couple.B.AnswerAsync(round, new { understood = "canary in a frame" });
        var end = await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "canary in a frame" });
        await marks.UntilAsync(couple.CaseId, end.GetProperty("position").GetInt64());
        await connection.InvokeAsync("catchUp", new Dictionary<Guid, long>());

        Assert.NotEmpty(raw);
        Assert.All(raw, arguments =>
        {
            Assert.Equal(2, arguments.Length);
            Assert.Equal(couple.CaseId, arguments[0].GetGuid());
            Assert.Equal(JsonValueKind.Number, arguments[1].ValueKind);
        });
    }

    [Fact]
    public async Task Catching_up_sends_exactly_the_cases_that_stand_elsewhere()
    {
        var (coach, couple, round) = await StartAsync();
        var still = await coach.OpenCaseAsync("Cleo", "Dan");
        await using var frames = await Frames.OfAsync(coach, "/hubs/coach");
        await MarkAsync(coach, couple, round, frames);
        await frames.Connection.InvokeAsync("catchUp", new Dictionary<Guid, long>());
        var shown = (await MarkAsync(coach, couple, round, frames)).ToDictionary(f => f.CaseId, f => f.Position);
        Assert.Equal(new HashSet<Guid> { couple.CaseId, still.CaseId }, shown.Keys.ToHashSet());

        // The marker has moved the couple's case since, and nothing has moved the other.
        await frames.Connection.InvokeAsync("catchUp", shown);
        var again = Assert.Single(await MarkAsync(coach, couple, round, frames));

        Assert.Equal(couple.CaseId, again.CaseId);
        Assert.True(again.Position > shown[couple.CaseId]);
    }

    [Fact]
    public async Task Who_was_away_learns_of_what_was_missed_in_one_call()
    {
        var (coach, couple, round) = await StartAsync();
        long shown;
        await using (var first = await Frames.OfAsync(coach, "/hubs/coach"))
        {
            var position = (await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Before." })).GetProperty("position").GetInt64();
            shown = await first.UntilAsync(couple.CaseId, position);
        }

        await using var witness = await Frames.OfAsync(coach, "/hubs/coach");
        var missed = (await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" })).GetProperty("position").GetInt64();
        await witness.UntilAsync(couple.CaseId, missed);
        await using var back = await Frames.OfAsync(coach, "/hubs/coach");
        await back.Connection.InvokeAsync("catchUp", new Dictionary<Guid, long> { [couple.CaseId] = shown });

        Assert.True(await back.UntilAsync(couple.CaseId, shown + 1) >= missed);
    }

    [Fact]
    public async Task The_others_sealed_answer_is_nothing_to_catch_up_on()
    {
        var (coach, couple, round) = await StartAsync();
        await using var bens = await Frames.OfAsync(couple.B, "/hubs/couple");
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        var position = (await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Before." })).GetProperty("position").GetInt64();
        var before = await bens.UntilAsync(couple.CaseId, position);
        var sealedAnswer = await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" });
        await board.UntilAsync(couple.CaseId, sealedAnswer.GetProperty("position").GetInt64());

        await bens.Connection.InvokeAsync("catchUp", new Dictionary<Guid, long> { [couple.CaseId] = before });

        Assert.Empty(await MarkAsync(coach, couple, round, bens));
    }

    [Fact]
    public async Task Clients_can_call_nothing_but_catching_up()
    {
        var (coach, _, _) = await StartAsync();
        await using var connection = coach.Connect("/hubs/coach");
        await connection.StartAsync();
        foreach (var method in new[] { "caseMoved", "OnConnectedAsync", "Dispose", "CatchUpAsync", "PushAsync" })
            await Assert.ThrowsAnyAsync<Exception>(() => connection.InvokeAsync(method, Guid.NewGuid(), 1L));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => connection.InvokeAsync("catchUp", "not a map"));
        Assert.DoesNotContain("System.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HubConnectionState.Connected, connection.State);
    }

    /// <summary>Makes a frame for everybody of the case, and gives what came before it.</summary>
    private static async Task<IReadOnlyList<(Guid CaseId, long Position)>> MarkAsync(Client coach, Couple couple, Guid round, Frames frames)
    {
        var marker = await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Here." });
        return await frames.BeforeAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
    }

    private async Task<(Client Coach, Couple Couple, Guid Round)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        // What follows is about what comes after the assignment has arrived everywhere.
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        var marker = await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Welcome." });
        await board.UntilAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
        return (coach, couple, round);
    }
}
