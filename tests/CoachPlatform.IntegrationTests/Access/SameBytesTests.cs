using System.Net.Http.Json;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>What a person may not know about looks like what never existed: the same bytes and headers for all of it.</summary>
public sealed class SameBytesTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Routes =
    [
        "GET /api/cases/{case}", "POST /api/cases/{case}/assignments", "POST /api/cases/{case}/invitations", "POST /api/cases/{case}/invitations/revoke",
        "POST /api/assignments/{assignment}/due", "POST /api/assignments/{assignment}/withdraw",
        "GET /api/rounds/{round}/answers", "POST /api/rounds/{round}/comments",
        "GET /api/my/rounds/{round}", "POST /api/rounds/{round}/answer", "POST /api/rounds/{round}/pass", "POST /api/rounds/{round}/sharing",
        "POST /api/cases/{case}/legal-hold", "POST /api/cases/{case}/legal-hold/lift", "GET /api/cases/{case}/releases", "POST /api/cases/{case}/releases",
        "GET /api/my/cases/{case}/legal-hold", "GET /api/my/cases/{case}/releases", "GET /cases/{case}/rounds/{round}/void", "GET /practice/legal-holds/{case}",
        "POST /api/rounds/{round}/withdraw", "POST /api/rounds/{round}/void", "POST /api/my/cases/{case}/erase", "POST /api/rounds/{round}/done", "POST /api/rounds/{round}/joint", "POST /api/rounds/{round}/joint/confirm",
    ];

    [Fact]
    public async Task Nonsense_unknown_and_foreign_ids_are_one_and_the_same_404_to_everybody()
    {
        var people = await People.GatherAsync(fixture.App);
        var foreign = people[Person.Foreign];
        var given = await foreign.DoAsync($"/api/cases/{people.ForeignCase}/assignments", new { exercise = "guess-and-tell" });
        var foreignIds = (people.ForeignCase.ToString(), given.GetProperty("assignmentId").GetString()!, given.GetProperty("roundId").GetString()!);
        var unknown = Guid.NewGuid().ToString();
        var canonical = await SeenAsync(people[Person.Coach], "GET", "/there/is/no/such/page");
        var differing = new List<string>();
        foreach (var person in People.All.Where(p => p is not (Person.Stranger or Person.Foreign)))
        {
            // The first request of a session renews its cookie, whatever it asks for.
            await people[person].ReadAsync("/api/me");
            foreach (var route in Routes)
            {
                foreach (var (c, a, r) in new[] { foreignIds, (unknown, unknown, unknown), ("nonsense", "nonsense", "nonsense"), ("%20", "0", "' or 1=1") })
                {
                    var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{case}", c).Replace("{assignment}", a).Replace("{round}", r));
                    var seen = await SeenAsync(people[person], method, path);
                    if (seen != canonical)
                        differing.Add($"{person} {method} {path}: {seen}");
                }
            }
        }

        Assert.Contains("404", canonical, StringComparison.Ordinal);
        Assert.True(differing.Count == 0, $"{canonical}\n{string.Join('\n', differing)}");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0")]
    [InlineData("%20")]
    [InlineData("0197a2f6-0000-7000-8000-00000000000g")]
    public async Task A_link_that_is_none_is_the_404_of_any_unknown_address(string id)
    {
        var stranger = fixture.App.Stranger();
        var canonical = await SeenAsync(stranger, "GET", "/there/is/no/such/page");

        Assert.Equal(canonical, await SeenAsync(stranger, "GET", $"/join/{id}"));
        Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/fragments/join/{id}"));
        Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/api/invitations/{id}/look"));
        Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/api/invitations/{id}/join"));
        Assert.Equal(await PageAsync(stranger, "/there/is/no/such/page"), await PageAsync(stranger, $"/join/{id}"));
    }

    [Fact]
    public async Task An_unknown_invitation_and_a_wrong_token_are_the_same_404()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var (id, _) = await coach.InviteAsync(caseId, Seat.A);
        var stranger = fixture.App.Stranger();
        var canonical = await SeenAsync(stranger, "GET", "/there/is/no/such/page");

        foreach (var verb in new[] { "look", "join" })
        {
            Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/api/invitations/{id}/{verb}"));
            Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/api/invitations/{Guid.NewGuid()}/{verb}"));
            Assert.Equal(canonical, await SeenAsync(stranger, "POST", $"/api/invitations/nonsense/{verb}"));
        }
    }

    /// <summary>As a browser asks for a page.</summary>
    private static async Task<string> PageAsync(Client client, string path)
    {
        using var response = await client.RawAsync(HttpMethod.Get, path, keyed: false, headers: ("Accept", "text/html"));
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>Everything a client receives but the date: status, headers, bytes.</summary>
    private static async Task<string> SeenAsync(Client client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST")
        {
            request.Content = JsonContent.Create(new { token = "nobody's", seat = "A", exercise = "guess-and-tell", step = "say", fields = new { }, version = 1, invitationId = Guid.NewGuid() });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }

        using var response = await client.Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal);
        return $"{(int)response.StatusCode} {string.Join(' ', headers.Select(h => $"{h.Key}={string.Join(',', h.Value)}"))} {await response.Content.ReadAsStringAsync()}";
    }
}
