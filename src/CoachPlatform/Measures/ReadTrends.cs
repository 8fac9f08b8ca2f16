using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Measures;

/// <summary>One metric of one exercise over the rounds of a case.</summary>
/// <param name="Low">The ends of its scale; null where it has none.</param>
/// <param name="Points">One for each round in which the exercise was there, in order; a point without a figure is a gap and stays one.</param>
public sealed record Trend(
    string Dimension, string Exercise, string Title, string Metric, string Label, string Unit, string Better, double? Low, double? High, IReadOnlyList<TrendPoint> Points);

/// <param name="Values">By seat; only what this reader may read.</param>
/// <param name="Both">A figure of the two together.</param>
public sealed record TrendPoint(Guid RoundId, int Occurrence, DateTimeOffset At, IReadOnlyDictionary<Seat, double> Values, double? Both);

public sealed record TrendsView(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, Seat? Own, string Zone, DateTimeOffset Now, IReadOnlyList<Trend> Trends);

/// <summary>
/// The trends of one case for one reader: sight first, then the ledger, then the boxes, as for any other way to an answer. What may not be read is a
/// gap like what was never given.
/// </summary>
public sealed class ReadTrends(IDocumentStore store, LibraryShelf shelf, Opener opener, TimeProvider clock)
{
    public async Task<TrendsView?> ForAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
        var rows = (await session.Query<AnswerRow>().Where(r => r.CaseId == caseId).ToListAsync(ct)).ToDictionary(r => r.Id);
        var now = clock.GetUtcNow();
        var wanted = new TrendBoxes(member, rows);
        var all = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var library = await shelf.VersionsAsync(session, all.Select(r => r.ExerciseVersionId), ct);
        var rounds = all.OrderBy(r => r.OpenedAt).ThenBy(r => r.Id)
            .Select(round => (Round: round, Exercise: library.Version(round.ExerciseVersionId)))
            .Where(r => r.Exercise is { Metrics.Count: > 0 }).ToList();
        foreach (var (round, exercise) in rounds)
            wanted.Want(exercise!, round, RoundSight.Of(member.Reader, round, gate, now));
        var permission = wanted.OfOthers.Count == 0
            ? Opening.ByAuthor
            : await Opening.RecordedAsync(new RecordReading(store, member, caseId, Routes.Trend, wanted.OfOthers), ct);
        var texts = await opener.OpenAsync(permission, wanted.Boxes, new KeyRows(session), ct);
        return new TrendsView(caseId, names, member.Seat, gate.Zone, now, Of([.. rounds.Select(r => (r.Exercise!, r.Round, wanted.Values(r.Exercise!, r.Round.Id, texts)))]));
    }

    /// <summary>Trends in the order of the headline dimensions. Pure.</summary>
    public static IReadOnlyList<Trend> Of(IReadOnlyList<(Exercise Exercise, Round Round, RoundValues Values)> rounds) =>
    [
        .. from byExercise in rounds.GroupBy(r => r.Exercise.Slug)
           let newest = byExercise.Last().Exercise
           orderby LibraryWords.Dimensions.TakeWhile(d => d != newest.Dimension).Count(), newest.Title
           from metric in newest.Metrics
           let range = MetricFigures.Range(newest, metric)
           select new Trend(
               newest.Dimension, newest.Slug, newest.Title, metric.Key, metric.Label, metric.Unit, metric.Better, range?.Low, range?.High,
               [.. byExercise.Select(r => Point(r.Exercise, r.Round, metric.Key, r.Values))]),
    ];

    private static TrendPoint Point(Exercise exercise, Round round, string metric, RoundValues values)
    {
        // An older version may not have the metric yet.
        var figures = exercise.Metrics.FirstOrDefault(m => m.Key == metric) is { } own ? MetricFigures.Of(exercise, own, values) : new Figures(new Dictionary<Seat, double>());
        return new TrendPoint(round.Id, round.Occurrence, round.OpenedAt, figures.Seats, figures.Both);
    }
}

public static class TrendRoutes
{
    public static void MapTrends(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cases/{caseId}/trends", async (Guid caseId, HttpContext http, ReadTrends trends, CancellationToken ct) =>
                await trends.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.MemberOfCase)).WithSummary("What the metrics of a case's exercises give over time; writes the ledger").Produces<TrendsView>();
    }
}
