using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>What people wrote, links, passwords and names stand in no log and, but for the personal rows, nowhere in the database in the clear.</summary>
public sealed class NoSecretsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Text = "canary-text";
    private const string Coach = "Canary-Coach";
    private const string Ana = "Canary-Ana";
    private const string Ben = "Canary-Ben";

    /// <summary>The only tables that may hold a name or a mail address.</summary>
    private static readonly string[] PersonalRows = ["coach.mt_doc_account", "coach.mt_doc_staffmember", "coach.mt_doc_seatholder", "coach.mt_doc_contact_address"];

    [Fact]
    public async Task Neither_logs_nor_tables_hold_what_is_secret_after_a_whole_case_with_conflicts_and_failures()
    {
        var app = fixture.App;
        var coach = await app.OpenPracticeAsync(Coach);
        var (tokens, couple) = await CoupleAsync(coach);
        var (assignment, round) = await AssignAsync(coach, couple);
        await AnswerAsync(couple, round);
        await coach.DoAsync($"/api/rounds/{round}/comments", new { text = $"{Text} of the coach" });
        await coach.ReadAsync($"/api/rounds/{round}/answers");
        await couple.A.ReadAsync($"/api/rounds/{round}/answers");
        await couple.B.ReadAsync("/api/my/ledger");
        await new RandomHistory(app, coach, [couple], seed: 7) { Text = Text }.RunAsync(writes: 60);
        await app.TakeCopyAsync(couple.A);
        await app.TakeCopyAsync(coach, couple.CaseId);
        await RefusalsAsync(app, coach, couple, round, tokens);
        await FailuresAsync(app, coach, couple);
        await coach.DoAsync($"/api/assignments/{assignment}/withdraw", new { });
        await coach.DoAsync("/api/sign-out", new { });

        string[] texts = [Text, .. tokens, CoachApp.Password];
        string[] personal = [Coach, Ana, Ben, coach.Email!, couple.A.Email!, couple.B.Email!];
        Assert.NotEmpty(app.Logs.Lines);
        var told = app.Logs.Lines.Where(l => texts.Concat(personal).Any(s => l.Contains(s, StringComparison.OrdinalIgnoreCase))).Select(Short).ToList();
        Assert.True(told.Count == 0, $"{told.Count} log lines\n{string.Join('\n', told.Take(10))}");
        Assert.Empty(await TablesWithAsync(app, texts));
        Assert.Subset(PersonalRows.ToHashSet(), (await TablesWithAsync(app, personal)).ToHashSet());
        // The search itself finds what is there.
        Assert.NotEmpty(await TablesWithAsync(app, [Ana]));
    }

    private static string Short(string line) => line.Length > 400 ? line[..400] : line;

    private async Task<(string[] Tokens, Couple Couple)> CoupleAsync(Client coach)
    {
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = Ana, B = Ben } })).GetProperty("caseId").GetGuid();
        var tokens = new List<string>();
        var partners = new List<Client>();
        foreach (var (seat, name) in new[] { (Seat.A, Ana), (Seat.B, Ben) })
        {
            var (id, token) = await coach.InviteAsync(caseId, seat);
            tokens.Add(token);
            var email = $"canary-{Guid.NewGuid():N}@couple.example";
            var partner = new Client(fixture.App) { Email = email, CaseId = caseId, Seat = seat };
            await partner.DoAsync($"/api/invitations/{id}/look", new { token });
            await partner.DoAsync($"/api/invitations/{id}/join", new { token, name, email, password = CoachApp.Password, consents = true, accepts = 1 });
            partners.Add(partner);
        }

        return ([.. tokens], new Couple(caseId, partners[0], partners[1]));
    }

    private static async Task<(Guid Assignment, Guid Round)> AssignAsync(Client coach, Couple couple)
    {
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood", word = $"{Text} to both" });
        return (given.GetProperty("assignmentId").GetGuid(), given.GetProperty("roundId").GetGuid());
    }

    private static async Task AnswerAsync(Couple couple, Guid round)
    {
        await couple.A.AnswerAsync(round, new { understood = $"{Text} of A" });
        await couple.A.DoAsync($"/api/rounds/{round}/answer", new { step = "say", revises = 1, fields = new { understood = $"{Text} again" } });
        await couple.B.AnswerAsync(round, new { understood = $"{Text} of B" });
    }

    private static async Task RefusalsAsync(CoachApp app, Client coach, Couple couple, Guid round, string[] tokens)
    {
        foreach (var body in new[]
        {
            """{"step":"say","fields":{"understood":"§"}}""",
            """{"step":"say","fields":{"§":"§"}}""",
            """{"step":"§","fields":{"understood":"§"}}""",
            """{"audience":"§"}""",
            """{"entry":"§"}""",
            """{"fields":"§"}""",
            """{"fields":{"understood":"§" §""",
            "§",
        }.Select(b => b.Replace("§", Text, StringComparison.Ordinal)))
        {
            using var answer = await couple.A.PostRawAsync($"/api/rounds/{round}/answer", body);
            Assert.InRange((int)answer.StatusCode, 400, 499);
            using var comment = await coach.PostRawAsync($"/api/rounds/{round}/comments", body);
            using var join = await app.Stranger().PostRawAsync($"/api/invitations/{Guid.NewGuid()}/join", body);
            using var signIn = await app.Stranger().PostRawAsync("/api/sign-in", body);
            Assert.InRange((int)signIn.StatusCode, 400, 499);
        }

        using var spent = await app.Stranger().SendAsync($"/api/invitations/{Guid.NewGuid()}/join", new { token = tokens[0], name = Ana, email = couple.A.Email, password = CoachApp.Password });
        using var wrong = await app.Stranger().SendAsync("/api/sign-in", new { email = couple.A.Email, password = "a wrong password" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    /// <summary>The database itself refuses: once with a conflict, once with an error whose text would quote the row.</summary>
    private static async Task FailuresAsync(CoachApp app, Client coach, Couple couple)
    {
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        var body = new { fields = new { understood = $"{Text} through a failure" } };
        foreach (var (state, status) in new[] { ("23505", 0), ("22000", 500), ("40001", 409), ("40P01", 409), ("57P01", 503) })
        {
            await app.AskAsync(
                $"""
                create or replace function coach.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused %', new.data using errcode = '{state}'; end $$;
                create or replace trigger refuse before insert on coach.mt_events for each row execute function coach.refuse();
                """);
            using var response = await couple.A.SendAsync($"/api/rounds/{round}/answer", body, state);
            Assert.True(status == 0 || (int)response.StatusCode == status, $"{state}: {(int)response.StatusCode}");
            Assert.True((int)response.StatusCode >= 400);
            Assert.DoesNotContain(Text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var opened = await coach.SendAsync("/api/cases", new { labels = new { A = Ana, B = Ben } });
            Assert.True((int)opened.StatusCode >= 400);
            await app.AskAsync("drop trigger refuse on coach.mt_events");
        }

        await couple.A.DoAsync($"/api/rounds/{round}/answer", body, "57P01");
    }

    /// <summary>Every table of every schema of ours whose rows, as text, hold one of these.</summary>
    private static async Task<IReadOnlyList<string>> TablesWithAsync(CoachApp app, IEnumerable<string> needles)
    {
        var tables = await app.TextsAsync(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        Assert.Contains("vault.invitations", tables);
        Assert.Contains(tables, t => t.StartsWith("wolverine.", StringComparison.Ordinal));
        var found = new List<string>();
        foreach (var table in tables)
        {
            // Bytes are shown as hex; as text they are looked at too.
            var rows = await app.TextsAsync($"select t::text from {table} t");
            if (rows.Any(r => needles.Any(n => r.Contains(n, StringComparison.OrdinalIgnoreCase) || r.Contains(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(n)), StringComparison.Ordinal))))
                found.Add(table);
        }

        return found;
    }
}
