namespace CoachPlatform.Library;

/// <summary>Reads one field of a step, with the rules that belong to its kind alone.</summary>
internal static class FieldEntry
{
    private const int MostOptions = 60;
    private const int WidestScale = 100;
    private static readonly string[] KeysOfSomeKinds = ["options", "min", "max", "low", "high", "items", "guesses"];

    public static Field Read(YamlMap map, string stepKey, PackProblems problems)
    {
        var key = new StrictMap(map, "a field", problems).TextOrNull("key");
        var entry = new StrictMap(map, $"field ‘{stepKey}.{key ?? "?"}’", problems);
        PackKey.Check(entry, "key");
        var kind = entry.Word("kind", LibraryWords.Kinds);
        var known = LibraryWords.Kinds.ContainsKey(entry.TextOrNull("kind") ?? "");
        var field = new Field(
            key ?? "", kind, entry.Text("label"), entry.TextOrNull("help"), entry.YesNo("required", true),
            ReadOptions(entry, known ? kind : null, problems),
            entry.Number("min"), entry.Number("max"), entry.TextOrNull("low"), entry.TextOrNull("high"),
            entry.TextOrNull("guesses"), entry.Texts("items"), Audience(entry));
        entry.RefuseTheRest();
        if (!known)
            return field;
        RefuseForeignKeys(entry, kind);
        CheckNumbers(entry, field);
        CheckParts(entry, field);
        return WithDefaults(field);
    }

    private static Field WithDefaults(Field field) => field.Kind switch
    {
        FieldKind.Text => field with { Max = field.Max ?? FieldLimits.Text },
        FieldKind.Long => field with { Max = field.Max ?? FieldLimits.Long },
        FieldKind.Scale => field with { Min = field.Min ?? 0, Max = field.Max ?? 10 },
        _ => field,
    };

    private static void RefuseForeignKeys(StrictMap entry, FieldKind kind)
    {
        foreach (var key in KeysOfSomeKinds.Where(k => entry.Has(k) && !Fits(k, kind)))
            entry.Refuse(key, $"‘{key}’ has no meaning for the kind {LibraryWords.Word(kind)}.");
    }

    private static bool Fits(string key, FieldKind kind) => key switch
    {
        "options" => kind is FieldKind.Choice or FieldKind.Multi or FieldKind.Rank or FieldKind.Five,
        "min" => kind is FieldKind.Scale or FieldKind.Count or FieldKind.Multi or FieldKind.List,
        "max" => kind is FieldKind.Scale or FieldKind.Count or FieldKind.Multi or FieldKind.List or FieldKind.Rank or FieldKind.Text or FieldKind.Long,
        "low" or "high" => kind is FieldKind.Scale,
        "items" => kind is FieldKind.List,
        _ => kind is FieldKind.Guess,
    };

    private static void CheckNumbers(StrictMap entry, Field field)
    {
        var (min, max) = (field.Min ?? 0, field.Max);
        if (field.Kind is not FieldKind.Scale && field.Min < 0)
            entry.Refuse("min", "‘min’ may not be below 0.");
        if ((max ?? UsualMax(field.Kind)) < min)
            entry.Refuse(entry.Has("max") ? "max" : "min", "‘min’ is greater than ‘max’.");
        else if (field.Kind == FieldKind.Scale && ((max ?? 10) == min || (long)(max ?? 10) - min > WidestScale))
            entry.Refuse("max", $"a scale has between 2 and {WidestScale + 1} values.");
        else if (field.Kind is FieldKind.Text or FieldKind.Long && max is < 1 or > FieldLimits.Long)
            entry.Refuse("max", "‘max’ must be between 1 and 20,000 characters.");
        else if (field.Kind is FieldKind.List && max is < 1 or > FieldLimits.ListItems)
            entry.Refuse("max", $"‘max’ must be between 1 and {FieldLimits.ListItems} items.");
        else if (field.Kind is FieldKind.Multi or FieldKind.Rank && max is < 1)
            entry.Refuse("max", "‘max’ must be at least 1.");
        else if (field.Kind is FieldKind.Multi or FieldKind.Rank && field.Options.Count > 0 && Math.Max(max ?? 0, min) > field.Options.Count)
            entry.Refuse(max > field.Options.Count ? "max" : "min", $"there are only {field.Options.Count} options to choose from.");
    }

    private static int UsualMax(FieldKind kind) => kind switch
    {
        FieldKind.Scale => 10,
        FieldKind.List => FieldLimits.ListItems,
        FieldKind.Count => FieldLimits.Count,
        _ => int.MaxValue,
    };

    private static void CheckParts(StrictMap entry, Field field)
    {
        if (field.Kind is FieldKind.Choice or FieldKind.Multi or FieldKind.Rank && field.Options.Count < 2)
            entry.Refuse("options", $"a {LibraryWords.Word(field.Kind)} needs at least two ‘options’.");
        if (field.Options.Count > MostOptions)
            entry.Refuse("options", $"there may be at most {MostOptions} options.");
        if (field.Kind == FieldKind.Rank && !entry.Has("max"))
            entry.Missing("max");
        if (field.Kind == FieldKind.Guess && field.Guesses is null)
            entry.Missing("guesses");
        if (field.Low is null != field.High is null)
            entry.Refuse(field.Low is null ? "high" : "low", "a scale has words at both ends or at none.");
    }

    private static IReadOnlyList<Option> ReadOptions(StrictMap entry, FieldKind? kind, PackProblems problems)
    {
        if (kind == FieldKind.Five)
            return FiveOptions(entry);
        if (kind is not null)
            return Options(entry, problems);
        entry.Take("options");
        return [];
    }

    /// <summary>Five labels from low to high, whose keys are 1 to 5.</summary>
    private static IReadOnlyList<Option> FiveOptions(StrictMap entry)
    {
        var labels = entry.Texts("options");
        if (labels.Count != 5)
            entry.Refuse("options", "a five has exactly five different labels, from low to high.");
        return [.. labels.Select((label, i) => new Option($"{i + 1}", label))];
    }

    /// <summary>A list of <c>key: label</c> pairs, since the order in which they are shown matters.</summary>
    private static List<Option> Options(StrictMap entry, PackProblems problems)
    {
        var options = new List<Option>();
        foreach (var pair in entry.Maps("options"))
        {
            if (pair.Pairs is not [{ Value: YamlText { Value.Length: > 0 } label } only])
                problems.Add(pair.Line, "An option is one ‘key: label’.");
            else if (!PackKey.Fits(only.Key.Value))
                problems.Add(pair.Line, $"‘{only.Key.Value}’ must be lower-case words joined by hyphens.");
            else if (options.Any(o => o.Key == only.Key.Value))
                problems.Add(pair.Line, $"The option ‘{only.Key.Value}’ is there twice.");
            else
                options.Add(new Option(only.Key.Value, label.Value));
        }

        return options;
    }

    private static string? Audience(StrictMap entry)
    {
        var audience = entry.Has("audience") ? entry.OneOf("audience", LibraryWords.Audiences) : null;
        if (entry.YesNo("fixed", false) != audience is not null)
            entry.Refuse(audience is null ? "fixed" : "audience", "‘audience’ of a field and ‘fixed: true’ go together.");
        return audience;
    }
}
