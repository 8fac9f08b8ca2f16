namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Exercises of a practice's own, brought in as pack files.</summary>
public static class OwnPack
{
    /// <summary>A file with one exercise in it.</summary>
    public static string Of(string slug, string title, string why, string digest = "One small thing.", string label = "One thing", string document = "own", string section = "Somewhere") => $$"""
        ---
        document: "{{document}}"
        title: For tests
        publisher: nobody
        date: 2026-01
        language: en
        ---

        ## T9 · {{section}}

        {{digest}}

        ```exercise
        slug: {{slug}}
        title: {{title}}
        practice: [T9]
        mode: sealed
        cadence: weekly
        minutes: 7
        dimension: openness
        topic: none
        why: {{why}}
        steps:
          - key: say
            title: {{title}}
            who: each
            mode: sealed
            opens: start
            fields:
              - key: thing
                kind: text
                label: {{label}}
        ```
        """;

    public static Task PublishAsync(this Client coach, string text) => coach.DoAsync("/api/library/packs", new { fileName = "own.md", text });

    /// <summary>Imports a text and settles it as passages of these titles and words; the document.</summary>
    public static async Task<Guid> SettleAsync(this Client coach, string name, params (string Title, string Text)[] passages)
    {
        var whole = string.Join("\n\n", passages.Select(p => $"{p.Title}\n\n{p.Text}"));
        var id = (await coach.DoAsync("/api/documents", new { name, text = whole })).GetProperty("documentId").GetGuid();
        await coach.SettleAgainAsync(id, 0, passages);
        return id;
    }

    public static Task SettleAgainAsync(this Client coach, Guid document, int revision, params (string Title, string Text)[] passages) => coach.DoAsync($"/api/documents/{document}/passages", new
    {
        revision,
        passages = passages.Select(p => new { title = p.Title, paragraphs = new[] { new { text = p.Text, place = new { unit = "character", from = 0, to = 1 } } } }),
    });
}
