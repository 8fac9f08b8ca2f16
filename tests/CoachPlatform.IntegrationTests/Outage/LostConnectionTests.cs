using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Outage;

/// <summary>
/// PostgreSQL ends the connection of a request that waits for a lock, at its first step and at its last. Either way the request has happened
/// wholly or not at all, says so, and the same key then succeeds once.
/// </summary>
public sealed class LostConnectionTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Stream = "select 1 from coach.mt_streams where id = @p for update";

    // Whoever reads the row to decide takes no lock on it, and whoever writes it commits.
    private const string RoundRow = "select 1 from coach.mt_doc_round where id = @p for update";

    private const string GateRow = "select 1 from coach.mt_doc_casegate where id = @p for update";

    [Theory]
    [InlineData(Stream)]
    [InlineData(RoundRow)]
    public async Task An_answer_whose_connection_ends_leaves_nothing_and_the_same_key_succeeds_once(string held)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        var body = new { fields = new { understood = "that mornings are hard for you" } };
        var before = await fixture.App.FingerprintAsync();

        using (var cut = await CutAsync(held, round, () => couple.A.SendAsync($"/api/rounds/{round}/answer", body, "cut")))
            await Problem.OfAsync(cut, 503, "try-later");
        Assert.Equal(before, await fixture.App.FingerprintAsync());
        var first = await couple.A.DoAsync($"/api/rounds/{round}/answer", body, "cut");
        var again = await couple.A.DoAsync($"/api/rounds/{round}/answer", body, "cut");

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(1, await fixture.App.EventsOfAsync(round, "answer-given-v1"));
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData(GateRow)]
    public async Task A_joining_whose_connection_ends_leaves_nothing_and_the_link_stays_good(string held)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var (id, token) = await coach.InviteAsync(caseId, Seat.A);
        var joining = new { token, name = "Ana", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 1 };
        var before = await fixture.App.FingerprintAsync();

        using (var cut = await CutAsync(held, caseId, () => fixture.App.Stranger().SendAsync($"/api/invitations/{id}/join", joining)))
            await Problem.OfAsync(cut, 503, "try-later");
        Assert.Equal(before, await fixture.App.FingerprintAsync());
        await fixture.App.Stranger().DoAsync($"/api/invitations/{id}/join", joining);

        Assert.Equal(1, await fixture.App.EventsOfAsync(caseId, "seat-joined-v1"));
    }

    /// <summary>Sends a request while a row is held, ends the connection that waits for it, and only then lets the row go.</summary>
    private async Task<HttpResponseMessage> CutAsync(string held, Guid id, Func<Task<HttpResponseMessage>> send)
    {
        await using var holder = await RowLock.TakeAsync(fixture.App, held, id);
        var sent = send();
        await holder.EndTheFirstWaiterAsync();
        await holder.DisposeAsync();
        return await sent;
    }
}
