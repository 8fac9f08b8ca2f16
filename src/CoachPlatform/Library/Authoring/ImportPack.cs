using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>What comes of one exercise of a pack.</summary>
public enum ImportOutcome { New, NewVersion, Unchanged }

/// <summary>A coach brings in a pack file. It is taken whole, each exercise as a published version, or refused whole with every reason and its line.</summary>
public static class ImportPack
{
    /// <param name="FileName">To name in reasons.</param>
    /// <param name="Text">The whole file, at most 1,000,000 characters.</param>
    /// <param name="Check">Only say what would come of it; nothing is kept.</param>
    public sealed record Request(string? FileName, string? Text, bool? Check);

    /// <param name="Version">Its number once it is imported, from 1.</param>
    public sealed record Line(string Slug, ImportOutcome Outcome, int Version);

    public sealed record Reply(IReadOnlyList<Line> Exercises);

    public sealed record Importing(IReadOnlyList<(Publishing Publishing, Decision Decision)> Exercises);

    public static async Task<(ProblemDetails, Importing?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if (string.IsNullOrWhiteSpace(request.Text))
            return (Refusal.Field("fields-invalid", "text", "Choose a pack file, or paste its text.").ToProblem(), null);
        var reading = PackReader.Read(FileOf(request), request.Text);
        var problems = reading.Pack is { } pack ? Owed(pack, shelf.Shipped) : reading.Problems;
        if (problems.Count > 0)
            return (Refused(problems).ToProblem(), null);
        await OneAtATime.HoldAsync(session, "new exercise", ct);
        var exercises = new List<(Publishing, Decision)>();
        foreach (var practice in reading.Pack!.Practices.OrderBy(p => p.Exercise.Slug, StringComparer.Ordinal))
        {
            var origin = shelf.Shipped.Exercises.FirstOrDefault(s => s.Practices.Intersect(practice.Exercise.Practices).Any());
            var publishing = await Publishing.LoadAsync(session, practice.Exercise, basis: null, origin?.VersionId, ct);
            // A file that is brought in is meant to be the newest, whatever was published here before.
            exercises.Add((publishing, publishing.Decide(after: publishing.State?.Newest.Version)));
        }

        return (WolverineContinue.NoProblems, new Importing(exercises));
    }

    [WolverinePost("/api/library/packs"), Access(For.Coach), Once, RequestSizeLimit(8_000_000)]
    [EndpointSummary("Import a pack file of exercises")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Request request, Importing importing, IDocumentSession session) => new(
    [
        .. importing.Exercises.Select(e => new Line(
            e.Publishing.Exercise.Slug,
            e.Publishing.State is null ? ImportOutcome.New : e.Decision.Events.OfType<ExercisePublished>().Any() ? ImportOutcome.NewVersion : ImportOutcome.Unchanged,
            request.Check == true ? (e.Publishing.State?.Versions.Count ?? 0) + e.Decision.Events.OfType<ExercisePublished>().Count() : e.Publishing.Store(session, e.Decision))),
    ]);

    /// <summary>What an exercise may not take from the shipped ones: their names, and for a practice of theirs the topic and the flags that protect a couple.</summary>
    public static IReadOnlyList<PackProblem> Owed(Pack pack, ShippedLibrary shipped) =>
    [
        .. from practice in pack.Practices
           from reason in Owed(practice.Exercise, shipped)
           select new PackProblem(pack.File, practice.Line, reason),
    ];

    private static IEnumerable<string> Owed(Exercise exercise, ShippedLibrary shipped)
    {
        if (shipped.Newest(exercise.Slug) is not null)
            yield return $"‘{exercise.Slug}’ is the slug of a shipped exercise; give this one another.";
        foreach (var same in shipped.Exercises.Where(s => s.Practices.Intersect(exercise.Practices).Any()))
        {
            if (same.Topic != "none" && exercise.Topic != same.Topic)
                yield return $"The shipped exercise for {string.Join(", ", same.Practices)} has the topic {same.Topic}; one for the same practice keeps it.";
            foreach (var flag in same.Flags.Except(exercise.Flags))
                yield return $"The shipped exercise for {string.Join(", ", same.Practices)} has the flag {flag}; one for the same practice keeps it.";
        }
    }

    private static string FileOf(Request request) => Path.GetFileName(request.FileName ?? "") is { Length: > 0 and <= 200 } name && PlainText.FirstBad(name) < 0 ? name : "pack.md";

    private static Refusal Refused(IReadOnlyList<PackProblem> problems) => new(
        422, "pack-refused", problems.Count == 1 ? "The file was not imported. One thing in it is wrong." : $"The file was not imported. {problems.Count} things in it are wrong.",
        new Dictionary<string, string[]> { ["text"] = [.. problems.Take(50).Select(p => $"Line {p.Line}: {p.Reason}")] },
        new Dictionary<string, object?> { ["problems"] = problems.Take(50).Select(p => new { p.File, p.Line, p.Reason }).ToArray() });
}
