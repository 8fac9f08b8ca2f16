using System.Globalization;

namespace CoachPlatform.Library.Authoring;

public enum Change { Added, Removed, Changed, Moved }

/// <summary>One thing in which two versions of an exercise differ.</summary>
/// <param name="Step">The title of the step it is in; null for the exercise itself.</param>
/// <param name="Field">The label of the question it is in.</param>
/// <param name="Member">What of it: <c>title</c>, <c>label</c>, <c>options</c>, … ; <c>step</c>, <c>field</c> and <c>metric</c> for a whole one.</param>
/// <param name="Before">As it was; null when it was not there.</param>
/// <param name="After">As it is; null when it is not there any more.</param>
public sealed record Difference(string? Step, string? Field, string Member, Change Change, string? Before, string? After);

/// <summary>What a person would say has changed between two versions, in the order in which the newer one reads. Pure.</summary>
public static class ExerciseDifference
{
    // No text may hold these two, so two lists are equal only where every item is.
    private const char BetweenItems = '\u001f';
    private const char AfterKey = '\u001e';

    public static IReadOnlyList<Difference> Between(Exercise before, Exercise after) =>
    [
        .. Members(null, null, OfExercise(before), OfExercise(after)),
        .. Whole(before.Steps, after.Steps, s => s.Key, s => s.Title, "step", null, InStep),
        .. Whole(before.Metrics, after.Metrics, m => m.Key, m => m.Label, "metric", null, (b, a) => Members(null, null, OfMetric(b), OfMetric(a))),
    ];

    private static IEnumerable<Difference> InStep(Step before, Step after) =>
    [
        .. Members(after.Title, null, OfStep(before), OfStep(after)),
        .. Whole(before.Fields, after.Fields, f => f.Key, f => f.Label, "field", after.Title, (b, a) => Members(after.Title, a.Label, OfField(b), OfField(a))),
    ];

    /// <summary>Things with keys: gone, new, in another place, or the same one with something changed inside.</summary>
    private static IEnumerable<Difference> Whole<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, string> name, string member, string? step, Func<T, T, IEnumerable<Difference>> inside)
    {
        var was = before.ToDictionary(key, StringComparer.Ordinal);
        var stayed = before.Select(key).Intersect(after.Select(key)).ToList();
        var now = after.Select(key).Intersect(stayed).ToList();
        foreach (var gone in before.Where(b => !now.Contains(key(b))))
            yield return new Difference(step, null, member, Change.Removed, name(gone), null);
        foreach (var item in after)
        {
            if (!was.TryGetValue(key(item), out var same))
            {
                yield return new Difference(step, null, member, Change.Added, null, name(item));
                continue;
            }

            if (stayed.IndexOf(key(item)) != now.IndexOf(key(item)))
                yield return new Difference(step, null, member, Change.Moved, Place(before, same), Place(after, item));
            foreach (var difference in inside(same, item))
                yield return difference;
        }

        string Place(IReadOnlyList<T> all, T one) => string.Create(CultureInfo.InvariantCulture, $"{name(one)} ({all.ToList().IndexOf(one) + 1})");
    }

    private static IEnumerable<Difference> Members(string? step, string? field, IReadOnlyList<(string Name, string? Value)> before, IReadOnlyList<(string Name, string? Value)> after) =>
        from pair in before.Zip(after)
        where pair.First.Value != pair.Second.Value
        let shown = Shown(pair.First.Value, pair.Second.Value)
        select new Difference(
            step, field, pair.First.Name, pair.First.Value is null ? Change.Added : pair.Second.Value is null ? Change.Removed : Change.Changed, shown.Before, shown.After);

    /// <summary>Lists as a person reads them. Numbers, and the keys of options, are shown only where nothing else tells two lists apart.</summary>
    private static (string? Before, string? After) Shown(string? before, string? after)
    {
        var (b, a) = (Plain(before, exact: false), Plain(after, exact: false));
        return b != a ? (b, a) : (Plain(before, exact: true), Plain(after, exact: true));
    }

    private static string? Plain(string? value, bool exact)
    {
        if (value?.Split(BetweenItems) is not { } items)
            return null;
        return string.Join("; ", items.Select((item, i) => item.Split(AfterKey) is var parts && exact ? $"{i + 1}. {string.Join(": ", parts)}" : parts[^1]));
    }

    private static IReadOnlyList<(string, string?)> OfExercise(Exercise e) =>
    [
        ("title", e.Title), ("why", e.Why), ("cadence", LibraryWords.Word(e.Cadence)), ("minutes", Number(e.Minutes)), ("dimension", e.Dimension), ("topic", e.Topic),
        ("practices", Joined(e.Practices)), ("flags", Joined(e.Flags)), ("caution", e.Caution), ("debrief", e.Debrief), ("digest", e.Digest),
        ("start", e.Start is { } start ? LibraryWords.Word(start) : null), ("many", YesNo(e.Many)), ("teller", e.Teller is { } teller ? LibraryWords.Word(teller) : null),
        ("sources", Joined(e.Sources.Select(s => $"{s.Document}: {s.Section}"))),
    ];

    private static IReadOnlyList<(string, string?)> OfStep(Step s) =>
    [
        ("title", s.Title), ("help", s.Help), ("who", LibraryWords.Word(s.Who)), ("mode", LibraryWords.Word(s.Mode)), ("opens", LibraryWords.Word(s.Opens.When)),
        ("after", s.Opens.Step), ("days", Number(s.Opens.Days)), ("about", s.About), ("occurs", LibraryWords.Word(s.Occurs)), ("log", YesNo(s.Log)), ("carries", YesNo(s.Carries)),
        ("audience", s.Audience), ("doing", s.Doing),
    ];

    private static IReadOnlyList<(string, string?)> OfField(Field f) =>
    [
        ("label", f.Label), ("kind", LibraryWords.Word(f.Kind)), ("help", f.Help), ("required", YesNo(f.Required)), ("options", Joined(f.Options.Select(o => $"{o.Key}{AfterKey}{o.Label}"))),
        ("min", Number(f.Min)), ("max", Number(f.Max)), ("low", f.Low), ("high", f.High), ("guesses", f.Guesses), ("items", Joined(f.Items)), ("audience", f.Audience),
    ];

    private static IReadOnlyList<(string, string?)> OfMetric(Metric m) => [("metric-label", m.Label), ("metric-unit", m.Unit), ("metric-from", m.From), ("metric-better", m.Better), ("metric-counts", Joined(m.Counts)), ("metric-leaves-out", Joined(m.LeavesOut))];

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "true" : "false";

    private static string? Joined(IEnumerable<string> values) => string.Join(BetweenItems, values) is { Length: > 0 } joined ? joined : null;
}
