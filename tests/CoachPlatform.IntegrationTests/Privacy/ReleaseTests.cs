using System.Net;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Specs.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>Nothing goes to somebody outside before both have agreed, each alone; what goes is what both have seen, and each can read that it went.</summary>
public sealed class ReleaseTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Exercise = "something-i-understood";
    private const string To = "canary-outside";
    private const string Purpose = "canary-purpose";

    private CoachApp App => fixture.App;

    [Fact]
    public async Task What_both_have_seen_goes_out_once_both_have_agreed_and_each_reads_to_whom()
    {
        var (coach, couple) = await CoupleAsync();
        var shared = await AnsweredAsync(coach, couple, "canary-a", "canary-b");
        var kept = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(kept, new { understood = "canary-a-for-the-coach" }, audience: "coach");
        await couple.B.AnswerAsync(kept, new { understood = "canary-b-beside" });
        var sealedYet = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(sealedYet, new { understood = "canary-a-sealed" });
        var notNamed = await AnsweredAsync(coach, couple, "canary-a-not-named", "canary-b-not-named");
        var plan = await coach.AssignAsync(couple.CaseId, "plan-something-small");
        await couple.A.DoAsync($"/api/rounds/{plan}/joint", new { step = "plan", fields = new { what = "canary-joint", when = "2999-05-01" } });
        await couple.B.DoAsync($"/api/rounds/{plan}/joint/confirm", new { step = "plan", version = 1 });
        await coach.DoAsync($"/api/rounds/{shared}/comments", new { text = "canary-comment" });

        var id = await ProposeAsync(coach, couple, [shared, kept, sealedYet, plan], "answers", "agreements");
        Assert.Equal("open", await StageAsync(couple.A, id));
        await AgreeAsync(couple.A, id);
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { }, 409, "not-both-agreed");
        Assert.Equal("open", (await OfCoachAsync(coach, couple, id)).GetProperty("stage").GetString());
        await AgreeAsync(couple.B, id);
        Assert.All([await StageAsync(couple.A, id), await StageAsync(couple.B, id), (await OfCoachAsync(coach, couple, id)).GetProperty("stage").GetString()], s => Assert.Equal("agreed", s));
        await coach.DoAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { });
        var file = await FetchAsync(coach, couple, id);

        Assert.Equal(["answers.csv", "data.json", "read.html", "schema.json"], file.Names);
        Assert.Empty(SchemaCheck.Against(JsonElement.Parse(file["schema.json"]), file.Data));
        foreach (var name in new[] { "data.json", "read.html" })
            Assert.All(["canary-a", "canary-b", "canary-joint", To, Purpose], t => Assert.Contains(t, file[name], StringComparison.Ordinal));
        Assert.All(
            ["canary-a-for-the-coach", "canary-b-beside", "canary-a-sealed", "not-named", "canary-comment", couple.A.Email!],
            t => Assert.DoesNotContain(t, file.All, StringComparison.Ordinal));
        foreach (var author in new[] { couple.A, couple.B })
        {
            await author.RefusedAsync($"/api/my/cases/{couple.CaseId}/releases/{id}/take-back", new { }, 409, "release-made");
            var lines = (await author.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("kind").GetString() == "released").ToList();
            Assert.Equal(2, lines.Count);
            Assert.All(lines, l => Assert.Equal(("release", "Miriam Vale", To), (l.GetProperty("route").GetString(), l.GetProperty("reader").GetString(), l.GetProperty("releasedTo").GetString())));
            Assert.Contains($"released 2 answers of yours to <b>{To}</b>", await author.PageAsync("/who-read"), StringComparison.Ordinal);
            Assert.Contains(To, await author.PageAsync("/privacy/releases"), StringComparison.Ordinal);
        }

        // To whom and what for is in no event, no log and no stored reply.
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_events where data::text like '%' || @p || '%'", To));
        Assert.DoesNotContain(App.Logs.Lines, l => l.Contains(To, StringComparison.Ordinal) || l.Contains(Purpose, StringComparison.Ordinal));
        Assert.NotEqual(Guid.Empty, notNamed);
    }

    [Fact]
    public async Task What_is_taken_back_before_the_file_is_made_is_not_in_it_and_what_is_taken_back_before_it_is_fetched_is_not_handed_out()
    {
        var (coach, couple) = await CoupleAsync();
        var first = await AnsweredAsync(coach, couple, "canary-a-one", "canary-b-one");
        var second = await AnsweredAsync(coach, couple, "canary-a-two", "canary-b-two");
        var id = await ProposeAsync(coach, couple, [first, second], "answers");
        await AgreeAsync(couple.A, id);
        await AgreeAsync(couple.B, id);
        await couple.A.DoAsync($"/api/rounds/{first}/withdraw", new { step = "say" });

        await coach.DoAsync($"/api/cases/{couple.CaseId}/pause", new { });
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { }, 409, "case-paused");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/resume", new { });
        await coach.DoAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { });
        await App.MakeCopiesAsync();
        await couple.B.DoAsync($"/api/rounds/{second}/void", new { step = "say" });
        using (var gone = await coach.GetAsync($"/api/cases/{couple.CaseId}/releases/{id}/file"))
            await Problem.OfAsync(gone, 409, "export-moved-on");

        await coach.DoAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { });
        var file = await FetchAsync(coach, couple, id);

        Assert.All(["canary-b-one", "canary-a-two"], t => Assert.Contains(t, file["data.json"], StringComparison.Ordinal));
        Assert.All(["canary-a-one", "canary-b-two"], t => Assert.DoesNotContain(t, file.All, StringComparison.Ordinal));
        // Fetched, it is not made a second time.
        await coach.DoAsync($"/api/cases/{couple.CaseId}/releases/{id}/file", new { });
        Assert.Equal(2L, await App.AskAsync("select count(*) from coach.mt_events where type = 'export-requested-v1' and data->>'caseId' = @p", couple.CaseId.ToString()));
    }

    [Fact]
    public async Task Who_has_not_agreed_receives_the_same_whatever_the_other_does_and_an_end_has_no_author()
    {
        var (coach, couple) = await CoupleAsync();
        var round = await AnsweredAsync(coach, couple, "of ana", "of ben");
        var id = await ProposeAsync(coach, couple, [round], "answers");
        await using var marker = new Marker(coach);
        await marker.SettleAsync();
        var before = await SeenAsync(couple.B);
        var positions = await PositionAsync(couple.B);
        await AgreeAsync(couple.A, id);
        await marker.SettleAsync();
        Assert.Equal(before, await SeenAsync(couple.B));
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/releases/{id}/take-back", new { });
        await marker.SettleAsync();
        Assert.Equal(before, await SeenAsync(couple.B));
        Assert.Equal(positions, await PositionAsync(couple.B));

        App.Clock.Move(Release.Stands);
        foreach (var client in new[] { coach, couple.A, couple.B })
            await client.SignInAsync(client.Email!, CoachApp.Password);
        Assert.Equal("ended", await StageAsync(couple.A, id));
        Assert.Equal("ended", await StageAsync(couple.B, id));
        await couple.B.RefusedAsync($"/api/my/cases/{couple.CaseId}/releases/{id}/agree", new { }, 409, "release-ended");
        await App.Inside.GetRequiredService<LapseReleases>().LookAsync(TestContext.Current.CancellationToken);
        await App.Inside.GetRequiredService<LapseReleases>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1L, await App.AskAsync("select count(*) from coach.mt_events where type = 'release-lapsed-v1' and data->>'releaseId' = @p", id.ToString()));
        Assert.Contains("Nothing was given out", await couple.B.PageAsync("/privacy/releases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_says_field_by_field_what_is_missing_and_takes_no_round_of_another_case()
    {
        var (coach, couple) = await CoupleAsync();
        var elsewhere = await coach.AssignAsync((await coach.OpenCaseAsync()).CaseId, Exercise);
        var path = $"/api/cases/{couple.CaseId}/releases";

        var problem = await coach.RefusedAsync(path, new { }, 422, "fields-invalid");
        Assert.Equal(["kinds", "purpose", "rounds", "to"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        problem = await coach.RefusedAsync(path, new { to = new string('x', 201), purpose = new string('x', 1001), kinds = new[] { "answers" }, rounds = new[] { elsewhere } }, 422, "fields-invalid");
        Assert.Equal(["purpose", "to"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        problem = await coach.RefusedAsync(path, new { to = To, purpose = Purpose, kinds = new[] { "answers" }, rounds = new[] { elsewhere } }, 422, "fields-invalid");
        Assert.Equal(["rounds"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/releases/{Guid.NewGuid()}/agree", new { }, 404, "not-found");
        using var none = await coach.GetAsync($"{path}/{Guid.NewGuid()}/file");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<(Client Coach, Couple Couple)> CoupleAsync()
    {
        var coach = await App.OpenPracticeAsync();
        return (coach, await coach.OpenCaseAsync());
    }

    private static async Task<Guid> AnsweredAsync(Client coach, Couple couple, string a, string b)
    {
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = a });
        await couple.B.AnswerAsync(round, new { understood = b });
        return round;
    }

    private static async Task<Guid> ProposeAsync(Client coach, Couple couple, IReadOnlyList<Guid> rounds, params string[] kinds) =>
        (await coach.DoAsync($"/api/cases/{couple.CaseId}/releases", new { to = To, purpose = Purpose, kinds, rounds })).GetProperty("releaseId").GetGuid();

    private static Task AgreeAsync(Client partner, Guid id) => partner.DoAsync($"/api/my/cases/{partner.CaseId}/releases/{id}/agree", new { });

    private static async Task<string?> StageAsync(Client partner, Guid id) =>
        (await partner.ReadAsync($"/api/my/cases/{partner.CaseId}/releases")).GetProperty("releases").EnumerateArray().Single(r => r.GetProperty("releaseId").GetGuid() == id).GetProperty("stage").GetString();

    private static async Task<JsonElement> OfCoachAsync(Client coach, Couple couple, Guid id) =>
        (await coach.ReadAsync($"/api/cases/{couple.CaseId}/releases")).GetProperty("releases").EnumerateArray().Single(r => r.GetProperty("releaseId").GetGuid() == id);

    private async Task<ExportedFile> FetchAsync(Client coach, Couple couple, Guid id)
    {
        await App.MakeCopiesAsync();
        using var response = await coach.GetAsync($"/api/cases/{couple.CaseId}/releases/{id}/file");
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return new ExportedFile(id, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>What the page is drawn from, without the time of the asking.</summary>
    private static async Task<string> SeenAsync(Client partner)
    {
        var view = System.Text.Json.Nodes.JsonNode.Parse((await partner.ReadAsync($"/api/my/cases/{partner.CaseId}/releases")).GetRawText())!.AsObject();
        view.Remove("now");
        return view.ToJsonString();
    }

    private async Task<long> PositionAsync(Client partner)
    {
        await Marten.Events.TestingExtensions.WaitForNonStaleProjectionDataAsync(App.Inside.GetRequiredService<Marten.IDocumentStore>(), TimeSpan.FromMinutes(1));
        return (await partner.ReadAsync($"/api/my/cases/{partner.CaseId}/releases")).GetProperty("position").GetInt64();
    }
}
