using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoachPlatform.Cases;
using Microsoft.AspNetCore.SignalR.Client;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Somebody with a browser: cookies, JSON, and verbs in the words of the product.</summary>
public sealed class Client
{
    private readonly CoachApp app;
    private readonly CookieContainer cookies;

    public Client(CoachApp app)
    {
        this.app = app;
        cookies = new CookieContainer();
#pragma warning disable CA2000 // Owned by the client for the length of the test.
        Http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = app.Address };
#pragma warning restore CA2000
    }

    /// <summary>The same session, known as a member of staff.</summary>
    private Client(Client same, Guid staffId)
    {
        (app, cookies, Http, Email, Tenant, StaffId) = (same.app, same.cookies, same.Http, same.Email, same.Tenant, staffId);
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies => cookies;

    public string? Email { get; init; }

    public string? Tenant { get; init; }

    public Guid? StaffId { get; init; }

    public Guid? CaseId { get; set; }

    public Seat? Seat { get; set; }

    public async Task SignInAsync(string email, string password)
    {
        using var response = await Http.PostAsJsonAsync("/api/sign-in", new { email, password });
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A page as it is drawn, with its entities as characters.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {html}");
        return html;
    }

    /// <summary>A write with a key of its own, or with the given one.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return await Http.SendAsync(request);
    }

    /// <summary>A write that must succeed; its reply.</summary>
    public async Task<JsonElement> DoAsync(string path, object body, string? key = null)
    {
        using var response = await SendAsync(path, body, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonElement.Parse(text.Length == 0 ? "{}" : text);
    }

    /// <summary>A write that must be refused; the problem.</summary>
    public async Task<JsonElement> RefusedAsync(string path, object body, int status, string slug, string? key = null)
    {
        using var response = await SendAsync(path, body, key);
        return await Problem.OfAsync(response, status, slug);
    }

    public async Task<Couple> OpenCaseAsync(string a = "Ana", string b = "Ben")
    {
        var reply = await DoAsync("/api/cases", new { labels = new Dictionary<string, string> { ["A"] = a, ["B"] = b } });
        var caseId = reply.GetProperty("caseId").GetGuid();
        return new Couple(caseId, await JoinAsync(caseId, CoachPlatform.Cases.Seat.A, a), await JoinAsync(caseId, CoachPlatform.Cases.Seat.B, b));
    }

    public async Task<(Guid Id, string Token)> InviteAsync(Guid caseId, Seat seat)
    {
        var reply = await DoAsync($"/api/cases/{caseId}/invitations", new { seat = seat.ToString() });
        var link = new Uri(reply.GetProperty("link").GetString()!);
        return (reply.GetProperty("invitationId").GetGuid(), link.Fragment[1..]);
    }

    public async Task<StaffInvited> InviteStaffAsync(params string[] roles)
    {
        var reply = await DoAsync("/api/practice/staff-invitations", new { roles });
        return new StaffInvited(
            reply.GetProperty("invitationId").GetGuid(), new Uri(reply.GetProperty("link").GetString()!).Fragment[1..], reply.GetProperty("code").GetString()!);
    }

    /// <summary>Somebody new in this owner's practice, signed in.</summary>
    public async Task<Client> AddStaffAsync(string name, params string[] roles)
    {
        var invited = await InviteStaffAsync(roles);
        var staff = new Client(app) { Email = $"{Guid.NewGuid():N}@coach.example", Tenant = Tenant };
        await staff.DoAsync($"/api/staff-invitations/{invited.Id}/join", new { token = invited.Token, name, email = staff.Email, password = CoachApp.Password });
        var id = (await staff.ReadAsync("/api/practice")).GetProperty("me").GetGuid();
        return new Client(staff, id);
    }

    public async Task<Client> JoinAsync(Guid caseId, Seat seat, string name)
    {
        var (id, token) = await InviteAsync(caseId, seat);
        var email = $"{Guid.NewGuid():N}@couple.example";
        var partner = new Client(app) { Email = email, CaseId = caseId, Seat = seat };
        await partner.DoAsync($"/api/invitations/{id}/join", new { token, name, email, password = CoachApp.Password, consents = true, accepts = 1 });
        return partner;
    }

    /// <summary>Gives an exercise; its round.</summary>
    public async Task<Guid> AssignAsync(Guid caseId, string exercise, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["exercise"] = exercise;
        return (await DoAsync($"/api/cases/{caseId}/assignments", body)).GetProperty("roundId").GetGuid();
    }

    public Task<JsonElement> AnswerAsync(Guid roundId, object fields, string? step = null, string? audience = null, string? timing = null, string? key = null) =>
        DoAsync($"/api/rounds/{roundId}/answer", new { step, fields, audience, timing }, key);

    /// <param name="node">The node to connect to; the one this client speaks to when left out.</param>
    public HubConnection Connect(string hub, CoachApp? node = null) => new HubConnectionBuilder()
        .WithUrl(new Uri((node ?? app).Address, hub), options => options.Cookies = cookies)
        .Build();
}

/// <summary>What an owner hands to somebody who shall work in the practice.</summary>
public sealed record StaffInvited(Guid Id, string Token, string Code);

/// <summary>A case with both partners signed in.</summary>
public sealed record Couple(Guid CaseId, Client A, Client B);

public static class Problem
{
    /// <summary>Asserts a problem of this status and type, and gives its JSON.</summary>
    public static async Task<JsonElement> OfAsync(HttpResponseMessage response, int status, string slug)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"expected {status} {slug}, got {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.Equal($"/problems/{slug}", problem.GetProperty("type").GetString());
        return problem;
    }
}
