namespace CoachPlatform.Library;

/// <summary>Reads the YAML of one <c>exercise</c> block, together with the heading and digest it stands under.</summary>
internal static class ExerciseEntry
{
    /// <summary>The exercise, or null after saying everything that is wrong with its shape and its rules.</summary>
    public static Exercise? Read(YamlMap map, IReadOnlyList<string> practices, Source source, string digest, PackProblems problems)
    {
        var before = problems.Count;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var entry = new StrictMap(map, "exercise", problems);
        var slug = PackKey.Check(entry, "slug");
        var title = entry.Text("title");
        var mode = entry.Word("mode", LibraryWords.Modes);
        var exercise = new Exercise(
            "", slug, title, Practices(entry, practices), entry.Word("cadence", LibraryWords.Cadences), Minutes(entry),
            entry.OneOf("dimension", LibraryWords.Dimensions), entry.OneOf("topic", LibraryWords.Topics), Flags(entry),
            entry.TextOrNull("caution"), entry.Text("why"), digest, entry.TextOrNull("debrief"),
            [source, .. Sources(entry, problems)], Steps(entry, title, lines, problems), Metrics(entry, lines, problems))
        {
            Start = entry.Has("start") ? entry.Word("start", LibraryWords.Starts) : null,
            Many = entry.YesNo("many", false),
            Teller = entry.Has("teller") ? entry.Word("teller", LibraryWords.Tellers) : null,
        };
        entry.RefuseTheRest();
        if (problems.Count > before)
            return null;
        if (exercise.Mode != mode)
            entry.Refuse("mode", $"the steps make this exercise {LibraryWords.Word(exercise.Mode)}.");
        foreach (var (where, reason) in ExerciseRules.Broken(exercise))
            problems.Add(lines.GetValueOrDefault(where, entry.Line), reason);
        return problems.Count > before ? null : exercise with { VersionId = ExerciseVersion.Id(exercise) };
    }

    private static List<string> Practices(StrictMap entry, IReadOnlyList<string> inHeading)
    {
        var practices = entry.Texts("practice");
        if (!practices.ToHashSet().SetEquals(inHeading))
            entry.Refuse("practice", $"‘practice’ must name what the heading names: [{string.Join(", ", inHeading)}].");
        return [.. practices.Order(StringComparer.Ordinal)];
    }

    private static int Minutes(StrictMap entry)
    {
        if (!entry.Has("minutes"))
            entry.Missing("minutes");
        var minutes = entry.Number("minutes");
        if (minutes is < 1 or > 240)
            entry.Refuse("minutes", "‘minutes’ must be between 1 and 240.");
        return minutes ?? 0;
    }

    private static List<string> Flags(StrictMap entry)
    {
        var flags = entry.Texts("flags");
        foreach (var flag in flags.Except(LibraryWords.Flags))
            entry.Refuse("flags", $"‘{flag}’ is no flag; flags are {string.Join(", ", LibraryWords.Flags)}.");
        return [.. LibraryWords.Flags.Intersect(flags)];
    }

    private static List<Source> Sources(StrictMap entry, PackProblems problems)
    {
        var sources = new List<Source>();
        foreach (var map in entry.Maps("sources"))
        {
            var source = new StrictMap(map, "a further source", problems);
            sources.Add(new Source(source.Text("document"), source.Text("section")));
            source.RefuseTheRest();
        }

        return sources;
    }

    private static List<Step> Steps(StrictMap entry, string title, Dictionary<string, int> lines, PackProblems problems)
    {
        var maps = entry.Maps("steps");
        if (maps.Count == 0)
            entry.Missing("steps");
        return [.. maps.Select(m => StepEntry.Read(m, maps.Count == 1 ? title : null, lines, problems))];
    }

    private static List<Metric> Metrics(StrictMap entry, Dictionary<string, int> lines, PackProblems problems)
    {
        var metrics = new List<Metric>();
        foreach (var map in entry.Maps("metrics"))
        {
            var read = new StrictMap(map, "a metric", problems);
            var metric = new Metric(PackKey.Check(read, "key"), read.Text("label"), read.Text("unit"), read.Text("from"), read.OneOf("better", LibraryWords.Betters))
            {
                Counts = read.Texts("counts"),
                LeavesOut = read.Texts("leaves-out"),
            };
            read.RefuseTheRest();
            if (!lines.TryAdd($"metric {metric.Key}", map.Line))
                read.Refuse("key", $"another metric has the key ‘{metric.Key}’.");
            metrics.Add(metric);
        }

        return metrics;
    }
}
