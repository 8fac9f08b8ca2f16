namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// Marks a place in the order of everything that a coach's cases do, in a case of its own that nobody else hears of. Projections take up several writes at
/// once or one by one, as it happens: where frames are counted, each write is settled before the next.
/// </summary>
internal sealed class Marker(Client coach) : IAsyncDisposable
{
    private Frames? board;
    private (Guid CaseId, Guid Assignment)? own;
    private int marks;

    /// <summary>Until everything so far has reached the rows that pages show, and whatever frames it makes are on their way before any later one.</summary>
    public async Task SettleAsync()
    {
        board ??= await Frames.OfAsync(coach, "/hubs/coach");
        own ??= await OpenAsync();
        var mark = await coach.DoAsync($"/api/assignments/{own.Value.Assignment}/due", new { dueOn = new DateOnly(2999, 1, 1).AddDays(marks++) });
        await board.UntilAsync(own.Value.CaseId, mark.GetProperty("position").GetInt64());
    }

    /// <summary>Ends the connection; the next time another is opened.</summary>
    public async ValueTask DisposeAsync()
    {
        if (board is not null)
            await board.DisposeAsync();
        board = null;
    }

    private async Task<(Guid CaseId, Guid Assignment)> OpenAsync()
    {
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Gil", B = "Hana" } })).GetProperty("caseId").GetGuid();
        return (caseId, (await coach.DoAsync($"/api/cases/{caseId}/assignments", new { exercise = "laughter-log" })).GetProperty("assignmentId").GetGuid());
    }
}
