using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>The instant of a reveal: both partners and the coach read at once, and nobody has read anything in this case before.</summary>
public sealed class SimultaneousReadingTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task All_three_read_at_once_and_each_reading_is_on_record_once()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        for (var i = 0; i < 6; i++)
        {
            var couple = await coach.OpenCaseAsync();
            var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
            await couple.A.AnswerAsync(round, new { understood = "that you hum" });
            await couple.B.AnswerAsync(round, new { understood = "that you wait" });

            Client[] readers = [coach, couple.A, couple.B, coach, couple.A, couple.B];
            var answers = await Task.WhenAll(readers.Select(r => r.GetAsync($"/api/rounds/{round}/answers")));

            Assert.All(answers, a => Assert.True(a.IsSuccessStatusCode, $"{(int)a.StatusCode}: {string.Join('\n', fixture.App.Logs.Lines.Where(l => l.Contains("failed:", StringComparison.Ordinal)))}"));
            foreach (var author in Seats.Both)
                Assert.Equal(2, await fixture.App.EventsOfAsync(RecordReading.StreamOf(coach.Tenant!, couple.CaseId, author), "answers-opened-v1"));
        }
    }
}
