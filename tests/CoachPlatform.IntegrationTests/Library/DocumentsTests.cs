using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library.Documents;

namespace CoachPlatform.IntegrationTests.Library;

/// <summary>Documents come in, are corrected, saved and withdrawn; each within its practice alone.</summary>
public sealed class DocumentsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Text = "By Rosa Linden\n\nWalk first\n\nTake the long way round. What did you see?\n\nThen talk\n\nAsk one thing. Wait for the answer, however long it takes.\n";

    private static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    private static object Of(byte[] file, string fileName, string? name = null) => new { name, fileName, file = Convert.ToBase64String(file) };

    private static async Task<Guid> ImportAsync(Client coach, string? text = null) =>
        (await coach.DoAsync("/api/documents", Of(Encoding.UTF8.GetBytes(text ?? Text), "evenings.txt"))).GetProperty("documentId").GetGuid();

    private static object Passage(string title, int from, int to, string text = "Some words.") =>
        new { title, paragraphs = new[] { new { text, place = new { unit = "character", from, to } } } };

    [Fact]
    public async Task An_import_is_read_kept_and_counted_in_the_stream_without_a_word_of_it()
    {
        var coach = await fixture.App.OpenPracticeAsync();

        var reply = await coach.DoAsync("/api/documents", Of(Bytes, "evenings.txt"));

        Assert.Equal((0, 2, 1), (reply.GetProperty("revision").GetInt32(), reply.GetProperty("passages").GetInt32(), reply.GetProperty("cut").GetInt32()));
        var id = reply.GetProperty("documentId").GetGuid();
        var view = await coach.ReadAsync($"/api/documents/{id}");
        Assert.Equal(["Walk first", "Then talk"], view.GetProperty("passages").EnumerateArray().Select(p => p.GetProperty("title").GetString()!));
        Assert.Equal("byline", Assert.Single(view.GetProperty("cuts").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), view.GetProperty("hash").GetString());
        Assert.Equal(("evenings", "text", false), (view.GetProperty("name").GetString(), view.GetProperty("format").GetString(), view.GetProperty("settled").GetBoolean()));
        Assert.Equal(Convert.ToBase64String(Bytes), Assert.Single(await fixture.App.TextsAsync($"select data->>'bytes' from coach.mt_doc_original_file where id = '{id}'")));
        var stored = Assert.Single(await fixture.App.TextsAsync($"select data::text from coach.mt_events where stream_id = '{id}'"));
        Assert.DoesNotContain("Walk", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_passages_are_saved_as_a_revision_and_cuts_can_be_restored()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var id = await ImportAsync(coach);

        var reply = await coach.DoAsync($"/api/documents/{id}/passages", new
        {
            revision = 0,
            passages = new[] { Passage("The writer", 0, 14), Passage("One walk", 16, 70) },
            restored = new[] { 1 },
            dropped = new[] { Passage("Then talk", 70, 130) },
        });

        Assert.Equal(1, reply.GetProperty("revision").GetInt32());
        var view = await coach.ReadAsync($"/api/documents/{id}");
        Assert.True(view.GetProperty("settled").GetBoolean());
        Assert.Equal(["The writer", "One walk"], view.GetProperty("passages").EnumerateArray().Select(p => p.GetProperty("title").GetString()!));
        Assert.Equal("dropped", Assert.Single(view.GetProperty("cuts").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal((16, 70), (view.GetProperty("passages")[1].GetProperty("place").GetProperty("from").GetInt32(), view.GetProperty("passages")[1].GetProperty("place").GetProperty("to").GetInt32()));
        Assert.Equal(1, await fixture.App.EventsOfAsync(id, "passages-settled-v1"));
    }

    [Fact]
    public async Task Corrections_of_an_older_revision_are_a_conflict_that_changes_nothing()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var colleague = await fixture.App.AddCoachAsync(coach);
        var id = await ImportAsync(coach);
        var both = await Task.WhenAll(
            coach.SendAsync($"/api/documents/{id}/passages", new { revision = 0, passages = new[] { Passage("Mine", 0, 20) } }),
            colleague.SendAsync($"/api/documents/{id}/passages", new { revision = 0, passages = new[] { Passage("Mine", 0, 20) } }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Select(r => r.StatusCode).Order());

        var problem = await colleague.RefusedAsync($"/api/documents/{id}/passages", new { revision = 0, passages = new[] { Passage("Late", 0, 20) } }, 409, "passages-moved");

        Assert.Equal(1, problem.GetProperty("revision").GetInt32());
        Assert.Equal("Mine", (await coach.ReadAsync($"/api/documents/{id}")).GetProperty("passages")[0].GetProperty("title").GetString());
        foreach (var response in both)
            response.Dispose();
    }

    [Fact]
    public async Task Wrong_passages_are_named_one_by_one()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var id = await ImportAsync(coach);

        var problem = await coach.RefusedAsync(
            $"/api/documents/{id}/passages", new { revision = 0, passages = new[] { Passage(" ", 0, 20), Passage("Far away", 0, 5000) }, restored = new[] { 9 } }, 422, "fields-invalid");

        Assert.Equal(["passages[0].title", "passages[1]", "restored"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task The_same_original_is_recognised_until_it_is_withdrawn_and_in_this_practice_alone()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var foreign = await fixture.App.OpenPracticeAsync("Noa Stern");
        var id = await ImportAsync(coach);

        var problem = await coach.RefusedAsync("/api/documents", Of(Bytes, "another-name.txt"), 409, "already-imported");
        Assert.Equal(id, problem.GetProperty("documentId").GetGuid());
        await ImportAsync(foreign);
        await coach.DoAsync($"/api/documents/{id}/withdraw", new { });
        await coach.DoAsync($"/api/documents/{id}/withdraw", new { });

        Assert.Equal(1, await fixture.App.EventsOfAsync(id, "document-withdrawn-v1"));
        using var gone = await coach.GetAsync($"/api/documents/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await coach.RefusedAsync($"/api/documents/{id}/passages", new { revision = 0, passages = new[] { Passage("Late", 0, 20) } }, 404, "not-found");
        var again = await ImportAsync(coach);
        Assert.Equal(again, Assert.Single((await coach.ReadAsync("/api/documents")).EnumerateArray()).GetProperty("documentId").GetGuid());
    }

    [Fact]
    public async Task Two_imports_of_one_original_at_the_same_instant_give_one_document()
    {
        var coach = await fixture.App.OpenPracticeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => coach.SendAsync("/api/documents", Of(Bytes, "evenings.txt"))));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Single((await coach.ReadAsync("/api/documents")).EnumerateArray());
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_another_file_under_its_key_is_refused()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var large = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("They walked and talked until it was dark. ", 20_000)));

        var first = await coach.DoAsync("/api/documents", Of(large, "a.txt"), "once");
        var second = await coach.DoAsync("/api/documents", Of(large, "a.txt"), "once");

        Assert.Equal(first.GetRawText(), second.GetRawText());
        large[^2] = (byte)'!';
        await coach.RefusedAsync("/api/documents", Of(large, "a.txt"), 422, "key-reused", "once");
        Assert.Single((await coach.ReadAsync("/api/documents")).EnumerateArray());
    }

    [Fact]
    public async Task Hostile_and_oversized_files_are_refused_with_a_reason_and_nothing_of_them_is_stored()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var before = await StoredAsync(coach);
        foreach (var (file, name, slug) in new (byte[], string, string)[]
        {
            (Bomb(), "a.docx", "file-bomb"),
            ("%PDF-1.7 and no more"u8.ToArray(), "a.pdf", "file-broken"),
            ("<p>Hello</p><script>alert(1)</script>"u8.ToArray(), "a.html", "file-active"),
            (Encoding.UTF8.GetBytes(new string('a', DocumentLimits.Text + 1)), "a.txt", "file-too-large"),
            ([], "a.txt", "file-empty"),
        })
        {
            var problem = await coach.RefusedAsync("/api/documents", Of(file, name), 422, slug);
            Assert.Equal("file", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        }

        await coach.RefusedAsync("/api/documents", new { text = "5 min read" }, 422, "file-empty");
        await coach.RefusedAsync("/api/documents", new { }, 422, "fields-invalid");
        Assert.Equal(before, await StoredAsync(coach));
    }

    [Fact]
    public async Task Two_hundred_megabytes_are_refused_before_they_are_read()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(fixture.App.Address.Host, fixture.App.Address.Port);
        await using var stream = connection.GetStream();
        var cookie = coach.Cookies.GetCookieHeader(fixture.App.Address);

        // The length is said and not one byte of it sent: whoever waits for it would wait for ever.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/documents HTTP/1.1\r\nHost: {fixture.App.Address.Authority}\r\nCookie: {cookie}\r\nIdempotency-Key: large\r\nContent-Type: application/json\r\nContent-Length: {200L << 20}\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
        Assert.Empty((await coach.ReadAsync("/api/documents")).EnumerateArray());
    }

    [Fact]
    public async Task A_foreign_an_unknown_and_a_nonsense_id_are_one_and_the_same_404()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var foreign = await ImportAsync(await fixture.App.OpenPracticeAsync("Noa Stern"));
        // The first request of a session renews its cookie, whatever it asks for.
        await coach.ReadAsync("/api/me");
        var canonical = await SeenAsync(coach, "GET", "/there/is/no/such/page");

        foreach (var id in new[] { foreign.ToString(), Guid.NewGuid().ToString(), Guid.Empty.ToString(), "nonsense", "0" })
        {
            foreach (var route in new[] { "GET /api/documents/{0}", "GET /api/documents/{0}/passages/1/draft", "POST /api/documents/{0}/passages", "POST /api/documents/{0}/withdraw" })
                Assert.Equal(canonical, await SeenAsync(coach, route.Split(' ')[0], route.Split(' ')[1].Replace("{0}", id, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_draft_is_drawn_from_a_passage_and_published_nowhere()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var id = await ImportAsync(coach);

        var draft = await coach.ReadAsync($"/api/documents/{id}/passages/1/draft");

        Assert.Equal(("Walk first", "Take the long way round.", "What did you see?", false), (
            draft.GetProperty("title").GetString(), Assert.Single(draft.GetProperty("steps").EnumerateArray()).GetString(),
            Assert.Single(draft.GetProperty("prompts").EnumerateArray()).GetString(), draft.GetProperty("published").GetBoolean()));
        Assert.DoesNotContain("Walk first", (await coach.ReadAsync("/api/library/exercises")).GetRawText(), StringComparison.Ordinal);
        foreach (var n in new[] { 0, 3, int.MaxValue })
        {
            using var none = await coach.GetAsync($"/api/documents/{id}/passages/{n}/draft");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open())
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                part.Write(block);
        }

        return stream.ToArray();
    }

    private async Task<string> StoredAsync(Client coach) => string.Join(' ', await fixture.App.TextsAsync(
        $"select count(*)::text from coach.mt_doc_source_document where tenant_id = '{coach.Tenant}' union all select count(*)::text from coach.mt_doc_original_file where tenant_id = '{coach.Tenant}' union all select count(*)::text from coach.mt_events where tenant_id = '{coach.Tenant}'"));

    private static async Task<string> SeenAsync(Client client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST")
        {
            request.Content = JsonContent.Create(new { revision = 0, passages = new[] { Passage("Theirs", 0, 5) } });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        }

        using var response = await client.Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal);
        return $"{(int)response.StatusCode} {string.Join(' ', headers.Select(h => $"{h.Key}={string.Join(',', h.Value)}"))} {await response.Content.ReadAsStringAsync()}";
    }
}
