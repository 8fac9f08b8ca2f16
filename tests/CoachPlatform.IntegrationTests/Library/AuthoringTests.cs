using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoachPlatform.IntegrationTests.Support;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Library;

/// <summary>A coach writes exercises of the practice's own: from nothing, from a passage, from a copy; and gives them like any other.</summary>
public sealed class AuthoringTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static JsonObject Form(string title = "One moment", string question = "What happened?") => JsonNode.Parse(
        $$"""
        {
          "title": {{JsonSerializer.Serialize(title)}}, "cadence": "once", "minutes": 5, "dimension": "responsiveness", "topic": "none", "why": "To tell one thing.",
          "steps": [{ "key": "say", "title": "Tell it", "who": "each", "mode": "sealed", "opens": "start",
            "fields": [{ "key": "what", "kind": "long", "label": {{JsonSerializer.Serialize(question)}} }, { "key": "felt", "kind": "scale", "label": "How heard?" }] }],
          "metrics": [{ "key": "heard", "label": "How heard", "unit": "0–10", "from": "say.felt", "better": "higher" }]
        }
        """)!.AsObject();

    private static async Task<Guid> BeginAsync(Client coach, object? request = null) =>
        (await coach.DoAsync("/api/library/drafts", request ?? new { })).GetProperty("draftId").GetGuid();

    private static async Task<int> SaveAsync(Client coach, Guid draft, int revision, JsonObject form) =>
        (await coach.DoAsync($"/api/library/drafts/{draft}", new { revision, form })).GetProperty("revision").GetInt32();

    private static async Task<JsonElement> PublishAsync(Client coach, Guid draft, int revision) => await coach.DoAsync($"/api/library/drafts/{draft}/publish", new { revision });

    /// <summary>Begins, saves and publishes; the reply of the publishing.</summary>
    private static async Task<JsonElement> WriteAsync(Client coach, JsonObject form)
    {
        var draft = await BeginAsync(coach);
        return await PublishAsync(coach, draft, await SaveAsync(coach, draft, 1, form));
    }

    private static JsonObject FormOf(JsonElement draft) => JsonObject.Create(draft.GetProperty("form"))!;

    [Fact]
    public async Task What_a_coach_wrote_is_published_given_answered_and_shown_in_the_trends()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();

        var published = await WriteAsync(coach, Form());

        Assert.Equal(("one-moment", 1), (published.GetProperty("slug").GetString(), published.GetProperty("version").GetInt32()));
        var listed = (await coach.ReadAsync("/api/library/exercises")).EnumerateArray().Single(e => e.GetProperty("slug").GetString() == "one-moment");
        Assert.Equal(("sealed", "responsiveness"), (listed.GetProperty("mode").GetString(), listed.GetProperty("dimension").GetString()));
        var round = await coach.AssignAsync(couple.CaseId, "one-moment");
        await couple.A.AnswerAsync(round, new { what = "You asked twice.", felt = 8 });
        await couple.B.AnswerAsync(round, new { what = "We laughed.", felt = 6 });
        Assert.Equal("revealed", (await couple.A.ReadAsync($"/api/my/rounds/{round}")).GetProperty("steps")[0].GetProperty("revealed").GetBoolean() ? "revealed" : "waiting");
        await fixture.App.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var trend = Assert.Single((await couple.A.ReadAsync($"/api/cases/{couple.CaseId}/trends")).GetProperty("trends").EnumerateArray());
        Assert.Equal(("heard", 8), (trend.GetProperty("metric").GetString(), trend.GetProperty("points")[0].GetProperty("values").GetProperty("A").GetDouble()));
        Assert.Empty((await coach.ReadAsync("/api/library/drafts")).EnumerateArray());
    }

    [Fact]
    public async Task An_unfinished_draft_is_kept_as_it_is_and_not_published()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var draft = await BeginAsync(coach);
        var form = Form();
        form.Remove("why");
        form["steps"]![0]!["fields"]![0]!["label"] = "";
        var revision = await SaveAsync(coach, draft, 1, form);

        var problem = await coach.RefusedAsync($"/api/library/drafts/{draft}/publish", new { revision }, 422, "not-ready");

        Assert.Equal(["steps.0.fields.0.label", "why"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        var view = await coach.ReadAsync($"/api/library/drafts/{draft}");
        Assert.Equal("One moment", view.GetProperty("form").GetProperty("title").GetString());
        Assert.Equal(2, view.GetProperty("problems").GetArrayLength());
        Assert.DoesNotContain("one-moment", await (await coach.GetAsync("/api/library/exercises")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_never_write_over_each_other()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var colleague = await fixture.App.AddCoachAsync(coach);
        var draft = await BeginAsync(coach);

        var both = await Task.WhenAll(
            coach.SendAsync($"/api/library/drafts/{draft}", new { revision = 1, form = Form("Mine") }),
            colleague.SendAsync($"/api/library/drafts/{draft}", new { revision = 1, form = Form("Hers") }));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Select(r => r.StatusCode).Order());
        var problem = await colleague.RefusedAsync($"/api/library/drafts/{draft}", new { revision = 1, form = Form("Late") }, 409, "draft-moved");
        Assert.Equal(2, problem.GetProperty("revision").GetInt32());
        await coach.RefusedAsync($"/api/library/drafts/{draft}/publish", new { revision = 1 }, 409, "draft-moved");
    }

    [Fact]
    public async Task A_next_version_leaves_what_was_given_as_it_is()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await WriteAsync(coach, Form());
        var old = await coach.AssignAsync(couple.CaseId, "one-moment");
        var draft = await BeginAsync(coach, new { exercise = "one-moment" });
        var view = await coach.ReadAsync($"/api/library/drafts/{draft}");
        Assert.Equal((2, 1), (view.GetProperty("version").GetInt32(), view.GetProperty("running").GetInt32()));
        // Beginning again gives the same draft.
        var again = await coach.DoAsync("/api/library/drafts", new { exercise = "one-moment" });
        Assert.Equal((draft, false), (again.GetProperty("draftId").GetGuid(), again.GetProperty("begun").GetBoolean()));
        var form = FormOf(view);
        form["steps"]![0]!["fields"]![0]!["label"] = "What did they do?";

        var published = await PublishAsync(coach, draft, await SaveAsync(coach, draft, 1, form));

        Assert.Equal(2, published.GetProperty("version").GetInt32());
        Assert.Contains("What happened?", await (await couple.A.GetAsync($"/rounds/{old}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var fresh = await coach.AssignAsync(couple.CaseId, "one-moment");
        Assert.Contains("What did they do?", await (await couple.A.GetAsync($"/rounds/{fresh}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var versions = (await coach.ReadAsync("/api/library/exercises/one-moment/versions")).EnumerateArray().ToList();
        Assert.Equal([(2, 1), (1, 1)], versions.Select(v => (v.GetProperty("number").GetInt32(), v.GetProperty("running").GetInt32())));
        var difference = Assert.Single((await coach.ReadAsync(
            $"/api/library/versions/{versions[1].GetProperty("versionId").GetString()}/difference/{versions[0].GetProperty("versionId").GetString()}")).EnumerateArray());
        Assert.Equal(("label", "changed", "What happened?"), (difference.GetProperty("member").GetString(), difference.GetProperty("change").GetString(), difference.GetProperty("before").GetString()));
    }

    [Fact]
    public async Task Of_two_who_began_with_the_same_version_the_second_is_told_and_publishes_knowingly()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await WriteAsync(coach, Form());
        var mine = await BeginAsync(coach, new { exercise = "one-moment" });
        var revision = await SaveAsync(coach, mine, 1, Form(question: "Mine?"));
        // An imported file is the other way to a newer version.
        var pack = await (await coach.GetAsync("/api/library/exercises/one-moment/pack")).Content.ReadAsStringAsync();
        await coach.DoAsync("/api/library/packs", new { fileName = "one-moment.md", text = pack.Replace("What happened?", "Theirs?", StringComparison.Ordinal) });

        var problem = await coach.RefusedAsync($"/api/library/drafts/{mine}/publish", new { revision }, 409, "exercise-moved");

        var published = await coach.DoAsync($"/api/library/drafts/{mine}/publish", new { revision, after = problem.GetProperty("newest").GetString() });
        Assert.Equal(3, published.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_copy_keeps_source_topic_and_flags_of_what_was_shipped()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var draft = await BeginAsync(coach, new { exercise = "values-apart-then-together" });
        var view = await coach.ReadAsync($"/api/library/drafts/{draft}");
        Assert.NotNull(view.GetProperty("copiedFrom").GetString());
        var form = FormOf(view);
        form["title"] = "Our values";
        form["caution"] = null;
        var revision = await SaveAsync(coach, draft, 1, form);
        var problem = await coach.RefusedAsync($"/api/library/drafts/{draft}/publish", new { revision }, 422, "not-ready");
        Assert.Equal(["caution"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        form["caution"] = "To differ is no failure.";

        var slug = (await PublishAsync(coach, draft, await SaveAsync(coach, draft, revision, form))).GetProperty("slug").GetString();

        Assert.Equal("our-values", slug);
        var (copy, shipped) = (await coach.ReadAsync("/api/library/exercises/our-values"), await coach.ReadAsync("/api/library/exercises/values-apart-then-together"));
        Assert.Equal(shipped.GetProperty("sources").GetRawText(), copy.GetProperty("sources").GetRawText());
        Assert.Equal(shipped.GetProperty("practices").GetRawText(), copy.GetProperty("practices").GetRawText());
        // The copy of a copy owes the same.
        var second = await BeginAsync(coach, new { exercise = "our-values", copy = true });
        form["caution"] = null;
        await coach.RefusedAsync($"/api/library/drafts/{second}/publish", new { revision = await SaveAsync(coach, second, 1, form) }, 422, "not-ready");
    }

    [Fact]
    public async Task From_a_passage_comes_a_draft_that_names_where_it_was_drawn_from()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var document = (await coach.DoAsync("/api/documents", new { text = "Walk first\n\nTake the long way round. What did you see?\n\nThen talk\n\nAsk one thing and wait for the answer.\n" })).GetProperty("documentId").GetGuid();

        var draft = await BeginAsync(coach, new { document, passage = 1 });

        var form = (await coach.ReadAsync($"/api/library/drafts/{draft}")).GetProperty("form");
        Assert.Equal("Walk first", form.GetProperty("title").GetString());
        Assert.Equal((document.ToString(), "Walk first"), (form.GetProperty("sources")[0].GetProperty("document").GetString(), form.GetProperty("sources")[0].GetProperty("section").GetString()));
        var steps = form.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("Take the long way round.", steps[0].GetProperty("title").GetString());
        Assert.Equal("What did you see?", steps[^1].GetProperty("fields")[0].GetProperty("label").GetString());
        await coach.RefusedAsync("/api/library/drafts", new { document, passage = 9 }, 422, "unknown-passage");
    }

    [Fact]
    public async Task A_retired_exercise_goes_on_where_it_was_given_and_is_given_no_more()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await WriteAsync(coach, Form());
        var round = await coach.AssignAsync(couple.CaseId, "one-moment");

        Assert.True((await coach.DoAsync("/api/library/exercises/one-moment/retire", new { })).GetProperty("retired").GetBoolean());
        await coach.DoAsync("/api/library/exercises/one-moment/retire", new { });

        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "one-moment" }, 422, "exercise-retired");
        Assert.DoesNotContain((await coach.ReadAsync("/api/library/exercises")).EnumerateArray(), e => e.GetProperty("slug").GetString() == "one-moment");
        await couple.A.AnswerAsync(round, new { what = "You asked twice.", felt = 8 });
        await coach.DoAsync("/api/library/exercises/one-moment/restore", new { });
        await coach.AssignAsync(couple.CaseId, "one-moment");
        using var shipped = await coach.SendAsync("/api/library/exercises/guess-and-tell/retire", new { });
        Assert.Equal(HttpStatusCode.NotFound, shipped.StatusCode);
    }

    [Fact]
    public async Task An_exercise_belongs_to_its_practice_alone()
    {
        var (coach, other) = (await fixture.App.OpenPracticeAsync(), await fixture.App.OpenPracticeAsync());
        var couple = await other.OpenCaseAsync();
        var published = await WriteAsync(coach, Form());
        var version = published.GetProperty("versionId").GetString();

        foreach (var path in new[] { "/api/library/exercises/one-moment", "/api/library/exercises/one-moment/versions", "/api/library/exercises/one-moment/pack", $"/api/library/versions/{version}/difference/{version}" })
        {
            using var response = await other.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        await other.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "one-moment" }, 422, "unknown-exercise");
        await other.RefusedAsync("/api/library/drafts", new { exercise = "one-moment" }, 422, "unknown-exercise");
        // A partner has the shipped library, not what the coach keeps for the practice.
        using var partner = await couple.A.GetAsync("/api/library/exercises/one-moment");
        Assert.Equal(HttpStatusCode.NotFound, partner.StatusCode);
        // The other practice may write the very same, and it is its own.
        await WriteAsync(other, Form());
        await other.AssignAsync(couple.CaseId, "one-moment");
    }

    [Fact]
    public async Task A_pack_that_was_exported_is_imported_as_the_same_version_in_any_practice()
    {
        var (coach, other) = (await fixture.App.OpenPracticeAsync(), await fixture.App.OpenPracticeAsync());
        var version = (await WriteAsync(coach, Form())).GetProperty("versionId").GetString();
        var text = await (await coach.GetAsync("/api/library/exercises/one-moment/pack")).Content.ReadAsStringAsync();

        var check = Assert.Single((await other.DoAsync("/api/library/packs", new { fileName = "one-moment.md", text, check = true })).GetProperty("exercises").EnumerateArray());
        Assert.Equal("new", check.GetProperty("outcome").GetString());
        using (var nothingYet = await other.GetAsync("/api/library/exercises/one-moment"))
            Assert.Equal(HttpStatusCode.NotFound, nothingYet.StatusCode);
        await other.DoAsync("/api/library/packs", new { fileName = "one-moment.md", text });

        Assert.Equal(version, (await other.ReadAsync("/api/library/exercises/one-moment")).GetProperty("versionId").GetString());
        Assert.Equal(text.ReplaceLineEndings(), (await (await other.GetAsync("/api/library/exercises/one-moment/pack")).Content.ReadAsStringAsync()).ReplaceLineEndings().Replace(await PublisherAsync(other), await PublisherAsync(coach), StringComparison.Ordinal));
        var again = Assert.Single((await other.DoAsync("/api/library/packs", new { fileName = "one-moment.md", text })).GetProperty("exercises").EnumerateArray());
        Assert.Equal(("unchanged", 1), (again.GetProperty("outcome").GetString(), again.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_file_of_several_goes_out_as_it_came_in_whatever_its_language_and_order()
    {
        var (coach, other) = (await fixture.App.OpenPracticeAsync(), await fixture.App.OpenPracticeAsync());
        foreach (var title in new[] { "A walk", "One moment", "Before sleep" })
            await WriteAsync(coach, Form(title));
        var exported = await PackOfAsync(coach, "own");
        Assert.Equal(["slug: a-walk", "slug: before-sleep", "slug: one-moment"], exported.Split('\n').Where(l => l.StartsWith("slug:", StringComparison.Ordinal)));
        // As another coach would send it: in Spanish, with a head and an order of its own.
        var parts = exported.Split("\n## ");
        var file = string.Join("\n## ", parts[0].Replace("language: \"en\"", "language: \"es\"", StringComparison.Ordinal).Replace("\"unknown\"", "\"2026-02\"", StringComparison.Ordinal), parts[3], parts[1], parts[2]);
        Assert.Contains("\"es\"", file, StringComparison.Ordinal);

        await other.DoAsync("/api/library/packs", new { fileName = "own.md", text = file });

        Assert.Equal(file, await PackOfAsync(other, "own"));
        await other.DoAsync("/api/library/exercises/a-walk/retire", new { });
        Assert.DoesNotContain("slug: a-walk", await PackOfAsync(other, "own"), StringComparison.Ordinal);
        Assert.Equal(
            ["restored", "unchanged", "unchanged"],
            (await other.DoAsync("/api/library/packs", new { text = file })).GetProperty("exercises").EnumerateArray().Select(e => e.GetProperty("outcome").GetString()));
        Assert.Equal(file, await PackOfAsync(other, "own"));
        using var none = await other.GetAsync("/api/library/packs/003");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_file_cannot_take_from_a_copy_what_it_owes()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var draft = await BeginAsync(coach, new { exercise = "one-matter" });
        var form = FormOf(await coach.ReadAsync($"/api/library/drafts/{draft}"));
        form["title"] = "Ours";
        await PublishAsync(coach, draft, await SaveAsync(coach, draft, 1, form));
        var text = await (await coach.GetAsync("/api/library/exercises/ours/pack")).Content.ReadAsStringAsync();
        // Neither its practice nor what protects a couple stands in the file any more.
        var bare = string.Join('\n', text.Replace("## B7 · ", "## ", StringComparison.Ordinal).Split('\n')
            .Where(l => !l.StartsWith("practice:", StringComparison.Ordinal) && !l.StartsWith("flags:", StringComparison.Ordinal) && !l.StartsWith("caution:", StringComparison.Ordinal)));
        Assert.DoesNotContain("screened", bare, StringComparison.Ordinal);

        var problem = await coach.RefusedAsync("/api/library/packs", new { fileName = "bare.md", text = bare }, 422, "pack-refused");

        Assert.Contains("safety questions", problem.GetRawText(), StringComparison.Ordinal);
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "ours" }, 409, "safety-not-asked");
        // Another version of the copy, brought in whole, goes on owing it.
        await coach.DoAsync("/api/library/packs", new { text = text.Replace("minutes: ", "minutes: 1", StringComparison.Ordinal) });
        await coach.RefusedAsync("/api/library/packs", new { text = bare }, 422, "pack-refused");
    }

    private static async Task<string> PackOfAsync(Client coach, string document) => await (await coach.GetAsync($"/api/library/packs/{document}")).Content.ReadAsStringAsync();

    private static async Task<string> PublisherAsync(Client coach) =>
        (await (await coach.GetAsync("/api/library/exercises/one-moment/pack")).Content.ReadAsStringAsync()).Split('\n').Single(l => l.StartsWith("publisher:", StringComparison.Ordinal));

    [Fact]
    public async Task A_wrong_pack_is_refused_whole_with_its_lines()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await WriteAsync(coach, Form());
        var text = await (await coach.GetAsync("/api/library/exercises/one-moment/pack")).Content.ReadAsStringAsync();
        var two = text + text[text.IndexOf("\n## ", StringComparison.Ordinal)..].Replace("slug: one-moment", "slug: another", StringComparison.Ordinal).Replace("minutes: 5", "minutes: 900", StringComparison.Ordinal);

        var problem = await coach.RefusedAsync("/api/library/packs", new { fileName = "two.md", text = two }, 422, "pack-refused");

        var line = 1 + two.Split('\n').ToList().FindIndex(l => l == "minutes: 900");
        var only = Assert.Single(problem.GetProperty("problems").EnumerateArray());
        Assert.Equal(("two.md", line), (only.GetProperty("file").GetString(), only.GetProperty("line").GetInt32()));
        using var nothing = await coach.GetAsync("/api/library/exercises/another");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        // Neither the name of a shipped exercise nor a practice without its protection.
        var shipped = await (await coach.GetAsync("/api/library/exercises/values-apart-then-together/pack")).Content.ReadAsStringAsync();
        await coach.RefusedAsync("/api/library/packs", new { text = shipped }, 422, "pack-refused");
        await coach.RefusedAsync(
            "/api/library/packs",
            new { text = shipped.Replace("slug: values-apart-then-together", "slug: our-values", StringComparison.Ordinal).Replace("flags: [\"caution\"]\n", "", StringComparison.Ordinal) }, 422, "pack-refused");
    }

    [Fact]
    public async Task Publishing_twice_at_once_or_under_the_same_key_gives_one_version()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var draft = await BeginAsync(coach);
        var revision = await SaveAsync(coach, draft, 1, Form());
        var key = Guid.NewGuid().ToString("N");

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => coach.SendAsync($"/api/library/drafts/{draft}/publish", new { revision }, i < 2 ? key : null)));

        Assert.All(replies, r => Assert.Contains(r.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.NotFound }));
        Assert.Contains(replies, r => r.StatusCode == HttpStatusCode.Created);
        Assert.Single((await coach.ReadAsync("/api/library/exercises/one-moment/versions")).EnumerateArray());
        // Two of one title have two addresses.
        Assert.Equal("one-moment-2", (await WriteAsync(coach, Form(question: "And then?"))).GetProperty("slug").GetString());
    }

    [Fact]
    public async Task What_is_no_form_is_refused_and_changes_nothing()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var draft = await BeginAsync(coach);

        await coach.RefusedAsync($"/api/library/drafts/{draft}", new { revision = 1 }, 422, "fields-invalid");
        using (var malformed = await coach.SendAsync($"/api/library/drafts/{draft}", new { revision = 1, form = new { title = 5, steps = "none" } }))
            Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        using (var large = await coach.SendAsync($"/api/library/drafts/{draft}", new { revision = 1, form = new { title = new string('x', 600_000) } }))
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using (var missing = await coach.SendAsync($"/api/library/drafts/{Guid.NewGuid()}", new { revision = 1, form = Form() }))
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(1, (await coach.ReadAsync($"/api/library/drafts/{draft}")).GetProperty("revision").GetInt32());

        await coach.RefusedAsync($"/api/library/drafts/{draft}/discard", new { revision = 9 }, 409, "draft-moved");
        await coach.DoAsync($"/api/library/drafts/{draft}/discard", new { revision = 1 });
        using var gone = await coach.GetAsync($"/api/library/drafts/{draft}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
