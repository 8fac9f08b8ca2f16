using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Authoring;

/// <param name="Path">The control it is about, such as <c>steps.0.fields.2.label</c>; empty for the exercise as a whole.</param>
public sealed record FormProblem(string Path, string Words);

/// <summary>An exercise that could be published, or every reason why a form is none yet. Never both.</summary>
public sealed record FormCheck(Exercise? Exercise, IReadOnlyList<FormProblem> Problems);

/// <summary>Reads a form by the rules of the packs, and by what a copy owes to what it was copied from.</summary>
public static partial class CheckForm
{
    /// <param name="slug">What it is called in addresses.</param>
    /// <param name="practices">The practices that it stands for, taken over from what it was copied from.</param>
    /// <param name="origin">The shipped exercise that it was copied from; null for one of the practice's own making.</param>
    public static FormCheck Of(ExerciseForm form, string slug, IReadOnlyList<string> practices, Exercise? origin)
    {
        var problems = new PackProblems("");
        var (map, tree) = FormTree.Of(form, slug, practices, problems);
        var exercise = ExerciseEntry.Read(map, practices, SourceOf(form), DigestOf(form), problems);
        var found = problems.Refuse().Problems.Select(p => FormWords.Of(tree.Path(p.Line), What().Replace(p.Reason, ""))).Concat(FormLimits.Broken(form)).ToList();
        if (exercise is not null && origin is not null)
            found.AddRange(CopyRules.Broken(exercise, origin).Select(b => new FormProblem(b.Member, b.Reason)));
        if (exercise is null || found.Count > 0)
            return new FormCheck(null, [.. found.Where(p => !Follows(p, found)).DistinctBy(p => (p.Path, p.Words))]);
        return Unwritable(exercise) is { } reason ? new FormCheck(null, [new FormProblem("digest", reason)]) : new FormCheck(exercise, []);
    }

    private static Source SourceOf(ExerciseForm form)
    {
        var first = form.Sources is [var source, ..] ? source : null;
        return string.IsNullOrWhiteSpace(first?.Document) || string.IsNullOrWhiteSpace(first.Section)
            ? new Source("own", form.Title?.Trim() is { Length: > 0 } title ? title : "own")
            : new Source(first.Document.Trim(), first.Section.Trim());
    }

    private static string DigestOf(ExerciseForm form) =>
        (string.IsNullOrWhiteSpace(form.Digest) ? form.Why ?? "" : form.Digest).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    /// <summary>What is published can be exported and imported as the same version; a heading within the digest, for instance, could not.</summary>
    private static string? Unwritable(Exercise exercise)
    {
        var head = new PackHead(exercise.Sources[0].Document, "-", "-", "unknown", "en");
        var reading = PackReader.Read("", PackWriter.Write(head, [exercise]));
        if (reading.Pack?.Practices is [{ Exercise: { } read }] && read.VersionId == exercise.VersionId)
            return null;
        return $"As a pack file this could not be read back. {reading.Problems.Select(p => p.Reason).FirstOrDefault() ?? "Keep the words for coaches to plain paragraphs, and the source to one line."}";
    }

    /// <summary>What holds for a list of answers follows from what one of them lacks; saying both helps nobody.</summary>
    private static bool Follows(FormProblem problem, IReadOnlyList<FormProblem> all) =>
        problem.Path.EndsWith(".options", StringComparison.Ordinal) && all.Any(p => p.Path.StartsWith($"{problem.Path}.", StringComparison.Ordinal));

    [GeneratedRegex(@"\A(exercise|(a )?(step|field|metric|further source)( ‘[^’]*’)?|‘opens’): ", RegexOptions.CultureInvariant)]
    private static partial Regex What();
}
