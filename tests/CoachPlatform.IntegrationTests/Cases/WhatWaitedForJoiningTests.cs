using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>What one partner had settled alone goes on with the other's joining, in the same commit, and not only with the next act.</summary>
public sealed class WhatWaitedForJoiningTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly StepRef Tell = new("tell");

    [Fact]
    public async Task A_turn_taken_before_the_other_joined_opens_as_they_join()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        await coach.JoinAsync(caseId, Seat.A, "Ana");
        var rounds = new[] { await TurnTakenAsync(coach.Tenant!, caseId, taken: true), await TurnTakenAsync(coach.Tenant!, caseId, taken: true), await TurnTakenAsync(coach.Tenant!, caseId, taken: false) };

        await coach.JoinAsync(caseId, Seat.B, "Ben");

        Assert.Equal((1, 1, 0), (await RevealsAsync(rounds[0]), await RevealsAsync(rounds[1]), await RevealsAsync(rounds[2])));
        Assert.Equal(1L, await fixture.App.AskAsync(
            "select count(distinct xmin::text) from coach.mt_events where type in ('answers-revealed-v1', 'secrets-policy-in-force-v1') and tenant_id = @p", coach.Tenant!));
    }

    private Task<long> RevealsAsync(Guid round) => fixture.App.EventsOfAsync(round, "answers-revealed-v1");

    /// <summary>No shipped exercise takes turns yet, so the round is put there as its events.</summary>
    private async Task<Guid> TurnTakenAsync(string tenant, Guid caseId, bool taken)
    {
        var round = Guid.NewGuid();
        await using var session = fixture.App.Inside.GetRequiredService<IDocumentStore>().LightweightSession(tenant);
        session.Events.StartStream(round, new RoundOpened(
            caseId, Guid.NewGuid(), 1, "none",
            [
                new StepPlan(Tell, Mode.Individual, Seat.A, new StepOpens(OpensWhen.Start), null, Log: false, Carries: false),
                new StepPlan(new StepRef("echo"), Mode.Individual, Seat.B, new StepOpens(OpensWhen.After, Tell), null, Log: false, Carries: false),
            ],
            Topic: null, Screened: false, DueOn: null, ClosesAt: null, Opener: null, Previous: null));
        if (taken)
            session.Events.Append(round, new AnswerGiven(caseId, Tell, Seat.A, 1, new Dictionary<string, Vault.Sealed> { ["x"] = new(Guid.NewGuid(), "AQ==") }, new Sharing(Audience.Partner, Timing.Now), null));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return round;
    }
}
