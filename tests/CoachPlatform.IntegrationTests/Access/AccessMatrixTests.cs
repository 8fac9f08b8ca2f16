using System.Net.Http.Json;
using System.Reflection;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>
/// Every endpoint and hub method of the running application, asked by everybody. Former partners are asked by <see cref="GonePartnersTests"/>.
/// </summary>
public sealed class AccessMatrixTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Refusals = ["401", "403", "404"];

    [Fact]
    public void Every_endpoint_of_the_running_application_stands_in_the_table_with_its_access()
    {
        var served = fixture.App.Inside.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Declared).Distinct().Order().ToList();

        var listed = AccessTable.Rows.Select(r => $"{r.Name} {r.Who}").Order().ToList();

        var undeclared = served.Except(listed).Select(s => $"served, but not in the table: {s}");
        var gone = listed.Except(served).Select(l => $"in the table, but not served: {l}");
        Assert.True(served.SequenceEqual(listed), string.Join('\n', [.. undeclared, .. gone]));
    }

    [Fact]
    public void Every_hub_method_stands_in_the_table()
    {
        var served = typeof(CoachHub).Assembly.GetTypes()
            .Where(t => typeof(Hub).IsAssignableFrom(t) && !t.IsAbstract)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetBaseDefinition().DeclaringType!.IsAssignableTo(typeof(Hub)) && m.GetBaseDefinition() == m)
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

        Assert.Equal(AccessTable.HubMethods.Keys.Order(), served.Order());
    }

    [Fact]
    public void Every_row_says_something_of_everybody() =>
        Assert.Empty(AccessTable.Rows.Where(r => r.Cells.Count != People.All.Count || r.Expected.Split(' ').Length != People.All.Count).Select(r => r.Name));

    [Fact]
    public async Task Every_cell_of_the_matrix_holds_for_real_requests()
    {
        var people = await People.GatherAsync(fixture.App);
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows)
            wrong.AddRange(await WrongCellsAsync(people, row));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_hub_method_answers_those_it_is_for_and_nobody_else()
    {
        var people = await People.GatherAsync(fixture.App);
        foreach (var (hub, method, expected) in AccessTable.HubMethods.Values)
        {
            foreach (var (person, cell) in People.All.Zip(expected.Split(' ')))
                Assert.Equal((hub, person, cell), (hub, person, await CallAsync(people, person, hub, method)));
        }
    }

    [Fact]
    public async Task Nobody_catches_up_on_a_case_of_somebody_else()
    {
        var people = await People.GatherAsync(fixture.App);
        await using var colleagues = await Frames.OfAsync(people[Person.Colleague], "/hubs/coach");
        await using var others = await Frames.OfAsync(people[Person.Other], "/hubs/couple");
        await using var coachs = await Frames.OfAsync(people[Person.Coach], "/hubs/coach");

        foreach (var frames in new[] { colleagues, others, coachs })
            await frames.Connection.InvokeAsync("catchUp", new Dictionary<Guid, long> { [people.CaseId] = 0, [people.ForeignCase] = 0 });

        // Something that does move each of them comes after whatever catching up has sent.
        var own = (await people[Person.Colleague].DoAsync("/api/cases", new { labels = new { A = "Gil", B = "Hana" } })).GetProperty("caseId").GetGuid();
        var given = await people[Person.Coach].DoAsync($"/api/cases/{people.OtherCase}/assignments", new { exercise = "guess-and-tell" });
        var position = given.GetProperty("position").GetInt64();
        Assert.Empty(await colleagues.BeforeAsync(own, 0));
        Assert.DoesNotContain(await others.BeforeAsync(people.OtherCase, position), f => f.CaseId == people.CaseId || f.CaseId == people.ForeignCase);
        Assert.DoesNotContain(await coachs.BeforeAsync(people.OtherCase, position), f => f.CaseId == people.ForeignCase);
    }

    private static async Task<List<string>> WrongCellsAsync(People people, AccessRow row)
    {
        var asking = await row.Ask(people);
        var tenant = people[Person.Coach].Tenant!;
        var wrong = new List<string>();
        var before = await people.App.EventsAsync(tenant);
        foreach (var (person, expected) in row.Cells.Where(c => c.Value != "ok"))
        {
            var (status, body) = await AskAsync(people, person, row, asking);
            if (status.ToString(System.Globalization.CultureInfo.InvariantCulture) != expected)
                wrong.Add($"{row.Name} as {person}: {expected} expected, {status} {body}");
        }

        if (await people.App.EventsAsync(tenant) != before)
            wrong.Add($"{row.Name}: a refused request changed something");
        var succeeded = row.Cells.Values.All(c => c != "ok");
        foreach (var (person, _) in row.Cells.Where(c => c.Value == "ok"))
        {
            var (status, body) = await AskAsync(people, person, row, row.Consumes ? await row.Ask(people) : asking);
            succeeded |= status < 400 || row.Route.StartsWith("/hubs/", StringComparison.Ordinal);
            // A conflict comes after the gate; so does what a hub says to a plain GET.
            if (Refusals.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture)) || status >= 500)
                wrong.Add($"{row.Name} as {person}: allowed, but {status} {body}");
        }

        if (!succeeded)
            wrong.Add($"{row.Name}: nobody succeeded");
        return wrong;
    }

    private static async Task<(int Status, string Body)> AskAsync(People people, Person person, AccessRow row, Asking asking)
    {
        var client = row.Spoils ? await AgainAsync(people, person) : people[person];
        using var request = new HttpRequestMessage(MethodOf(row), new Uri(asking.Path, UriKind.Relative));
        if (request.Method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(asking.Body ?? new { });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }

        if (row.Native)
            request.Headers.Add("Origin", people.App.Address.GetLeftPart(UriPartial.Authority));
        using var response = await client.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal static HttpMethod MethodOf(AccessRow row) => row.Method != AccessTable.AnyMethod ? new HttpMethod(row.Method)
        : row.Route.EndsWith("/negotiate", StringComparison.Ordinal) ? HttpMethod.Post
        : HttpMethod.Get;

    private static async Task<Client> AgainAsync(People people, Person person) =>
        people[person].Email is { } email ? await people.App.SignInAsync(email) : people.App.Stranger();

    private static async Task<string> CallAsync(People people, Person person, string hub, string method)
    {
        await using var connection = people[person].Connect(hub);
        try
        {
            await connection.StartAsync();
            await connection.InvokeAsync(method, new Dictionary<Guid, long>());
            return "ok";
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            return ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static string Declared(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? string.Join(',', some) : AccessTable.AnyMethod;
        var route = endpoint.RoutePattern.RawText!;
        return $"{methods} {(route.StartsWith('{') ? route : "/" + route.TrimStart('/'))} {endpoint.Metadata.GetMetadata<AccessAttribute>()?.Who.ToString() ?? "declares nothing"}";
    }
}
