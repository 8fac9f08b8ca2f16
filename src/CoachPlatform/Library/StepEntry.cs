namespace CoachPlatform.Library;

/// <summary>Reads one step of an exercise. What it may follow and refer to is checked by <see cref="ExerciseRules"/>.</summary>
internal static class StepEntry
{
    /// <param name="lines">Takes the line of the step and of each of its fields under <c>step</c> and <c>step.field</c>.</param>
    /// <param name="titleIfAlone">The exercise's title, which names a step that has none; null when a step must have its own.</param>
    public static Step Read(YamlMap map, string? titleIfAlone, Dictionary<string, int> lines, PackProblems problems)
    {
        var key = new StrictMap(map, "a step", problems).TextOrNull("key") ?? "";
        var entry = new StrictMap(map, $"step ‘{key}’", problems);
        PackKey.Check(entry, "key");
        if (!lines.TryAdd(key, map.Line))
            entry.Refuse("key", "another step has this key.");
        var mode = entry.Word("mode", LibraryWords.Modes);
        var step = new Step(
            key,
            titleIfAlone is null ? entry.Text("title") : entry.TextOrNull("title") ?? titleIfAlone,
            entry.TextOrNull("help"), entry.Word("who", LibraryWords.Whos), mode, Opens(entry, problems),
            entry.TextOrNull("about"), entry.YesNo("log", false), entry.YesNo("carries", false),
            entry.Has("audience") ? entry.OneOf("audience", LibraryWords.Audiences) : UsualAudience(mode),
            entry.TextOrNull("doing"), Fields(entry, key, lines, problems))
        {
            Occurs = entry.Has("occurs") ? entry.Word("occurs", LibraryWords.Occurrences) : Occurs.Every,
        };
        entry.RefuseTheRest();
        return step with { Fields = [.. step.Fields.Select(f => LikeItsTarget(f, step))] };
    }

    public static string UsualAudience(Mode mode) => mode switch
    {
        Mode.Individual => "me",
        Mode.Matched => "partnerOnly",
        Mode.Sealed or Mode.Joint or Mode.Live => "partner",
    };

    private static List<Field> Fields(StrictMap entry, string stepKey, Dictionary<string, int> lines, PackProblems problems)
    {
        var fields = new List<Field>();
        foreach (var map in entry.Maps("fields"))
        {
            var field = FieldEntry.Read(map, stepKey, problems);
            if (!lines.TryAdd($"{stepKey}.{field.Key}", map.Line))
                problems.Add(map.Line, $"step ‘{stepKey}’: another field has the key ‘{field.Key}’.");
            fields.Add(field);
        }

        if (fields.Count == 0)
            entry.Missing("fields");
        return fields;
    }

    /// <summary>A guess is asked with the same options and bounds as the field it guesses.</summary>
    private static Field LikeItsTarget(Field field, Step step) =>
        field.Guesses is { } key && step.Find(key) is { } target
            ? field with { Options = target.Options, Min = target.Min, Max = target.Max, Low = target.Low, High = target.High, Items = target.Items }
            : field;

    /// <summary><c>start</c>, or <c>{after: step}</c>, <c>{after: step, days: n}</c>, <c>{ready: step, days: n}</c>.</summary>
    private static Opens Opens(StrictMap entry, PackProblems problems)
    {
        switch (entry.Take("opens"))
        {
            case YamlText { Value: "start" }:
                return new Opens(OpensWhen.Start);
            case YamlMap map:
                return Opens(new StrictMap(map, "‘opens’", problems));
            case null:
                entry.Missing("opens");
                break;
            default:
                entry.Refuse("opens", "‘opens’ is start, {after: step}, {after: step, days: n} or {ready: step, days: n}.");
                break;
        }

        return new Opens(OpensWhen.Start);
    }

    private static Opens Opens(StrictMap map)
    {
        var (after, ready, days) = (map.TextOrNull("after"), map.TextOrNull("ready"), map.Number("days"));
        map.RefuseTheRest();
        if (after is null == ready is null)
            map.Refuse("ready", "exactly one of ‘after’ and ‘ready’ names the step before it.");
        if (days is < 1 or > 366)
            map.Refuse("days", "‘days’ must be between 1 and 366.");
        if (ready is not null && !map.Has("days"))
            map.Missing("days");
        return ready is not null
            ? new Opens(OpensWhen.Ready, ready, days)
            : new Opens(days is null ? OpensWhen.After : OpensWhen.AfterDays, after, days);
    }
}
