using System.Collections.Concurrent;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.Practices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>The real application on real Kestrel and a database of its own. Tests speak to it as clients do.</summary>
public sealed class CoachApp : IAsyncDisposable
{
    public const string Password = "a password for tests";

    private readonly WebApplication app;
    private readonly Func<Task>? dropDatabase;

    private CoachApp(WebApplication app, string connectionString, TestClock clock, CapturedLogs logs, Func<Task>? dropDatabase)
    {
        this.app = app;
        this.dropDatabase = dropDatabase;
        ConnectionString = connectionString;
        Clock = clock;
        Logs = logs;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public string ConnectionString { get; }

    public TestClock Clock { get; }

    public CapturedLogs Logs { get; }

    /// <summary>For what no client can see: the endpoint list, rebuilds. Expectations about behaviour go through clients.</summary>
    public IServiceProvider Inside => app.Services;

    public static string MasterKey { get; } = Vault.MasterKey.Generate();

    private static string Journals { get; } = Directory.CreateTempSubdirectory("coach-test-journals").FullName;

    private static string SessionKeys { get; } = Directory.CreateTempSubdirectory("coach-test-sessions").FullName;

    public static async Task<CoachApp> StartAsync(TestPostgres postgres, string hint, params (string Key, string Value)[] settings)
    {
        var database = await postgres.CreateDatabaseAsync(hint);
        return await StartOnAsync(database, settings, () => postgres.DropDatabaseAsync(database));
    }

    /// <summary>A node on a database that is there already.</summary>
    public static async Task<CoachApp> StartOnAsync(string database, (string Key, string Value)[] settings, Func<Task>? dropDatabase = null)
    {
        var clock = new TestClock();
        var logs = new CapturedLogs();
        var app = await Program.BuildAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Environment.ContentRootPath = Path.Combine(Repository.Root, "src", "CoachPlatform");
            builder.Environment.WebRootPath = Path.Combine(Repository.Root, "src", "CoachPlatform", "wwwroot");
            builder.Environment.WebRootFileProvider = new PhysicalFileProvider(builder.Environment.WebRootPath);
            builder.Configuration["ConnectionStrings:coach"] = database;
            builder.Configuration["Coach:MasterKey"] = MasterKey;
            builder.Configuration["Coach:Demo"] = "false";
            builder.Configuration["Coach:DataProtectionKeys"] = SessionKeys;
            builder.Configuration["Coach:SignIn:PerMinute"] = "100000";
            builder.Configuration["Coach:ErasureJournal"] = Path.Combine(Journals, new Npgsql.NpgsqlConnectionStringBuilder(database).Database + ".journal");
            builder.Configuration["Coach:WritesPerMinute"] = "100000";
            builder.Configuration["Coach:ReadsPerMinute"] = "1000000";
            foreach (var (key, value) in settings)
                builder.Configuration[key] = value;
            builder.Services.AddSingleton<TimeProvider>(clock);
            // A quarter of a run would go into hashing the same password. PasswordHashSpecs holds the product's own number.
            builder.Services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(logs);
            builder.Logging.SetMinimumLevel(LogLevel.Debug);
        });
        await app.StartAsync();
        return new CoachApp(app, database, clock, logs, dropDatabase);
    }

    /// <summary>A new practice with its first coach, signed in.</summary>
    public async Task<Client> OpenPracticeAsync(string coach = "Miriam Vale")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@coach.example";
        var (opened, errors) = await scope.ServiceProvider.GetRequiredService<OpenPractice>()
            .Async("Harbour", "Europe/Madrid", coach, email, Password, Clock.GetUtcNow(), CancellationToken.None);
        Assert.True(opened is not null, string.Join(' ', errors.Values.SelectMany(e => e)));
        return await SignInAsync(email, opened.Tenant, opened.StaffId);
    }

    /// <summary>A further coach of the same practice, signed in.</summary>
    public async Task<Client> AddCoachAsync(Client colleague, string name = "Ivo Roth")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var email = $"{Guid.NewGuid():N}@coach.example";
        var (opened, _) = await scope.ServiceProvider.GetRequiredService<OpenPractice>()
            .AddCoachAsync(colleague.Tenant!, name, email, Password, Clock.GetUtcNow(), CancellationToken.None);
        return await SignInAsync(email, opened!.Tenant, opened.StaffId);
    }

    public Client Stranger() => new(this);

    public async Task<Client> SignInAsync(string email, string? tenant = null, Guid? staffId = null, string password = Password)
    {
        var client = new Client(this) { Email = email, Tenant = tenant, StaffId = staffId };
        await client.SignInAsync(email, password);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (dropDatabase is not null)
            await dropDatabase();
    }
}

/// <summary>
/// Real time, moved on to the next ten o'clock in the morning and by whatever a test moves it: at night nothing begins for couples, and a test must not
/// come out differently at another hour.
/// </summary>
public sealed class TestClock : TimeProvider
{
    // Once for all applications of a run, so that two nodes on one database agree.
    private static readonly TimeSpan ToMorning = UntilTen(System.GetUtcNow());

    private TimeSpan moved = ToMorning;

    /// <summary>How far it is before the machine's own clock.</summary>
    public TimeSpan Ahead => moved;

    public void Move(TimeSpan by) => moved += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + moved;

    private static TimeSpan UntilTen(DateTimeOffset now) => (now.TimeOfDay < TimeSpan.FromHours(10) ? TimeSpan.FromHours(10) : TimeSpan.FromHours(34)) - now.TimeOfDay;
}

/// <summary>Every line that was logged, whatever its level, with exceptions and scopes.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IEnumerable<string> Lines => lines;

    public void Forget() => lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}

public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CoachPlatform.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
