using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>Reads the YAML of one <c>programme</c> block, together with the front matter and the words it stands under.</summary>
internal static class ProgrammeEntry
{
    private static readonly Dictionary<string, Cadence> Cadences = LibraryWords.Cadences.ToDictionary();

    /// <summary>The programme, or null after saying everything that is wrong with its shape and its rules.</summary>
    public static Programme? Read(YamlMap frontMatter, YamlMap map, string purpose, Func<string, Exercise?> exercise, PackProblems problems)
    {
        var known = problems.Count;
        var front = new StrictMap(frontMatter, "front matter", problems);
        var entry = new StrictMap(map, "programme", problems);
        var (slug, title) = (PackKey.Check(front, "programme"), front.Text("title"));
        front.OneOf("language", ["en"]);
        front.RefuseTheRest();
        var practices = entry.Texts("practice");
        var maps = entry.Maps("steps");
        var programme = new Programme("", slug, title, purpose, practices, [.. maps.Select(m => Step(m, problems))]);
        entry.RefuseTheRest();
        if (problems.Count > known)
            return null;
        foreach (var (step, member, reason) in ProgrammeRules.Broken(programme, exercise))
            problems.Add(step is { } i ? maps[i].Line : entry.Line, $"{(step is { } n ? $"step ‘{programme.Steps[n].Key}’, " : "")}{member}: {reason}");
        if (problems.Count > known)
            return null;
        var drawnFrom = DrawnFrom(programme, exercise);
        if (!drawnFrom.SequenceEqual(practices))
            entry.Refuse("practice", $"its exercises are drawn from [{string.Join(", ", drawnFrom)}].");
        return problems.Count > known ? null : programme;
    }

    /// <summary>The practices behind the exercises of a programme, each once, in order of their ids.</summary>
    public static IReadOnlyList<string> DrawnFrom(Programme programme, Func<string, Exercise?> exercise) =>
        [.. programme.Steps.SelectMany(s => exercise(s.Exercise)?.Practices ?? []).Distinct(StringComparer.Ordinal).OrderBy(p => p[..1], StringComparer.Ordinal).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal)];

    private static ProgrammeStep Step(YamlMap map, PackProblems problems)
    {
        var key = new StrictMap(map, "a step", problems).TextOrNull("key") ?? "";
        var entry = new StrictMap(map, $"step ‘{key}’", problems);
        var terms = new StepTerms(
            Opens(entry, problems), entry.Has("cadence") ? entry.Word("cadence", Cadences) : null, entry.Number("rounds"), entry.Number("lasts"));
        var step = new ProgrammeStep(PackKey.Check(entry, "key"), entry.Text("exercise"), terms, Condition(entry, problems), entry.TextOrNull("word"), entry.TextOrNull("why"));
        entry.RefuseTheRest();
        return step;
    }

    /// <summary><c>at-once</c>, or <c>{after: step}</c>, <c>{after: step, days: n}</c>, <c>{day: n}</c>.</summary>
    private static StepOpening Opens(StrictMap entry, PackProblems problems)
    {
        switch (entry.Take("opens"))
        {
            case YamlText { Value: "at-once" }:
                return StepOpening.AtOnce;
            case YamlMap map:
                var opens = new StrictMap(map, "‘opens’", problems);
                var (after, days, day) = (opens.TextOrNull("after"), opens.Number("days"), opens.Number("day"));
                opens.RefuseTheRest();
                if (after is null == day is null || (days is not null && after is null))
                    opens.Refuse("after", "it is {after: step}, {after: step, days: n} or {day: n}.");
                return after is not null ? StepOpening.After(after, days) : StepOpening.OnDay(day ?? 0);
            case null:
                entry.Missing("opens");
                break;
            default:
                entry.Refuse("opens", "‘opens’ is at-once, {after: step}, {after: step, days: n} or {day: n}.");
                break;
        }

        return StepOpening.AtOnce;
    }

    /// <summary><c>{finished: step}</c>, <c>{left-out: step}</c>, <c>{topic: key}</c> or <c>{coach: question}</c>.</summary>
    private static StepCondition? Condition(StrictMap entry, PackProblems problems)
    {
        if (entry.Take("only-if") is not { } node)
            return null;
        if (node is not YamlMap map)
        {
            entry.Refuse("only-if", "‘only-if’ is {finished: step}, {left-out: step}, {topic: key} or {coach: question}.");
            return null;
        }

        var read = new StrictMap(map, "‘only-if’", problems);
        var found = Enum.GetValues<OnlyIf>().Select(k => (Kind: k, Of: read.TextOrNull(LibraryWords.Word(k)))).Where(c => c.Of is not null).ToList();
        read.RefuseTheRest();
        if (found.Count == 1)
            return new StepCondition(found[0].Kind, found[0].Of!);
        read.Refuse("finished", "‘only-if’ names exactly one thing.");
        return null;
    }
}
