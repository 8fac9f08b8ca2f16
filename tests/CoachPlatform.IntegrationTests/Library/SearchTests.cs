using System.Net;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library.Search;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Library;

/// <summary>Exercises and passages are found by their words, in their own language, within the practice that has them.</summary>
public sealed class SearchTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string Spanish = OwnPack.Of(
        "escuchar-sin-prisa", "Escuchar sin prisa", "Para que cada uno se sienta escuchado por el otro, y para que las canciones de los dos vuelvan a sonar en casa.",
        "Sentaos juntos un rato. Uno habla de lo que le ha pasado en la semana y el otro le escucha sin dar consejos.", "Lo que he oído");

    private static async Task<string[]> SlugsAsync(Client client, string query) =>
        [.. (await client.ReadAsync($"/api/library/exercises?{query}")).EnumerateArray().Select(e => e.GetProperty("slug").GetString()!)];

    private static Task<string[]> FindAsync(Client client, string words) => SlugsAsync(client, $"query={Uri.EscapeDataString(words)}");

    private static async Task<IReadOnlyList<JsonElement>> PassagesAsync(Client client, string words) =>
        [.. (await client.ReadAsync($"/api/library/passages?query={Uri.EscapeDataString(words)}")).EnumerateArray()];

    [Theory]
    [InlineData("listened")]
    [InlineData("LISTENS")]
    [InlineData("listening")]
    [InlineData("list")]
    [InlineData("signs listeni")]
    public async Task Words_are_found_by_their_stems_and_the_last_by_its_beginning(string words) =>
        Assert.Contains("six-signs-of-listening", await FindAsync(await fixture.App.OpenPracticeAsync(), words));

    [Fact]
    public async Task What_stands_in_a_title_comes_before_what_stands_elsewhere()
    {
        var found = await FindAsync(await fixture.App.OpenPracticeAsync(), "laughter");

        Assert.Equal("laughter-log", found[0]);
    }

    [Fact]
    public async Task Quotes_or_and_a_hyphen_do_what_they_do_in_a_web_search()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        Assert.Equal(["laughter-log"], await FindAsync(coach, "\"laughter log\""));
        Assert.Empty(await FindAsync(coach, "\"log laughter\""));
        var either = await FindAsync(coach, "laughter or promises");
        Assert.Contains("laughter-log", either);
        Assert.Contains("small-promises", either);
        var without = await FindAsync(coach, "promises -small");
        Assert.DoesNotContain("small-promises", without);
    }

    [Fact]
    public async Task A_text_in_spanish_is_found_by_spanish_stems_and_without_its_accents()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.PublishAsync(Spanish);

        foreach (var words in new[] { "escuchando", "escuchó", "canción", "cancion", "semanas consejo", "oido", "OÍDO", "consej" })
            Assert.True((await FindAsync(coach, words)).Contains("escuchar-sin-prisa"), words);
        Assert.DoesNotContain("escuchar-sin-prisa", await FindAsync(coach, "escuchar -consejos"));
        Assert.DoesNotContain("escuchar-sin-prisa", await FindAsync(coach, "escuchar -consejo"));
    }

    [Fact]
    public async Task A_practice_never_finds_what_is_anothers()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var colleague = await fixture.App.AddCoachAsync(coach);
        var foreign = await fixture.App.OpenPracticeAsync("Noa Stern");
        var couple = await coach.OpenCaseAsync();
        await coach.PublishAsync(OwnPack.Of("lantern-walk", "Lantern walk", "To walk with a lantern and to say what you see."));
        await coach.SettleAsync("Lanterns", ("Lantern light", "Carry a lantern between you and talk only while it burns."));

        foreach (var mine in new[] { coach, colleague })
        {
            Assert.Equal(["lantern-walk"], await FindAsync(mine, "lanterns"));
            Assert.Single(await PassagesAsync(mine, "lanterns"));
        }

        Assert.Empty(await FindAsync(foreign, "lanterns"));
        Assert.Empty(await PassagesAsync(foreign, "lanterns"));
        Assert.Empty(await FindAsync(couple.A, "lanterns"));
        Assert.NotEmpty(await FindAsync(couple.A, "listened"));
    }

    [Fact]
    public async Task Retired_exercises_are_not_found_restored_ones_are_and_a_new_version_by_its_new_words()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.PublishAsync(OwnPack.Of("music-hour", "Harp hour", "To hear the harp and to hear each other."));
        Assert.Equal(["music-hour"], await FindAsync(coach, "harps"));

        await coach.DoAsync("/api/library/exercises/music-hour/retire", new { });
        Assert.Empty(await FindAsync(coach, "harps"));
        await coach.DoAsync("/api/library/exercises/music-hour/restore", new { });
        Assert.Equal(["music-hour"], await FindAsync(coach, "harps"));
        await coach.PublishAsync(OwnPack.Of("music-hour", "Cello hour", "To hear the cello and to hear each other."));

        Assert.Equal(["music-hour"], await FindAsync(coach, "cellos"));
        Assert.Empty(await FindAsync(coach, "\"the harp\""));
    }

    [Fact]
    public async Task Passages_are_found_once_settled_as_they_were_settled_last_and_never_after_their_document_was_withdrawn()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var id = (await coach.DoAsync("/api/documents", new { name = "Two walks", text = "Walk first\n\nTake the towpath and count the herons.\n" })).GetProperty("documentId").GetGuid();
        Assert.Empty(await PassagesAsync(coach, "heron"));

        await coach.SettleAgainAsync(id, 0, ("Beginnings", "Nothing yet."), ("Walk first", "Take the <b>towpath</b> and count the herons & the \"boats\"."));
        var found = Assert.Single(await PassagesAsync(coach, "heron"));
        Assert.Equal((id, "Two walks", "Walk first", 2), (found.GetProperty("documentId").GetGuid(), found.GetProperty("document").GetString(), found.GetProperty("title").GetString(), found.GetProperty("n").GetInt32()));
        var snippet = found.GetProperty("snippet").EnumerateArray().ToList();
        // What looks like a tag is no word, and the database leaves it out.
        Assert.Equal("Take the  towpath  and count the herons & the \"boats", string.Concat(snippet.Select(p => p.GetProperty("text").GetString())).TrimEnd('.', '"'));
        Assert.Equal("herons", Assert.Single(snippet, p => p.GetProperty("found").GetBoolean()).GetProperty("text").GetString());

        await coach.SettleAgainAsync(id, 1, ("Walk first", "Take the towpath and count the swans."));
        Assert.Empty(await PassagesAsync(coach, "heron"));
        Assert.Equal(1, Assert.Single(await PassagesAsync(coach, "swan")).GetProperty("n").GetInt32());
        await coach.DoAsync($"/api/documents/{id}/withdraw", new { });
        Assert.Empty(await PassagesAsync(coach, "swan"));
    }

    [Theory]
    [InlineData("xqzv")]
    [InlineData("the")]
    [InlineData("the of and")]
    [InlineData("-the")]
    [InlineData("or")]
    [InlineData("or or or")]
    [InlineData("'; drop table coach.library_text; --")]
    [InlineData("\\'; select 1; \\")]
    [InlineData("a' & b | !c <-> (d:*")]
    [InlineData("!!! ((( ))) ::: *** &&& |||")]
    [InlineData("\"")]
    [InlineData("\"unclosed phrase")]
    [InlineData("- - -")]
    [InlineData("%_%")]
    [InlineData("{0} $1 @text :*")]
    [InlineData("\0\u0001\uFFFF")]
    [InlineData("\u202Eright to left \u200B")]
    [InlineData("👩‍❤️‍👨 💬")]
    [InlineData("é\u0301́́ ñ")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Whatever_is_typed_is_answered(string words)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.SettleAsync("Walks", ("Walk first", "Take the long way round the harbour, or not."));
        foreach (var path in new[] { "/api/library/exercises", "/api/library/passages", "/library" })
        {
            using var response = await coach.GetAsync($"{path}?query={Uri.EscapeDataString(words)}");
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} {words}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Two_hundred_characters_are_looked_for_and_one_more_is_refused()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        foreach (var path in new[] { "/api/library/exercises", "/api/library/passages" })
        {
            using var longest = await coach.GetAsync($"{path}?query={new string('x', 200)}");
            Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
            using var longer = await coach.GetAsync($"{path}?query={new string('x', 201)}");
            var problem = await Problem.OfAsync(longer, 422, "fields-invalid");
            Assert.True(problem.GetProperty("errors").TryGetProperty("query", out _));
        }

        using var page = await coach.GetAsync($"/library?query={new string('x', 201)}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Filters_narrow_each_other_and_the_words()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.PublishAsync(OwnPack.Of("kite-day", "Kite day", "To fly a kite and to listen to the wind.", document: "901"));
        await coach.DoAsync("/api/library/exercises/kite-day/favourite", new { favourite = true });
        await coach.DoAsync("/api/library/exercises/laughter-log/favourite", new { favourite = true });

        Assert.Equal(["kite-day"], await SlugsAsync(coach, "own=true"));
        Assert.Equal(["kite-day", "laughter-log"], await SlugsAsync(coach, "favourite=true"));
        Assert.Equal(["laughter-log"], await SlugsAsync(coach, "favourite=true&dimension=time-together"));
        Assert.Equal(["kite-day"], await SlugsAsync(coach, "document=901"));
        Assert.Equal(["plan-something-small", "what-would-help", "story-turn"], await SlugsAsync(coach, "document=000"));
        Assert.Equal(["kite-day"], await SlugsAsync(coach, "query=listening&own=true&minutes=7"));
        Assert.Empty(await SlugsAsync(coach, "query=listening&own=true&minutes=6"));
        Assert.Equal(await SlugsAsync(coach, ""), await SlugsAsync(coach, "favourite=false&own=false&query="));
        using var malformed = await coach.GetAsync("/api/library/exercises?minutes=some");
        await Problem.OfAsync(malformed, 400, "malformed");
    }

    [Fact]
    public async Task What_was_lost_or_falsified_is_mended_at_the_next_start()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.PublishAsync(OwnPack.Of("drum-night", "Drum night", "To drum and to hear the other drum."));
        await coach.PublishAsync(OwnPack.Of("lute-night", "Lute night", "To hear the lute."));
        await coach.DoAsync("/api/library/exercises/lute-night/retire", new { });
        var document = await coach.SettleAsync("Drums", ("Drum first", "Drum slowly."), ("Then rest", "Rest together."));
        var gone = await coach.SettleAsync("Gone", ("Lute first", "Play slowly."));
        await coach.DoAsync($"/api/documents/{gone}/withdraw", new { });
        const string All = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from coach.library_text t";
        var before = (string)(await fixture.App.AskAsync(All))!;
        var fill = fixture.App.Inside.GetRequiredService<FillLibraryText>();

        await fill.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, await fixture.App.AskAsync(All));
        foreach (var harm in new[]
        {
            "delete from coach.library_text",
            $"delete from coach.library_text where tenant = '{coach.Tenant}'",
            "update coach.library_text set stamp = '0:old', words = ''",
            $"insert into coach.library_text select '{coach.Tenant}', kind, 'nowhere', n, stamp || 'x', language, title, body, words from coach.library_text where tenant = '*' limit 1",
            $"insert into coach.library_text select '*', kind, 'nowhere', n, stamp, language, title, body, words from coach.library_text where tenant = '*' limit 1",
        })
        {
            await fixture.App.AskAsync(harm);
            Assert.NotEqual(before, await fixture.App.AskAsync(All));
            await fill.RunAsync(TestContext.Current.CancellationToken);
            Assert.True(before == (string)(await fixture.App.AskAsync(All))!, harm);
        }

        Assert.Equal(["drum-night"], await FindAsync(coach, "drums"));
        Assert.Equal(document, Assert.Single(await PassagesAsync(coach, "drums")).GetProperty("documentId").GetGuid());
    }

    [Fact]
    public async Task A_publishing_that_fails_leaves_nothing_to_be_found()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var before = await fixture.App.FingerprintAsync();

        await coach.RefusedAsync("/api/library/packs", new { text = OwnPack.Of("gong-hour", "Gong hour", "To hear the gong.").Replace("minutes: 7", "minutes: seven", StringComparison.Ordinal) }, 422, "pack-refused");

        Assert.Empty(await FindAsync(coach, "gongs"));
        Assert.Equal(before, await fixture.App.FingerprintAsync());
    }
}
