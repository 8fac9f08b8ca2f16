namespace CoachPlatform.Library.Authoring;

/// <summary>What stands where nothing was written yet.</summary>
public sealed record PreviewWords(string Title, string Step, string Question, string Option);

/// <summary>
/// A form as steps that can be drawn, however unfinished it is: what is missing has a stand-in, what cannot be is taken for the nearest that can. For the eye
/// alone: nothing of it is ever published, kept or answered.
/// </summary>
public static class FormPreview
{
    private const int WidestScale = 100;

    public static IReadOnlyList<Step> Of(ExerciseForm form, PreviewWords words) =>
        [.. Keyed<StepForm>(form.Steps, s => s?.Key, "step").Select(s => Of(s.Item, s.Key, form, words))];

    private static Step Of(StepForm? form, string key, ExerciseForm exercise, PreviewWords words)
    {
        form ??= new StepForm();
        var mode = LibraryWords.Modes.GetValueOrDefault(form.Mode ?? "", Mode.Individual);
        var when = form.Opens switch { "after" => OpensWhen.After, "after-days" => OpensWhen.AfterDays, "ready" => OpensWhen.Ready, _ => OpensWhen.Start };
        return new Step(
            key, Or(form.Title, exercise.Steps!.Count == 1 ? Or(exercise.Title, words.Title) : words.Step), Written(form.Help),
            LibraryWords.Whos.GetValueOrDefault(form.Who ?? "", Who.Each), mode, new Opens(when, form.After, form.Days), Written(form.About), form.Log, form.Carries,
            LibraryWords.Audiences.Contains(form.Audience ?? "") ? form.Audience! : StepEntry.UsualAudience(mode), when == OpensWhen.Ready ? Written(form.Doing) : null, Fields(form, words));
    }

    private static IReadOnlyList<Field> Fields(StepForm step, PreviewWords words)
    {
        var fields = Keyed<FieldForm>(step.Fields, f => f?.Key, "field").Select(f => Of(f.Item ?? new FieldForm(), f.Key, words)).ToList();
        return [.. fields.Select(f => Guessing(f, fields))];
    }

    private static Field Of(FieldForm form, string key, PreviewWords words)
    {
        var kind = LibraryWords.Kinds.GetValueOrDefault(form.Kind ?? "", FieldKind.Text);
        var options = Options(kind, form.Options, words);
        var (min, max) = Bounds(kind, form, options.Count);
        return new Field(
            key, kind, Or(form.Label, words.Question), Written(form.Help), !form.Optional, options, min, max,
            kind == FieldKind.Scale ? Written(form.Low) : null, kind == FieldKind.Scale ? Written(form.High) : null,
            kind == FieldKind.Guess ? form.Guesses : null, kind == FieldKind.List ? [.. (form.Items ?? []).Select(Written).OfType<string>()] : [], null);
    }

    private static Field Guessing(Field field, List<Field> fields)
    {
        if (field.Kind != FieldKind.Guess)
            return field;
        return fields.Find(f => f.Key == field.Guesses) is { Kind: not FieldKind.Guess } target
            ? field with { Options = target.Options, Min = target.Min, Max = target.Max, Low = target.Low, High = target.High, Items = target.Items }
            : field with { Kind = FieldKind.Text, Guesses = null, Max = FieldLimits.Text };
    }

    private static IReadOnlyList<Option> Options(FieldKind kind, IReadOnlyList<OptionForm>? options, PreviewWords words)
    {
        if (kind is not (FieldKind.Choice or FieldKind.Multi or FieldKind.Rank or FieldKind.Five))
            return [];
        var least = kind == FieldKind.Five ? 5 : 2;
        List<OptionForm?> written = [.. options ?? [], .. Enumerable.Repeat<OptionForm?>(null, Math.Max(0, least - (options?.Count ?? 0)))];
        return kind == FieldKind.Five
            ? [.. written.Take(5).Select((o, i) => new Option($"{i + 1}", Or(o?.Label, words.Option)))]
            : [.. Keyed<OptionForm>(written, o => o?.Key, "option").Select(o => new Option(o.Key, Or(o.Item?.Label, words.Option)))];
    }

    private static (int? Min, int? Max) Bounds(FieldKind kind, FieldForm form, int options)
    {
        switch (kind)
        {
            case FieldKind.Scale:
                var low = Math.Clamp(form.Min ?? 0, -FieldLimits.Count, FieldLimits.Count);
                var high = Math.Clamp(form.Max ?? 10, -FieldLimits.Count, FieldLimits.Count);
                return high > low ? (low, Math.Min(high, low + WidestScale)) : (low, low + 10);
            case FieldKind.List:
                var most = Math.Clamp(form.Max ?? FieldLimits.ListItems, 1, FieldLimits.ListItems);
                return (form.Min is { } min ? Math.Clamp(min, 0, most) : null, most);
            case FieldKind.Rank:
                return (null, Math.Clamp(form.Max ?? options, 1, options));
            case FieldKind.Text or FieldKind.Long:
                return (null, form.Max is >= 1 and <= FieldLimits.Long ? form.Max : null);
            case FieldKind.Count or FieldKind.Multi:
                return (form.Min, form.Max);
            default:
                return (null, null);
        }
    }

    /// <summary>Each with a key of its own: the one it has where that will do, else one by its place.</summary>
    private static IEnumerable<(T? Item, string Key)> Keyed<T>(IReadOnlyList<T?>? items, Func<T?, string?> keyOf, string kind)
        where T : class
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, i) in (items ?? []).Select((item, i) => (item, i)))
        {
            var key = keyOf(item) is { } own && PackKey.Fits(own) ? own : $"{kind}-{i + 1}";
            while (!taken.Add(key))
                key = $"{key}-x";
            yield return (item, key);
        }
    }

    private static string Or(string? text, string standIn) => string.IsNullOrWhiteSpace(text) ? standIn : text.Trim();

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
