using System.Globalization;
using System.Net.Http.Json;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>
/// The columns of the access table that follow from the others: former partners, asking everything about the case that was theirs, and everything that is
/// for partners. Whoever still has the seat reads what had opened and changes nothing that is not their own; whoever has lost it is nobody.
/// </summary>
public sealed class GonePartnersTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly For[] OfPartners = [For.Partner, For.PartnerOfCase, For.MemberOfCase, For.ReaderOfCase];
    private static readonly For[] OfTheCase = [For.CoachOfCase, For.CoachOrOwnerOfCase, For.SupervisorOfCase];

    // Their own words, data, rights and safety, and what tells the other no more than before. In a round only where they had given something.
    private static readonly Dictionary<string, Gone[]> MayStill = new()
    {
        ["/api/rounds/{roundId}/sharing"] = [Gone.Left, Gone.Parted],
        ["/api/rounds/{roundId}/withdraw"] = [Gone.Left, Gone.Parted],
        ["/api/rounds/{roundId}/void"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/exports"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/erase"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/concerns"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/history"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/leaving-told"] = [Gone.Left],
        ["/api/my/cases/{caseId}/separate"] = [Gone.Left, Gone.Parted],
        ["/api/my/cases/{caseId}/leave"] = [Gone.Parted],
        // Their rest is over with the parting; to say so again is no fault.
        ["/api/my/cases/{caseId}/return"] = [Gone.Parted],
        // It ended with the couple; to say so again is no fault.
        ["/api/my/cases/{caseId}/releases/{releaseId:guid}/take-back"] = [Gone.Left, Gone.Parted],
        ["/api/my/assignments/{assignmentId}/rest"] = [Gone.Left, Gone.Parted],
        ["/api/my/assignments/{assignmentId}/rest/end"] = [Gone.Left, Gone.Parted],
    };

    // After these they stand otherwise.
    private static readonly string[] Ends = ["/api/my/cases/{caseId}/erase", "/api/my/cases/{caseId}/separate", "/api/my/cases/{caseId}/leaving-told", "/api/my/cases/{caseId}/leave"];

    [Fact]
    public async Task Every_cell_of_a_former_partner_holds_for_real_requests()
    {
        var people = await People.GatherAsync(fixture.App);
        var gone = new List<GonePartner>();
        foreach (var how in Enum.GetValues<Gone>())
            gone.Add(await GonePartner.OfAsync(people[Person.Coach], how));
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows.Where(r => OfPartners.Contains(r.Who) || OfTheCase.Contains(r.Who)))
        {
            // What nobody of them gets past the gate of needs no more than an address.
            var asking = OfTheCase.Contains(row.Who) ? new Asking(row.Route) : await row.Ask(people);
            foreach (var one in gone)
            {
                var partner = Ends.Contains(row.Route) && MayStill[row.Route].Contains(one.How) ? await GonePartner.OfAsync(people[Person.Coach], one.How) : one;
                foreach (var round in row.Route.Contains("{roundId}", StringComparison.Ordinal) ? new[] { partner.Closed, partner.Shown } : [partner.Closed])
                    wrong.AddRange(await WrongAsync(people, partner, row, asking, round));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<List<string>> WrongAsync(People people, GonePartner gone, AccessRow row, Asking asking, Guid round)
    {
        var expected = Expected(row, gone, round);
        var before = await people.App.EventsAsync(people[Person.Coach].Tenant!);
        var (status, body) = await AskAsync(gone.Client, row, gone.PathOf(row, asking.Path, round), asking.Body);
        var changed = await people.App.EventsAsync(people[Person.Coach].Tenant!) != before;
        var cell = $"{row.Name} as a partner {gone.How}, round {(round == gone.Shown ? "shown" : "closed")}";
        var wrong = new List<string>();
        if (!expected.Contains(status < 400 || IsHub(row, status) ? "ok" : status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            wrong.Add($"{cell}: {expected} expected, {status} {body[..Math.Min(200, body.Length)]}");
        if (body.Contains(GonePartner.Unread, StringComparison.Ordinal))
            wrong.Add($"{cell}: holds what never opened");
        if (changed && (status >= 400 || (row.Method == "POST" && expected != "ok")))
            wrong.Add($"{cell}: a refused request changed something");
        return wrong;
    }

    /// <summary>The words of which one is right; a write that comes too late may be refused for the end or for what it holds, and changes nothing either way.</summary>
    private static string Expected(AccessRow row, GonePartner gone, Guid round)
    {
        if (OfTheCase.Contains(row.Who))
            return gone.How == Gone.Released ? "404" : "403";
        if (!GonePartner.IsOfCase(row))
            return row.Cells[gone.How == Gone.Released ? Person.Former : Person.B];
        if (gone.How == Gone.Released)
            return "404";
        if (row.Method == "GET" || row.Cells[Person.B] != "ok")
            return row.Cells[Person.B];
        var own = MayStill.TryGetValue(row.Route, out var hows) && hows.Contains(gone.How) && (round == gone.Shown || !row.Route.Contains("{roundId}", StringComparison.Ordinal));
        return own ? "ok" : "409 422";
    }

    /// <summary>What a hub says to a plain GET comes after the gate.</summary>
    private static bool IsHub(AccessRow row, int status) => row.Route == "/hubs/couple" && status == 400;

    private static async Task<(int Status, string Body)> AskAsync(Client client, AccessRow row, string path, object? body)
    {
        using var request = new HttpRequestMessage(AccessMatrixTests.MethodOf(row), new Uri(path, UriKind.Relative));
        if (request.Method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(body ?? new { });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }

        using var response = await client.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
