using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>What comes of one exercise of a pack.</summary>
public enum ImportOutcome { New, NewVersion, Unchanged, Restored }

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

    public sealed record Importing(IReadOnlyList<(Publishing Publishing, Decision Decision)> Exercises, PackFront Front);

    public static async Task<(ProblemDetails, Importing?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if (string.IsNullOrWhiteSpace(request.Text))
            return (Refusal.Field("fields-invalid", "text", "Choose a pack file, or paste its text.").ToProblem(), null);
        var reading = PackReader.Read(FileOf(request), request.Text);
        if (reading.Pack is not { } pack)
            return (Refused(reading.Problems).ToProblem(), null);
        await OneAtATime.HoldAsync(session, "new exercise", ct);
        var (problems, exercises) = (new List<PackProblem>(), new List<(Publishing, Decision)>());
        foreach (var practice in pack.Practices.OrderBy(p => p.Exercise.Slug, StringComparer.Ordinal))
        {
            var publishing = await Publishing.LoadAsync(session, practice.Exercise, basis: null, origin: null, ct);
            var before = publishing.State is { } state ? await session.LoadAsync<OwnExercise>(state.Newest.Version, ct) : null;
            // Once a copy, always one: what a file leaves out does not undo where its exercise comes from.
            var origin = before?.Origin is { } known ? shelf.Shipped.Version(known) : null;
            problems.AddRange(Owed(practice.Exercise, origin, shelf.Shipped).Select(reason => new PackProblem(pack.File, practice.Line, reason)));
            origin ??= shelf.Shipped.Exercises.FirstOrDefault(s => s.Practices.Intersect(practice.Exercise.Practices).Any());
            publishing = publishing with { Origin = before?.Origin ?? origin?.VersionId };
            // A file that is brought in is meant to be the newest, whatever was published here before.
            exercises.Add((publishing, publishing.Decide(after: publishing.State?.Newest.Version)));
        }

        return problems.Count > 0 ? (Refused(problems).ToProblem(), null) : (WolverineContinue.NoProblems, new Importing(exercises, new PackFront(pack.Document, pack.Head, [.. pack.Practices.Select(p => p.Exercise.Slug)])));
    }

    [WolverinePost("/api/library/packs"), Access(For.Coach), Once, RequestSizeLimit(8_000_000)]
    [EndpointSummary("Import a pack file of exercises")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Request request, Importing importing, IDocumentSession session)
    {
        if (request.Check != true)
            session.Store(importing.Front);
        return new Reply(
        [
            .. importing.Exercises.Select(e => new Line(
                e.Publishing.Exercise.Slug, OutcomeOf(e.Publishing, e.Decision), request.Check == true ? e.Publishing.VersionAfter(e.Decision) : e.Publishing.Store(session, e.Decision))),
        ]);
    }

    /// <summary>What an exercise may not take from the shipped ones: their names, and from its origin or for a practice of theirs the topic and the flags that protect a couple.</summary>
    /// <param name="origin">What the newest version of this name was copied from; null for none.</param>
    public static IEnumerable<string> Owed(Exercise exercise, Exercise? origin, ShippedLibrary shipped)
    {
        if (shipped.Newest(exercise.Slug) is not null)
            yield return $"‘{exercise.Slug}’ is the slug of a shipped exercise; give this one another.";
        foreach (var same in shipped.Exercises.Where(s => s.Practices.Intersect(exercise.Practices).Any()).Append(origin).OfType<Exercise>().DistinctBy(s => s.Slug))
            foreach (var (_, reason) in CopyRules.Broken(exercise, same))
                yield return $"‘{exercise.Slug}’ and the shipped ‘{same.Slug}’: {reason}";
    }

    private static ImportOutcome OutcomeOf(Publishing publishing, Decision decision) =>
        publishing.State is null ? ImportOutcome.New
        : decision.Events.OfType<ExercisePublished>().Any() ? ImportOutcome.NewVersion
        : decision.Events.Count > 0 ? ImportOutcome.Restored
        : ImportOutcome.Unchanged;

    private static string FileOf(Request request) => Path.GetFileName(request.FileName ?? "") is { Length: > 0 and <= 200 } name && PlainText.FirstBad(name) < 0 ? name : "pack.md";

    private static Refusal Refused(IReadOnlyList<PackProblem> problems) => new(
        422, "pack-refused", problems.Count == 1 ? "The file was not imported. One thing in it is wrong." : $"The file was not imported. {problems.Count} things in it are wrong.",
        new Dictionary<string, string[]> { ["text"] = [.. problems.Take(50).Select(p => $"Line {p.Line}: {p.Reason}")] },
        new Dictionary<string, object?> { ["problems"] = problems.Take(50).Select(p => new { p.File, p.Line, p.Reason }).ToArray() });
}
