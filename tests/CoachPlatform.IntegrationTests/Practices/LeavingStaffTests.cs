using System.Net;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Practices;

/// <summary>Whoever leaves a practice, or coaches no more, finds nothing there from that commit on, on whichever node they are connected.</summary>
public sealed class LeavingStaffTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly (string, string)[] Several = [("Coach:SeveralNodes", "true")];

    private CoachApp first = null!;
    private CoachApp second = null!;

    public async ValueTask InitializeAsync()
    {
        first = await CoachApp.StartAsync(postgres, "leaving_staff", Several);
        second = await CoachApp.StartOnAsync(first.ConnectionString, Several);
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_coach_who_leaves_or_coaches_no_more_finds_nothing_at_once_while_the_couple_goes_on()
    {
        var owner = await first.OpenPracticeAsync();
        foreach (var leaves in new[] { true, false })
        {
            var ivo = await first.AddCoachAsync(owner);
            var couple = await ivo.OpenCaseAsync();
            var round = await ivo.AssignAsync(couple.CaseId, "something-i-understood");
            await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" });
            await using var here = await Frames.OfAsync(ivo, "/hubs/coach");
            await using var there = await Frames.OfAsync(ivo, "/hubs/coach", second);
            await using var owners = await Frames.OfAsync(owner, "/hubs/coach", second);
            await using var anas = await Frames.OfAsync(couple.A, "/hubs/couple");

            await owner.DoAsync($"/api/practice/staff/{ivo.StaffId}/{(leaves ? "leave" : "roles")}", leaves ? new { } : new { roles = new[] { "supervisor" } });

            await here.EndedAsync();
            await there.EndedAsync();
            foreach (var path in new[] { $"/api/cases/{couple.CaseId}", $"/api/rounds/{round}/answers", $"/cases/{couple.CaseId}" })
                Assert.Equal(HttpStatusCode.NotFound, (await ivo.GetAsync(path)).StatusCode);
            foreach (var path in new[] { "/api/cases", "/board", "/hubs/coach" })
                Assert.Equal(HttpStatusCode.Forbidden, (await ivo.GetAsync(path)).StatusCode);
            await Assert.ThrowsAsync<HttpRequestException>(() => Frames.OfAsync(ivo, "/hubs/coach", second));
            Assert.Equal(leaves ? HttpStatusCode.Forbidden : HttpStatusCode.OK, (await ivo.GetAsync("/api/practice")).StatusCode);

            // The round goes on, nobody of the practice reads, and everybody else is still connected.
            await couple.B.AnswerAsync(round, new { understood = "that evenings are hard" });
            Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/api/cases/{couple.CaseId}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/api/rounds/{round}/answers")).StatusCode);
            Assert.Contains(couple.CaseId.ToString(), (await owner.ReadAsync("/api/practice")).GetProperty("withoutCoach").GetRawText(), StringComparison.Ordinal);
            await owners.StillThereAsync();
            await anas.StillThereAsync();
        }
    }
}
