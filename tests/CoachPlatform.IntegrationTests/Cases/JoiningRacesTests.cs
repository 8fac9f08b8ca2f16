using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>Two people want the same sign-in name at one instant: one gets it, the other is told so, and of their joining nothing stays.</summary>
public sealed class JoiningRacesTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    // An account that somebody else is just making: not committed, so that nobody can see it, and in the way of whoever takes the name too.
    private const string MakeAccount = """
        insert into coach.mt_doc_account (id, data, mt_version, mt_dotnet_type)
        select gen_random_uuid(), jsonb_set(data, '{normalizedName}', to_jsonb(upper(@p))), mt_version, mt_dotnet_type from coach.mt_doc_account limit 1
        """;

    [Fact]
    public async Task A_name_that_is_taken_while_the_joining_commits_leaves_nothing_of_it()
    {
        var (_, caseId, email) = await StartAsync();
        var (id, token) = await LinkAsync(caseId, Seat.A);
        var before = await fixture.App.FingerprintAsync();
        await using (var other = await RowLock.TakeAsync(fixture.App, MakeAccount, email))
        {
            var joining = fixture.App.Stranger().RefusedAsync(Join(id), Joining(token, email), 422, "fields-invalid");
            await other.UntilWaitingAsync(1);
            await other.CommitAsync();
            Assert.True((await joining).GetProperty("errors").TryGetProperty("email", out _));
        }

        await fixture.App.AskAsync("delete from coach.mt_doc_account where data ->> 'normalizedName' = upper(@p)", email);
        Assert.Equal(before, await fixture.App.FingerprintAsync());

        // The link is as good as before.
        await fixture.App.Stranger().DoAsync(Join(id), Joining(token, email));
        Assert.Equal(1, await fixture.App.EventsOfAsync(caseId, "seat-joined-v1"));
    }

    [Fact]
    public async Task A_name_that_another_lets_go_in_the_end_is_had()
    {
        var (_, caseId, email) = await StartAsync();
        var (id, token) = await LinkAsync(caseId, Seat.A);
        Task<System.Text.Json.JsonElement> joining;
        await using (var other = await RowLock.TakeAsync(fixture.App, MakeAccount, email))
        {
            joining = fixture.App.Stranger().DoAsync(Join(id), Joining(token, email));
            await other.UntilWaitingAsync(1);
        }

        Assert.Equal("A", (await joining).GetProperty("seat").GetString());
        Assert.Equal(1, await fixture.App.EventsOfAsync(caseId, "seat-joined-v1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_joinings_with_one_address_at_once_give_one_seat_and_one_account(bool ofOneCase)
    {
        for (var time = 0; time < 4; time++)
        {
            var (coach, first, email) = await StartAsync();
            var second = ofOneCase ? first : (await OpenAsync(coach));
            var (a, tokenA) = await LinkAsync(first, Seat.A);
            var (b, tokenB) = await LinkAsync(second, Seat.B);
            var events = await fixture.App.EventsAsync(coach.Tenant!);

            var replies = await Task.WhenAll(
                fixture.App.Stranger().SendAsync(Join(a), Joining(tokenA, email)), fixture.App.Stranger().SendAsync(Join(b), Joining(tokenB, email.ToUpperInvariant())));

            var refused = Assert.Single(replies, r => r.StatusCode != HttpStatusCode.OK);
            Assert.True((await Problem.OfAsync(refused, 422, "fields-invalid")).GetProperty("errors").TryGetProperty("email", out _));
            // Joined, consented, accepted: three of the one who won.
            Assert.Equal(events + 3, await fixture.App.EventsAsync(coach.Tenant!));
            Assert.Equal(1L, await fixture.App.AskAsync("select count(*) from coach.mt_doc_account where data ->> 'normalizedName' = upper(@p)", email));
            Assert.Equal(1L, await fixture.App.AskAsync("select count(*) from vault.invitations where spent is not null and tenant = @p", coach.Tenant!));
            foreach (var reply in replies)
                reply.Dispose();
        }
    }

    private static string Join(Guid id) => $"/api/invitations/{id}/join";

    private static object Joining(string token, string email) => new { token, name = "Ana", email, password = CoachApp.Password, consents = true, accepts = 1 };

    private readonly Dictionary<Guid, Client> coaches = [];

    private async Task<(Client Coach, Guid CaseId, string Email)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        return (coach, await OpenAsync(coach), $"{Guid.NewGuid():N}@couple.example");
    }

    private async Task<Guid> OpenAsync(Client coach)
    {
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        coaches[caseId] = coach;
        return caseId;
    }

    private Task<(Guid Id, string Token)> LinkAsync(Guid caseId, Seat seat) => coaches[caseId].InviteAsync(caseId, seat);
}
