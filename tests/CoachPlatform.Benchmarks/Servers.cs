using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CoachPlatform.Benchmarks;

/// <summary>What the product is compared with, on the same kind of server and the same PostgreSQL.</summary>
internal static class Servers
{
    public sealed record Text(Guid Id, Guid CaseId, string Fields);

    /// <summary>One single-row insert and nothing else; and one that pushes a frame right after its commit.</summary>
    public static async Task<WebApplication> BareAsync(string connectionString)
    {
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, MaxPoolSize = 60 });
        await using (var create = database.CreateCommand("create table bare (id uuid primary key, case_id uuid not null, fields text not null)"))
            await create.ExecuteNonQueryAsync();
        var builder = Builder();
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(database);
        var app = builder.Build();
        app.MapPost("/insert", async (Text text, NpgsqlDataSource source, CancellationToken ct) =>
        {
            await InsertAsync(source, text, ct);
            return Results.Accepted();
        });
        app.MapPost("/insert-and-push", async (Text text, NpgsqlDataSource source, IHubContext<Frames> frames, HttpContext http, CancellationToken ct) =>
        {
            await InsertAsync(source, text, ct);
            // As the product does, the writer is answered first, and nobody's screen holds that up.
            http.Response.OnCompleted(() => frames.Clients.All.SendAsync("caseMoved", text.CaseId, text.Id, CancellationToken.None));
            return Results.Accepted();
        });
        app.MapHub<Frames>("/frames");
        await app.StartAsync();
        return app;
    }

    /// <summary>The same work as it is usually done: one state per table, one transaction, Entity Framework Core. No session, sealing or history.</summary>
    public static async Task<WebApplication> EntityFrameworkAsync(string connectionString, int rounds)
    {
        var builder = Builder();
        builder.Services.AddDbContextPool<Tables>(options => options.UseNpgsql(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, MaxPoolSize = 60 }.ConnectionString));
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var tables = scope.ServiceProvider.GetRequiredService<Tables>();
            await tables.Database.ExecuteSqlRawAsync(tables.Database.GenerateCreateScript());
            await tables.Database.ExecuteSqlRawAsync(
                "insert into \"Rounds\" select gen_random_uuid(), gen_random_uuid(), 0, 0 from generate_series(1, {0}); insert into \"Progress\" select \"CaseId\", 0, now() from \"Rounds\"", rounds);
        }

        app.MapPost("/rounds/{roundId:guid}/answer", AnswerAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task<IResult> AnswerAsync(Guid roundId, Answer given, HttpContext http, Tables tables, CancellationToken ct)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (await tables.Keys.AsNoTracking().FirstOrDefaultAsync(k => k.Key == key, ct) is { } before)
            return Results.Content(before.Response, "application/json", statusCode: 202);
        await using var transaction = await tables.Database.BeginTransactionAsync(ct);
        // Two partners at once are kept apart by the row's lock, as the product keeps them apart by the stream's.
        var round = await tables.Rounds.FromSql($"select * from \"Rounds\" where \"Id\" = {roundId} for update").FirstAsync(ct);
        var progress = await tables.Progress.FirstAsync(p => p.CaseId == round.CaseId, ct);
        round.Answers++;
        round.Revealed = round.Answers / 2;
        progress.Answers++;
        progress.MovedAt = DateTimeOffset.UtcNow;
        tables.Add(given with { Id = Guid.CreateVersion7(), RoundId = roundId });
        tables.Add(new Used(key, "{\"state\":\"waiting\"}"));
        await tables.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Results.Content("{\"state\":\"waiting\"}", "application/json", statusCode: 202);
    }

    private static async Task InsertAsync(NpgsqlDataSource source, Text text, CancellationToken ct)
    {
        await using var insert = source.CreateCommand("insert into bare values ($1, $2, $3)");
        insert.Parameters.Add(new() { Value = text.Id });
        insert.Parameters.Add(new() { Value = text.CaseId });
        insert.Parameters.Add(new() { Value = text.Fields });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        return builder;
    }

    internal sealed class Frames : Hub;

    internal sealed class RoundRow
    {
        public Guid Id { get; set; }

        public Guid CaseId { get; set; }

        public int Answers { get; set; }

        public int Revealed { get; set; }
    }

    internal sealed class ProgressRow
    {
        public Guid CaseId { get; set; }

        public int Answers { get; set; }

        public DateTimeOffset MovedAt { get; set; }
    }

    internal sealed record Answer(Guid Id, Guid RoundId, string Fields);

    internal sealed record Used(string Key, string Response);

    internal sealed class Tables(DbContextOptions<Tables> options) : DbContext(options)
    {
        public DbSet<RoundRow> Rounds => Set<RoundRow>();

        public DbSet<ProgressRow> Progress => Set<ProgressRow>();

        public DbSet<Answer> Answers => Set<Answer>();

        public DbSet<Used> Keys => Set<Used>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<ProgressRow>().HasKey(p => p.CaseId);
            modelBuilder.Entity<Used>().HasKey(k => k.Key);
            modelBuilder.Entity<Answer>().HasIndex(a => a.RoundId);
        }
    }
}
