using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Library;

/// <summary>With which couples an exercise is or was used, for the coach of those couples.</summary>
public sealed class UsedWithTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_coach_sees_their_own_couples_newest_first_with_how_it_stands()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var colleague = await fixture.App.AddCoachAsync(coach);
        var ana = await coach.OpenCaseAsync();
        var theirs = await colleague.OpenCaseAsync("Imani", "Theo");
        await coach.PublishAsync(OwnPack.Of("one-word", "One word", "To say one word."));
        var over = await coach.AssignAsync(ana.CaseId, "one-word");
        foreach (var partner in new[] { ana.A, ana.B })
            await partner.AnswerAsync(over, new { thing = "rain" });
        // A newer version is the same exercise.
        await coach.PublishAsync(OwnPack.Of("one-word", "One word", "To say one word each."));
        await coach.AssignAsync(ana.CaseId, "one-word", new { cadence = "weekly" });
        var back = await coach.DoAsync($"/api/cases/{ana.CaseId}/assignments", new { exercise = "one-word" });
        await coach.DoAsync($"/api/assignments/{back.GetProperty("assignmentId").GetGuid()}/withdraw", new { });
        await coach.AssignAsync(ana.CaseId, "laughter-log");
        await colleague.AssignAsync(theirs.CaseId, "one-word");

        var uses = (await coach.ReadAsync("/api/library/exercises/one-word/used-with")).EnumerateArray().ToList();

        Assert.Equal(["takenBack", "running", "over"], uses.Select(u => u.GetProperty("state").GetString()!));
        Assert.Equal(["once", "weekly", "once"], uses.Select(u => u.GetProperty("cadence").GetString()!));
        Assert.All(uses, u => Assert.Equal((ana.CaseId, "Ana", "Ben"), (u.GetProperty("caseId").GetGuid(), u.GetProperty("names").GetProperty("A").GetString(), u.GetProperty("names").GetProperty("B").GetString())));
        var other = Assert.Single((await colleague.ReadAsync("/api/library/exercises/one-word/used-with")).EnumerateArray());
        Assert.Equal("Imani", other.GetProperty("names").GetProperty("A").GetString());
        Assert.Empty((await coach.ReadAsync("/api/library/exercises/guess-and-tell/used-with")).EnumerateArray());
    }

    [Fact]
    public async Task What_waits_for_its_topic_still_runs()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await coach.AssignAsync(couple.CaseId, "test-money");

        var use = Assert.Single((await coach.ReadAsync("/api/library/exercises/test-money/used-with")).EnumerateArray());

        Assert.Equal("running", use.GetProperty("state").GetString());
    }
}
