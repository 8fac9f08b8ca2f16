using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>How confidences are handled, over real HTTP: proposed, accepted by each, and holding from the morning after.</summary>
public sealed class PolicyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private CoachApp App => fixture.App;

    [Fact]
    public async Task Another_policy_holds_from_the_morning_after_both_accepted_and_neither_sees_what_the_other_did()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var partners = new[] { couple.A, couple.B };
        foreach (var partner in partners)
            Assert.Contains("Limited secrets", await PageAsync(partner, "/privacy"));

        var proposed = await coach.DoAsync($"/api/cases/{couple.CaseId}/policy", new { policy = "none" });
        Assert.Equal(2, proposed.GetProperty("version").GetInt32());
        foreach (var partner in partners)
        {
            Assert.Equal(("limited", "none", false), await MineAsync(partner, couple));
            Assert.Contains("Miriam proposes another way", await PageAsync(partner, "/privacy"));
            Assert.Contains("Miriam proposes another way of handling confidences", await PageAsync(partner, "/fragments/today"));
            await partner.RefusedAsync($"/api/my/cases/{couple.CaseId}/policy", new { accepts = 1 }, 409, "policy-moved");
        }

        await using var marker = new Marker(coach);
        await marker.SettleAsync();
        var before = await SeenAsync(couple.A, couple);
        await AcceptAsync(couple.B, couple);
        await marker.SettleAsync();
        Assert.Equal(before, await SeenAsync(couple.A, couple));
        Assert.Equal(["B"], await AcceptedByAsync(coach, couple));

        // The same reply, the same screens, whether or not this was the second yes.
        await AcceptAsync(couple.A, couple);
        await AcceptAsync(couple.A, couple);
        foreach (var partner in partners)
        {
            Assert.Equal(("limited", "none", true), await MineAsync(partner, couple));
            Assert.DoesNotContain("proposes another way of handling", await PageAsync(partner, "/fragments/today"));
        }

        var standing = await coach.ReadAsync($"/api/cases/{couple.CaseId}");
        Assert.Equal("limited", standing.GetProperty("policy").GetString());
        Assert.NotEqual(JsonValueKind.Null, standing.GetProperty("nextPolicy").GetProperty("holdsFrom").ValueKind);
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/policy", new { policy = "limited" }, 409, "policy-just-accepted");
        Assert.Equal(2, await App.EventsOfAsync(couple.CaseId, "secrets-policy-in-force-v1"));

        await NextDayAsync(coach, couple);
        foreach (var partner in partners)
            Assert.Equal(("none", null, false), await MineAsync(partner, couple));
        Assert.Equal("none", (await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("policy").GetString());
    }

    [Fact]
    public async Task What_is_said_beside_an_answer_is_the_policy_in_force()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        Assert.Contains("Miriam keeps it, and may ask you to share it.", await PageAsync(couple.A, $"/rounds/{round}/say"));
        await coach.DoAsync($"/api/cases/{couple.CaseId}/policy", new { policy = "none" });
        Assert.Contains("Miriam keeps it, and may ask you to share it.", await PageAsync(couple.A, $"/rounds/{round}/say"));
        foreach (var partner in new[] { couple.A, couple.B })
            await AcceptAsync(partner, couple);
        await NextDayAsync(coach, couple);
        Assert.Contains("Miriam does not promise to keep this from Ben, except answers to safety questions.", await PageAsync(couple.A, $"/rounds/{round}/say"));

        await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" }, audience: "coach", timing: "now");
        var inside = await PageAsync(coach, $"/fragments/cases/{couple.CaseId}/rounds/{round}");
        Assert.Contains("Ana shared this with you alone.", inside);
        Assert.Contains("No secrets", inside);
    }

    [Fact]
    public async Task A_case_that_waited_for_one_acceptance_opens_with_it()
    {
        var coach = await App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var ana = await coach.JoinAsync(caseId, Seat.A, "Ana");
        var round = await coach.AssignAsync(caseId, "something-i-understood");
        await ana.AnswerAsync(round, new { understood = "that mornings are hard" });
        await coach.DoAsync($"/api/cases/{caseId}/policy", new { policy = "none" });
        var (id, token) = await coach.InviteAsync(caseId, Seat.B);
        var ben = App.Stranger();
        object Joining(int accepts, string? terms = null) =>
            new { token, name = "Ben", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts, terms };
        await ben.RefusedAsync($"/api/invitations/{id}/join", Joining(1), 409, "policy-moved");
        await ben.RefusedAsync($"/api/invitations/{id}/join", Joining(2, "terms-2026-11"), 409, "text-moved");
        await ben.DoAsync($"/api/invitations/{id}/join", Joining(2, JoinSeat.Terms));
        Assert.Equal("waiting", (await ben.AnswerAsync(round, new { understood = "that you hum" })).GetProperty("state").GetString());
        Assert.Equal(0, await App.EventsOfAsync(round, "answers-revealed-v1"));

        await ana.DoAsync($"/api/my/cases/{caseId}/policy", new { accepts = 2 });

        Assert.Equal(1, await App.EventsOfAsync(round, "answers-revealed-v1"));
        Assert.Contains("that you hum", await PageAsync(ana, $"/rounds/{round}/say"));
    }

    [Fact]
    public async Task What_somebody_agreed_to_can_be_read_afterwards_in_the_words_of_that_version()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var page = await PageAsync(couple.B, "/agreement");
        Assert.Contains("What this is, and what it is not", page);
        Assert.Contains(JoinSeat.Terms, page);
        Assert.Contains(JoinSeat.Consent, page);
        var mine = (await couple.B.ReadAsync("/api/my/agreements"))[0];
        Assert.Equal((JoinSeat.Terms, JoinSeat.Consent), (mine.GetProperty("terms").GetString(), mine.GetProperty("consent").GetString()));

        var older = await PageAsync(App.Stranger(), "/agreement/text/terms-2026-11");
        Assert.DoesNotContain("not therapy", older);
        using var unknown = await App.Stranger().GetAsync("/agreement/text/terms-of-somebody-else");
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    private async Task NextDayAsync(Client coach, Couple couple)
    {
        App.Clock.Move(TimeSpan.FromDays(1));
        foreach (var person in new[] { coach, couple.A, couple.B })
            await person.SignInAsync(person.Email!, CoachApp.Password);
    }

    private static async Task AcceptAsync(Client partner, Couple couple)
    {
        var reply = await partner.DoAsync($"/api/my/cases/{couple.CaseId}/policy", new { accepts = 2 });
        Assert.Equal(["position", "version"], reply.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(2, reply.GetProperty("version").GetInt32());
    }

    private static async Task<(string? Policy, string? Proposed, bool Accepted)> MineAsync(Client partner, Couple couple)
    {
        var mine = await partner.ReadAsync($"/api/my/cases/{couple.CaseId}/policy");
        var proposal = mine.GetProperty("proposal");
        return proposal.ValueKind == JsonValueKind.Null
            ? (mine.GetProperty("policy").GetString(), null, false)
            : (mine.GetProperty("policy").GetString(), proposal.GetProperty("policy").GetString(), proposal.GetProperty("accepted").GetBoolean());
    }

    /// <summary>Everything of it that this partner's screens and programs show, positions included.</summary>
    private static async Task<string> SeenAsync(Client partner, Couple couple) => string.Join('\n',
        await PageAsync(partner, "/privacy"), await PageAsync(partner, "/fragments/today"), await PageAsync(partner, "/agreement"),
        (await partner.ReadAsync("/api/my/agreements")).GetRawText(), (await partner.ReadAsync($"/api/my/cases/{couple.CaseId}/policy")).GetRawText());

    private static async Task<string[]> AcceptedByAsync(Client coach, Couple couple) =>
        [.. (await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("policyAcceptedBy").EnumerateArray().Select(s => s.GetString()!)];

    private static async Task<string> PageAsync(Client reader, string path)
    {
        using var response = await reader.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}");
        return System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
