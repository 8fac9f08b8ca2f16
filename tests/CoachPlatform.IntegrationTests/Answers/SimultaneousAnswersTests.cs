using System.Net;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>Two answers at the same instant give exactly one reveal, and both are accepted.</summary>
public sealed class SimultaneousAnswersTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int Couples = 4;
    private const int Rounds = 50;

    [Fact]
    public async Task Two_hundred_simultaneous_pairs_give_two_hundred_reveals()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couples = await Task.WhenAll(Enumerable.Range(0, Couples).Select(_ => coach.OpenCaseAsync()));

        var rounds = (await Task.WhenAll(couples.Select(c => AllRoundsAsync(coach, c)))).SelectMany(r => r).ToList();

        Assert.Equal(Couples * Rounds, rounds.Count);
        foreach (var round in rounds)
        {
            Assert.Equal((round, 2), (round, await fixture.App.EventsOfAsync(round, "answer-given-v1")));
            Assert.Equal((round, 1), (round, await fixture.App.EventsOfAsync(round, "answers-revealed-v1")));
            Assert.Equal((round, 1), (round, await fixture.App.EventsOfAsync(round, "step-opened-v1")));
        }
    }

    private static async Task<List<Guid>> AllRoundsAsync(Client coach, Couple couple)
    {
        var rounds = new List<Guid>();
        for (var i = 0; i < Rounds; i++)
        {
            var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
            rounds.Add(round);
            var replies = await Task.WhenAll(AnswerAsync(couple.A, round), AnswerAsync(couple.B, round));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Accepted], replies.Order());
        }

        return rounds;
    }

    private static async Task<HttpStatusCode> AnswerAsync(Client partner, Guid round)
    {
        using var response = await partner.SendAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "that mornings are hard" } });
        return response.StatusCode;
    }
}
