using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>A link works once, for one person, for a while, and for nobody else.</summary>
public sealed class BadInvitationsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_link_used_twice_is_spent_for_everybody_but_the_one_who_joined()
    {
        var (coach, caseId) = await StartAsync();
        var (id, token) = await coach.InviteAsync(caseId, Seat.A);
        var ana = fixture.App.Stranger();
        await ana.DoAsync(Join(id), Joining(token));
        var before = await CountsAsync(coach);

        await fixture.App.Stranger().RefusedAsync(Join(id), Joining(token), 410, "invitation-spent");
        await fixture.App.Stranger().RefusedAsync($"/api/invitations/{id}/look", new { token }, 410, "invitation-spent");
        var again = await ana.DoAsync(Join(id), Joining(token));

        Assert.Equal("A", again.GetProperty("seat").GetString());
        Assert.Equal(before, await CountsAsync(coach));
    }

    [Fact]
    public async Task Two_people_with_one_link_at_once_give_one_seat_and_one_account()
    {
        var (coach, caseId) = await StartAsync();
        var (id, token) = await coach.InviteAsync(caseId, Seat.A);
        var (_, accounts) = await CountsAsync(coach);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var response = await fixture.App.Stranger().SendAsync(Join(id), Joining(token, $"{i}{Guid.NewGuid():N}@couple.example"));
            return response.StatusCode;
        }));

        Assert.Equal(1, replies.Count(r => r == HttpStatusCode.OK));
        Assert.Equal(5, replies.Count(r => r == HttpStatusCode.Gone));
        Assert.Equal(accounts + 1, (await CountsAsync(coach)).Accounts);
        Assert.Equal(1, await fixture.App.EventsOfAsync(caseId, "seat-joined-v1"));
    }

    [Fact]
    public async Task A_link_runs_out()
    {
        var (coach, caseId) = await StartAsync();
        var (id, token) = await coach.InviteAsync(caseId, Seat.A);
        var before = await CountsAsync(coach);
        fixture.App.Clock.Move(Invitation.Lifetime + TimeSpan.FromMinutes(1));

        await fixture.App.Stranger().RefusedAsync(Join(id), Joining(token), 410, "invitation-expired");
        await fixture.App.Stranger().RefusedAsync($"/api/invitations/{id}/look", new { token }, 410, "invitation-expired");

        Assert.Equal(before, await CountsAsync(coach));
    }

    [Fact]
    public async Task A_wrong_token_and_a_replaced_or_revoked_link_lead_nowhere()
    {
        var (coach, caseId) = await StartAsync();
        var (first, firstToken) = await coach.InviteAsync(caseId, Seat.A);
        var (second, secondToken) = await coach.InviteAsync(caseId, Seat.A);
        var stranger = fixture.App.Stranger();

        await stranger.RefusedAsync(Join(first), Joining(firstToken), 404, "not-found");
        await stranger.RefusedAsync(Join(second), Joining(firstToken), 404, "not-found");
        await stranger.RefusedAsync(Join(second), Joining(null), 404, "not-found");
        await coach.DoAsync($"/api/cases/{caseId}/invitations/revoke", new { invitationId = second });
        await stranger.RefusedAsync(Join(second), Joining(secondToken), 404, "not-found");

        Assert.Equal(0, await fixture.App.EventsOfAsync(caseId, "seat-joined-v1"));
    }

    [Fact]
    public async Task Nobody_sits_in_both_seats_and_staff_in_neither()
    {
        var (coach, caseId) = await StartAsync();
        var ana = await coach.JoinAsync(caseId, Seat.A, "Ana");
        var (id, token) = await coach.InviteAsync(caseId, Seat.B);
        var before = await CountsAsync(coach);

        await ana.RefusedAsync(Join(id), Joining(token), 409, "seat-conflict");
        await coach.RefusedAsync(Join(id), Joining(token), 409, "seat-conflict");
        // With the mail address of somebody who has an account already, signed in or not.
        var taken = await fixture.App.Stranger().RefusedAsync(Join(id), Joining(token, ana.Email), 422, "fields-invalid");

        Assert.True(taken.GetProperty("errors").TryGetProperty("email", out _));
        Assert.Equal(before, await CountsAsync(coach));
        await coach.RefusedAsync($"/api/cases/{caseId}/invitations", new { seat = "A" }, 409, "seat-taken");
    }

    [Fact]
    public async Task Each_wrong_field_of_a_joining_is_named_and_the_link_stays_good()
    {
        var (coach, caseId) = await StartAsync();
        var (id, token) = await coach.InviteAsync(caseId, Seat.A);
        var stranger = fixture.App.Stranger();

        var problem = await stranger.RefusedAsync(
            Join(id), new { token, name = new string('x', 61), email = "no", password = "short", consents = false, accepts = 1 }, 422, "fields-invalid");
        Assert.Equal(["consents", "email", "name", "password"], problem.GetProperty("errors").EnumerateObject().Select(p => p.Name).Order());
        await stranger.RefusedAsync(Join(id), new { token, name = "Ana", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 2 }, 409, "policy-moved");
        await stranger.RefusedAsync(Join(id), new { token, name = "Ana", email = "a@b.example", password = new string('p', 201), consents = true, accepts = 1 }, 422, "fields-invalid");

        var guessed = await stranger.RefusedAsync(Join(id), new { token, name = "Ana", email = "a@b.example", password = "password1234", consents = true, accepts = 1 }, 422, "fields-invalid");
        Assert.Contains("first that somebody would try", guessed.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);

        await stranger.DoAsync(Join(id), Joining(token));
    }

    [Theory]
    [InlineData("""{"seat":"C"}""")]
    [InlineData("""{"seat":7}""")]
    [InlineData("""{"seat":"A, B"}""")]
    [InlineData("""{"seat":-1}""")]
    [InlineData("""{"seat":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_seat_that_is_none_is_malformed(string body)
    {
        var (coach, caseId) = await StartAsync();

        using var response = await coach.PostRawAsync($"/api/cases/{caseId}/invitations", body);

        await Problem.OfAsync(response, 400, "malformed");
        Assert.Equal(0, await fixture.App.EventsOfAsync(caseId, "seat-invited-v1"));
    }

    [Theory]
    [InlineData("""{"labels":null}""", 422, "labels.A")]
    [InlineData("""{"labels":{"A":"Ana"}}""", 422, "labels.B")]
    [InlineData("""{"labels":{"A":"Ana","B":"   "}}""", 422, "labels.B")]
    [InlineData("""{"labels":{"A":"Ana","B":null}}""", 422, "labels.B")]
    [InlineData("""{"labels":{"A":"Ana","B":"Ben"},"zone":"Mars/Base"}""", 422, "zone")]
    [InlineData("""{"labels":{"A":"Ana","B":"Ben","C":"Cleo"}}""", 400, null)]
    [InlineData("""{"labels":{"A":"Ana","B":"Ben"},"policy":"all"}""", 400, null)]
    [InlineData("""{"labels":{"A":"Ana","B":"Ben"},"policy":1}""", 400, null)]
    public async Task A_case_that_cannot_be_opened_says_why(string body, int status, string? field)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        using var response = await coach.PostRawAsync("/api/cases", body);

        var problem = await Problem.OfAsync(response, status, field is null ? "malformed" : "fields-invalid");
        Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
    }

    private static string Join(Guid id) => $"/api/invitations/{id}/join";

    private static object Joining(string? token, string? email = null) =>
        new { token, name = "Ana", email = email ?? $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 1 };

    private async Task<(Client Coach, Guid CaseId)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        return (coach, (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid());
    }

    private async Task<(long Events, long Accounts)> CountsAsync(Client coach) =>
        (await fixture.App.EventsAsync(coach.Tenant!), (long)(await fixture.App.AskAsync("select count(*) from coach.mt_doc_account"))!);
}
