using System.Text.Json;
using CoachPlatform.Practices;
using Marten.Events;

namespace CoachPlatform.Benchmarks;

/// <summary>The application itself, with one coach and many couples who have joined, and exercises to answer.</summary>
internal sealed class Product : IAsyncDisposable
{
    private const string Password = "a password for figures";
    private const string Exercise = "something-i-understood";

    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly Person coach;
    private readonly List<Couple> couples = [];

    private Product(WebApplication app, HttpClient http, Person coach)
    {
        this.app = app;
        this.http = http;
        this.coach = coach;
    }

    public Uri Address => http.BaseAddress!;

    public Person Coach => coach;

    public string CoachCookie => coach.Cookie;

    public static async Task<Product> StartAsync(string connectionString, int couples, int workers)
    {
        var app = await Program.BuildAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Configuration["ConnectionStrings:coach"] = connectionString;
            builder.Configuration["Coach:MasterKey"] = Vault.MasterKey.Generate();
            builder.Configuration["Coach:Demo"] = "false";
            builder.Configuration["Coach:SignIn:PerMinute"] = "1000000";
            builder.Configuration["Coach:WritesPerMinute"] = "1000000";
            builder.Configuration["Coach:ReadsPerMinute"] = "10000000";
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        var http = Clients.For(app, workers);
        var email = "coach@figures.example";
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<OpenPractice>().Async("Figures", "Europe/Madrid", "Coach", email, Password, DateTimeOffset.UtcNow, CancellationToken.None);
        var coach = new Person();
        await coach.SendAsync(http, "/api/sign-in", new { email, password = Password });
        var product = new Product(app, http, coach);
        for (var i = 0; i < couples; i++)
            product.couples.Add(await product.OpenCaseAsync());
        return product;
    }

    /// <summary>Gives every couple that many exercises. Each answer is one piece of work; a couple's answers follow each other at a distance.</summary>
    /// <param name="answered">Is told of each answer: the case and its position, at the moment the response was read.</param>
    public async Task<IReadOnlyList<Func<Task>>> PrepareAsync(int perCouple, Action<Guid, long>? answered = null)
    {
        var work = new List<Func<Task>>();
        for (var n = 0; n < perCouple; n++)
        {
            var rounds = new List<(Guid Case, Guid Round, Person A, Person B)>();
            foreach (var couple in couples)
                rounds.Add((couple.CaseId, await AssignAsync(couple), couple.A, couple.B));
            work.AddRange(rounds.Select(r => (Func<Task>)(() => AnswerAsync(r.Case, r.Round, r.A, answered))));
            work.AddRange(rounds.Select(r => (Func<Task>)(() => AnswerAsync(r.Case, r.Round, r.B, answered))));
        }

        return work;
    }

    /// <summary>Until the projections have seen everything, so that preparation does not weigh on what is measured next.</summary>
    public Task SettleAsync() => app.Services.GetRequiredService<Marten.IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));

    /// <summary>Gives a couple one exercise; its round.</summary>
    public async Task<Guid> AssignAsync(Couple couple) =>
        (await coach.SendAsync(http, $"/api/cases/{couple.CaseId}/assignments", new { exercise = Exercise })).GetProperty("roundId").GetGuid();

    public Task PostAsync(Person person, string path, object body) => person.SendAsync(http, path, body);

    public Task GetAsync(Person person, string path) => person.ReadAsync(http, path);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(Guid caseId, Guid round, Person person, Action<Guid, long>? answered)
    {
        var reply = await person.SendAsync(http, $"/api/rounds/{round}/answer", new { step = "say", fields = new { understood = Clients.Sentence } });
        answered?.Invoke(caseId, reply.GetProperty("position").GetInt64());
    }

    public async Task<Couple> OpenCaseAsync()
    {
        var labels = new Dictionary<string, string> { ["A"] = "Ana", ["B"] = "Ben" };
        var caseId = (await coach.SendAsync(http, "/api/cases", new { labels })).GetProperty("caseId").GetGuid();
        return new(caseId, await JoinAsync(caseId, "A"), await JoinAsync(caseId, "B"));
    }

    private async Task<Person> JoinAsync(Guid caseId, string seat)
    {
        var invited = await coach.SendAsync(http, $"/api/cases/{caseId}/invitations", new { seat });
        var token = new Uri(invited.GetProperty("link").GetString()!).Fragment[1..];
        var person = new Person();
        await person.SendAsync(
            http,
            $"/api/invitations/{invited.GetProperty("invitationId").GetGuid()}/join",
            new { token, name = seat, email = $"{Guid.NewGuid():N}@figures.example", password = Password, consents = true, accepts = 1 });
        return person;
    }

    internal sealed record Couple(Guid CaseId, Person A, Person B);
}

/// <summary>Somebody's session: a cookie, renewed as a browser would.</summary>
internal sealed class Person
{
    public string Cookie { get; private set; } = "";

    /// <summary>A write with a key of its own; its reply.</summary>
    public async Task<JsonElement> SendAsync(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var text = await ReplyAsync(http, request);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>A page or a view, to its last byte.</summary>
    public async Task ReadAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        await ReplyAsync(http, request);
    }

    private async Task<string> ReplyAsync(HttpClient http, HttpRequestMessage request)
    {
        if (Cookie.Length > 0)
            request.Headers.Add("Cookie", Cookie);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{request.RequestUri}: {(int)response.StatusCode} {text}");
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Cookie = cookies.Last().Split(';')[0];
        return text;
    }
}
