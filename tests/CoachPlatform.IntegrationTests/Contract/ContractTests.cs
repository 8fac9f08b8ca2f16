using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Contract;

/// <summary>What other programs rely on: the routes, their problems, and how JSON is written.</summary>
public sealed class ContractTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    /// <summary>A route that leaves this list breaks somebody.</summary>
    private static readonly string[] Routes =
    [
        "GET /api/cases", "GET /api/cases/{caseId}", "GET /api/cases/{caseId}/exports/{exportId}", "GET /api/cases/{caseId}/exports/{exportId}/file",
        "GET /api/cases/{caseId}/programmes", "GET /api/cases/{caseId}/releases", "GET /api/cases/{caseId}/releases/{releaseId}/file",
        "GET /api/cases/{caseId}/safety", "GET /api/cases/{caseId}/safety/{of}", "GET /api/cases/{caseId}/topics", "GET /api/cases/{caseId}/trends",
        "GET /api/certificates/public-key", "GET /api/certificates/{ticket}", "GET /api/documents", "GET /api/documents/{documentId}",
        "GET /api/documents/{documentId}/passages/{n}/draft", "GET /api/library/drafts", "GET /api/library/drafts/{draftId}", "GET /api/library/exercises",
        "GET /api/library/exercises/{slug}", "GET /api/library/exercises/{slug}/pack", "GET /api/library/exercises/{slug}/used-with",
        "GET /api/library/exercises/{slug}/versions", "GET /api/library/packs/{document}", "GET /api/library/passages",
        "GET /api/library/versions/{from}/difference/{to}", "GET /api/me", "GET /api/my/agreements", "GET /api/my/cases", "GET /api/my/cases/{caseId}/legal-hold",
        "GET /api/my/cases/{caseId}/policy", "GET /api/my/cases/{caseId}/releases", "GET /api/my/cases/{caseId}/safety", "GET /api/my/cases/{caseId}/safety/told",
        "GET /api/my/cases/{caseId}/staff", "GET /api/my/cases/{caseId}/topics", "GET /api/my/draft-key", "GET /api/my/exercises", "GET /api/my/exports/{exportId}",
        "GET /api/my/exports/{exportId}/file", "GET /api/my/ledger", "GET /api/my/mail", "GET /api/my/rests", "GET /api/my/retention", "GET /api/my/rounds",
        "GET /api/my/rounds/{roundId}", "GET /api/my/sessions", "GET /api/practice", "GET /api/practice/legal-holds", "GET /api/practice/retention",
        "GET /api/practice/retention/preview", "GET /api/programmes", "GET /api/programmes/{slug}", "GET /api/rounds/{roundId}/answers", "GET /api/supervision",
        "GET /api/supervision/{caseId}", "GET /health/live", "GET /health/ready", "POST /api/addresses/{linkId}/confirm", "POST /api/assignments",
        "POST /api/assignments/{assignmentId}/cadence", "POST /api/assignments/{assignmentId}/due", "POST /api/assignments/{assignmentId}/pause",
        "POST /api/assignments/{assignmentId}/resume", "POST /api/assignments/{assignmentId}/rounds", "POST /api/assignments/{assignmentId}/withdraw",
        "POST /api/cases", "POST /api/cases/{caseId}/assignments", "POST /api/cases/{caseId}/close", "POST /api/cases/{caseId}/coach",
        "POST /api/cases/{caseId}/concerns/{holdId}/close", "POST /api/cases/{caseId}/concerns/{holdId}/notes", "POST /api/cases/{caseId}/concerns/{holdId}/take-up",
        "POST /api/cases/{caseId}/exports", "POST /api/cases/{caseId}/exports/{exportId}/drop", "POST /api/cases/{caseId}/invitations",
        "POST /api/cases/{caseId}/invitations/revoke", "POST /api/cases/{caseId}/legal-hold", "POST /api/cases/{caseId}/legal-hold/lift",
        "POST /api/cases/{caseId}/pause", "POST /api/cases/{caseId}/policy", "POST /api/cases/{caseId}/programmes", "POST /api/cases/{caseId}/programmes/simulate",
        "POST /api/cases/{caseId}/releases", "POST /api/cases/{caseId}/releases/{releaseId}/file", "POST /api/cases/{caseId}/releases/{releaseId}/take-back",
        "POST /api/cases/{caseId}/reset-links", "POST /api/cases/{caseId}/resume", "POST /api/cases/{caseId}/safety/ask", "POST /api/cases/{caseId}/seats/release",
        "POST /api/cases/{caseId}/separate", "POST /api/cases/{caseId}/topics/ask", "POST /api/cases/{caseId}/topics/close", "POST /api/documents",
        "POST /api/documents/{documentId}/passages", "POST /api/documents/{documentId}/withdraw", "POST /api/invitations/find",
        "POST /api/invitations/{invitationId}/join", "POST /api/invitations/{invitationId}/look", "POST /api/library/drafts", "POST /api/library/drafts/{draftId}",
        "POST /api/library/drafts/{draftId}/discard", "POST /api/library/drafts/{draftId}/publish", "POST /api/library/exercises/{slug}/favourite",
        "POST /api/library/exercises/{slug}/restore", "POST /api/library/exercises/{slug}/retire", "POST /api/library/packs", "POST /api/my/address",
        "POST /api/my/assignments/{assignmentId}/rest", "POST /api/my/assignments/{assignmentId}/rest/end", "POST /api/my/cases/{caseId}/concerns",
        "POST /api/my/cases/{caseId}/erase", "POST /api/my/cases/{caseId}/exports", "POST /api/my/cases/{caseId}/exports/{exportId}/drop",
        "POST /api/my/cases/{caseId}/history", "POST /api/my/cases/{caseId}/leave", "POST /api/my/cases/{caseId}/leaving-told", "POST /api/my/cases/{caseId}/policy",
        "POST /api/my/cases/{caseId}/releases/{releaseId}/agree", "POST /api/my/cases/{caseId}/releases/{releaseId}/take-back", "POST /api/my/cases/{caseId}/rest",
        "POST /api/my/cases/{caseId}/return", "POST /api/my/cases/{caseId}/safety", "POST /api/my/cases/{caseId}/separate",
        "POST /api/my/cases/{caseId}/supervision", "POST /api/my/cases/{caseId}/topics/{topic}", "POST /api/my/confirm", "POST /api/my/confirm/options",
        "POST /api/my/mail", "POST /api/my/passkeys", "POST /api/my/passkeys/options", "POST /api/my/passkeys/{passkeyId}/remove",
        "POST /api/my/passkeys/{passkeyId}/rename", "POST /api/my/password", "POST /api/my/reset-seen", "POST /api/my/second-step", "POST /api/my/second-step/begin",
        "POST /api/my/second-step/off", "POST /api/my/second-step/recovery-codes", "POST /api/my/sessions/end-others", "POST /api/my/sessions/{sessionId}/end",
        "POST /api/password-reset", "POST /api/password-reset/code", "POST /api/password-reset/{linkId}", "POST /api/practice/emergency-contacts",
        "POST /api/practice/retention", "POST /api/practice/staff-invitations", "POST /api/practice/staff-invitations/revoke",
        "POST /api/practice/staff/{staffId}/leave", "POST /api/practice/staff/{staffId}/roles", "POST /api/programme-runs/{runId}/end",
        "POST /api/programme-runs/{runId}/pause", "POST /api/programme-runs/{runId}/resume", "POST /api/programme-runs/{runId}/steps/{key}/allow",
        "POST /api/programme-runs/{runId}/steps/{key}/change", "POST /api/programme-runs/{runId}/steps/{key}/leave-out", "POST /api/programmes",
        "POST /api/programmes/{slug}/restore", "POST /api/programmes/{slug}/retire", "POST /api/rounds/{roundId}/answer", "POST /api/rounds/{roundId}/comments",
        "POST /api/rounds/{roundId}/done", "POST /api/rounds/{roundId}/joint", "POST /api/rounds/{roundId}/joint/confirm", "POST /api/rounds/{roundId}/pass",
        "POST /api/rounds/{roundId}/sharing", "POST /api/rounds/{roundId}/steps/open", "POST /api/rounds/{roundId}/steps/reveal", "POST /api/rounds/{roundId}/void",
        "POST /api/rounds/{roundId}/withdraw", "POST /api/sign-in", "POST /api/sign-in/code", "POST /api/sign-in/passkey", "POST /api/sign-in/passkey/options",
        "POST /api/sign-out", "POST /api/staff-invitations/{invitationId}/join", "POST /api/staff-invitations/{invitationId}/look",
    ];

    [Fact]
    public async Task The_document_lists_exactly_these_routes()
    {
        var listed = (await OperationsAsync()).Select(o => o.Name).Order(StringComparer.Ordinal);

        Assert.Equal(string.Join('\n', Routes), string.Join('\n', listed));
    }

    [Fact]
    public async Task Every_route_that_takes_something_names_the_problems_it_answers_with()
    {
        var silent = (await OperationsAsync())
            .Where(o => o.Name.StartsWith("POST", StringComparison.Ordinal) && o.Name != "POST /api/sign-out")
            .Where(o => !o.Operation.GetProperty("responses").EnumerateObject()
                .Any(r => r.Name[0] == '4' && r.Value.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out _)))
            .Select(o => o.Name);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Names_are_camel_case_throughout()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood", new { word = "Hello." });
        await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" });
        var document = (await coach.DoAsync("/api/documents", new { text = "Read this slowly." })).GetProperty("documentId").GetGuid();
        await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "listening" });
        var wrong = new List<string>();
        await coach.SettleAsync("Slow", ("Slowly", "Read this slowly, and then again."));
        foreach (var (client, path) in new[]
        {
            (coach, "/api/library/passages?query=slowly"), (coach, "/api/library/exercises/something-i-understood/used-with"),
            (coach, "/api/documents"), (coach, "/api/programmes"), (coach, "/api/programmes/listening"), (coach, $"/api/cases/{couple.CaseId}/programmes"), (coach, $"/api/documents/{document}"), (coach, $"/api/documents/{document}/passages/1/draft"),
            (coach, "/api/me"), (coach, "/api/practice"), (coach, "/api/cases"), (coach, $"/api/cases/{couple.CaseId}"), (coach, "/api/library/exercises"), (coach, "/api/library/exercises/guess-and-tell"),
            (coach, $"/api/rounds/{round}/answers"), (couple.A, "/api/my/rounds"), (couple.A, $"/api/my/rounds/{round}"), (couple.A, "/api/my/ledger"), (coach, $"/api/cases/{couple.CaseId}/topics"), (couple.A, $"/api/my/cases/{couple.CaseId}/topics"), (couple.A, "/api/my/agreements"),
        })
            Names(await client.ReadAsync(path), path, wrong);

        Assert.Empty(wrong);
    }

    /// <summary>Seats are called A and B, everything else begins with a small letter.</summary>
    private static void Names(JsonElement value, string at, List<string> wrong)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Names(item, at, wrong);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (!char.IsAsciiLetterLower(property.Name[0]) && property.Name is not ("A" or "B"))
                    wrong.Add($"{at} {property.Name}");
                Names(property.Value, $"{at}.{property.Name}", wrong);
            }
        }
    }

    [Fact]
    public async Task Every_word_that_a_field_takes_stands_in_the_contract_alone_and_inside_of_maps_and_lists()
    {
        var schemas = (await fixture.App.Stranger().ReadAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        string[] Words(JsonElement schema) => schema.TryGetProperty("$ref", out var elsewhere)
            ? Words(schemas.GetProperty(elsewhere.GetString()!.Split('/')[^1]))
            : [.. schema.GetProperty("enum").EnumerateArray().Select(w => w.GetString() ?? "null")];

        Assert.Equal(["me", "coach", "partner", "partnerOnly"], Words(schemas.GetProperty("Audience")));
        Assert.Equal(["A", "B"], Words(schemas.GetProperty("Seat")));
        Assert.Contains("me", Words(schemas.GetProperty("Sharing").GetProperty("properties").GetProperty("fields").GetProperty("additionalProperties")));
        Assert.Equal(["owner", "coach", "supervisor"], Words(schemas.GetProperty("MyRoles").GetProperty("properties").GetProperty("roles").GetProperty("items")));
    }

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync()
    {
        var document = await fixture.App.Stranger().ReadAsync("/openapi/v1.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => ($"{o.Name.ToUpperInvariant()} {p.Name}", o.Value)))];
    }
}
