using System.Globalization;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>
/// Random histories with a canary in every text, against everything that reaches anybody: replies to writes, JSON, pages and fragments, hubs, mail, copies, logs,
/// traces, and every table, dead letters among them. What may be read is judged from what the clients did, and what must be there has to be there.
/// </summary>
/// <remarks>
/// <c>COACH_HISTORIES</c>: how many, 24 when not set; <c>COACH_HISTORIES_FROM</c>: from which seed, 1 when not set. A failure names its seed. Of all routes that can
/// be read each history reads a part at its end, by its seed.
/// </remarks>
public sealed class CanaryTests(TestPostgres postgres)
{
    /// <summary>Histories in one application. They share a night that goes by; the next ones get an application of their own, so that nothing piles up.</summary>
    private const int InOneNight = 200;

    private const int OfOneCouple = 8;

    private const int OfOnePractice = 16;

    private const int Few = 24;

    private static readonly string[] Needed =
    [
        "partner reads", "kept from the partner", "coach reads", "kept from the coach", "read on a page", "of others in a copy", "frames", "mails", "log lines", "traces",
        "answer", "pass", "withdraw", "void", "sharing", "joint", "comments", "concerns",
    ];

    [Fact]
    public void Every_route_that_can_be_read_is_understood() => Assert.Empty(EveryRoute.NotUnderstood);

    [Fact]
    public async Task A_canary_reaches_nobody_before_its_rules_open_it_and_is_there_once_they_do()
    {
        var (histories, from) = (Setting("COACH_HISTORIES", Few), Setting("COACH_HISTORIES_FROM", 1));
        var met = new Dictionary<string, int>();
        for (var seed = from; seed < from + histories; seed += InOneNight)
        {
            var count = Math.Min(InOneNight, from + histories - seed);
            await NightAsync(seed, count, met);
            Told(seed, count, met);
        }

        // Histories in which nothing was shared and nothing kept would prove nothing. One that is repeated by itself need not have everything.
        if (histories >= Few)
            Assert.All(Needed, k => Assert.True(met.GetValueOrDefault(k) > 0, k));
    }

    private async Task NightAsync(int from, int count, Dictionary<string, int> met)
    {
        await using var mails = new SmtpSink();
        using var traces = new Traces();
        // What is asked is the same ten thousand times over: each connection keeps how to ask it, and what it was asked last, for the next one.
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync("canaries")) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true }.ConnectionString;
        await using var app = await CoachApp.StartOnAsync(database, [
            .. mails.Settings, ("Coach:Library", TopicPack.Folder), ("Coach:Exports:EverySeconds", "86400"), ("Coach:Clock:EverySeconds", "86400"), ("Coach:SignIn:AskAgainAfterMinutes", "0"),
        ], () => postgres.DropDatabaseAsync(database));
        var canaries = new Canaries();
        var histories = await GatherAsync(app, from, count, canaries, met);
        app.Clock.Move(TimeSpan.FromHours(48));
        foreach (var history in histories)
        {
            try
            {
                // Also since what may be voided only by somebody who has just shown that it is them could not be, later on.
                if ((history.Seed - from) % OfOneCouple == 0)
                    await SignInAsync(history);
                await OneAsync(app, history, met);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"COACH_HISTORIES_FROM={history.Seed} COACH_HISTORIES=1, or the night it was in: COACH_HISTORIES_FROM={from} COACH_HISTORIES={history.Seed - from + 1}\n{e}");
            }
        }

        await MailsAsync(app, mails, met);
        // The search of the tables has what it looks for in its own trace.
        Assert.Empty(traces.Wrong);
        Count(met, "traces", traces.Seen);
        await TablesAsync(app);
    }

    private static async Task<List<CanaryHistory>> GatherAsync(CoachApp app, int from, int count, Canaries canaries, Dictionary<string, int> met)
    {
        var exercises = app.Inside.GetRequiredService<LibraryShelf>().Shipped.Exercises.Where(e => e.Topic is "none" or "money" or "fears").OrderBy(e => e.Slug, StringComparer.Ordinal).ToList();
        var histories = new List<CanaryHistory>();
        var stranger = app.Stranger();
        Client coach = null!, colleague = null!;
        Couple couple = null!;
        for (var i = 0; i < count; i++)
        {
            if (i % OfOnePractice == 0)
            {
                coach = await app.OpenPracticeAsync();
                colleague = await app.AddCoachAsync(coach);
            }

            couple = i % OfOneCouple == 0 ? await coach.OpenCaseAsync() : await AnotherCaseAsync(coach, couple);
            if (i % OfOneCouple == 0)
            {
                await ConfirmAsync(app, couple.A);
                await ConfirmAsync(app, couple.B);
            }

            var history = new CanaryHistory(from + i, canaries, new KnownCase(couple.CaseId, couple.A, couple.B, coach), colleague, stranger, exercises, met);
            await history.BeginAsync();
            histories.Add(history);
        }

        return histories;
    }

    private static async Task SignInAsync(CanaryHistory history)
    {
        foreach (var who in history.Readers.Where(c => c.Email is not null))
            await who.SignInAsync(who.Email!, CoachApp.Password);
    }

    private static async Task OneAsync(CoachApp app, CanaryHistory history, Dictionary<string, int> met)
    {
        var listening = new List<(Client Who, HubText Hub)>();
        foreach (var (who, hub) in history.Readers.Where(c => c.Email is not null).Select((c, i) => (c, i < 2 ? "/hubs/couple" : "/hubs/coach")))
            listening.Add((who, await HubText.OfAsync(who, hub)));
        await history.RunAsync();
        await history.EndAsync(app);
        foreach (var (who, hub) in listening)
        {
            await hub.DisposeAsync();
            history.Reached(who, "a hub", hub.Text);
            Count(met, "frames", hub.Text.Split("caseMoved").Length - 1);
        }

        var lines = app.Logs.Lines.ToList();
        app.Logs.Forget();
        Assert.DoesNotContain(lines, l => l.Contains("canary-", StringComparison.OrdinalIgnoreCase));
        Count(met, "log lines", lines.Count);
    }

    /// <summary>Another case of the same two people: what is one case's must not come by the other either.</summary>
    private static async Task<Couple> AnotherCaseAsync(Client coach, Couple couple)
    {
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        foreach (var (partner, seat) in new[] { (couple.A, CoachPlatform.Cases.Seat.A), (couple.B, CoachPlatform.Cases.Seat.B) })
        {
            var (id, token) = await coach.InviteAsync(caseId, seat);
            await partner.DoAsync($"/api/invitations/{id}/join", new { token, name = "Ana", consents = true, accepts = 1 });
        }

        return couple with { CaseId = caseId };
    }

    /// <summary>Mails go to addresses that are known to be theirs.</summary>
    private static async Task ConfirmAsync(CoachApp app, Client partner)
    {
        var person = (await partner.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        var (link, token) = OneTimeLink.New(person, LinkPurpose.ConfirmAddress, app.Clock.GetUtcNow(), partner.Email);
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().LightweightSession();
        link.Insert(session);
        await session.SaveChangesAsync();
        await app.Stranger().DoAsync($"/api/addresses/{link.Id}/confirm", new { token });
    }

    private static async Task MailsAsync(CoachApp app, SmtpSink sink, Dictionary<string, int> met)
    {
        // Whatever waits for the morning goes out now.
        app.Clock.Move(TimeSpan.FromHours(11));
        await app.Inside.GetRequiredService<MailSender>().LookAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(sink.All, m => m.ToString().Contains("canary-", StringComparison.OrdinalIgnoreCase));
        Count(met, "mails", sink.All.Count);
    }

    private static async Task TablesAsync(CoachApp app)
    {
        var tables = await app.TextsAsync("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        Assert.Contains("wolverine.wolverine_dead_letters", tables);
        Assert.Contains("coach.mt_doc_mail_to_send", tables);
        // Bytes are shown as hex.
        var hex = Convert.ToHexStringLower("canary-"u8);
        var found = await app.TextsAsync(string.Join(" union all ", tables.Select(t => $"(select '{t} ' || left(t::text, 300) from {t} t where t::text ilike '%canary-%' or t::text like '%{hex}%' limit 1)")));
        Assert.Empty(found);
    }

    private static void Told(int seed, int count, Dictionary<string, int> met) => TestContext.Current.TestOutputHelper?.WriteLine(
        $"{TimeProvider.System.GetLocalNow():T} green: {count} from seed {seed}; so far {string.Join(", ", met.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value}"))}");

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private static void Count(Dictionary<string, int> met, string what, int by) => met[what] = met.GetValueOrDefault(what) + by;
}
