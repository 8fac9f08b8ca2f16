using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs.Library;

/// <summary>Exercises of every shape the format can write, sensible or not: whether the rules allow one is for the spec to ask.</summary>
internal static class AnyExercise
{
    private static readonly Gen<string> Words = Gen.OneOf(
        "a walk", "Ça va?", "“so”", "it's", "say \"no\"", "a: b", "# one", "- two", "[x]", "{y}", "100 %", "你好 🙂", "true", "null", "~", "*a", "&b", "!c", "| d", "> e").Array[1, 4]
        .Select(a => string.Join(' ', a));

    private static readonly Gen<string?> MaybeWords = Gen.Select(Gen.Bool, Words, (there, words) => there ? words : null);

    private static readonly Gen<string> Audience = Gen.OneOf([.. LibraryWords.Audiences]);

    private static readonly Gen<Field> Field = Gen.Select(
        Gen.Enum<FieldKind>(), Words, MaybeWords, Gen.Bool, Gen.Int[0, 5], Gen.Select(Gen.Bool, Audience, (there, audience) => there ? audience : null),
        (kind, label, help, required, n, audience) => Fill(new Field("x", kind, label, help, required, [], null, null, null, null, null, [], audience), n));

    private static readonly Gen<Step> Step = Gen.Select(
        Gen.Select(Words, MaybeWords, Gen.Enum<Who>(), Gen.Enum<Mode>()), Gen.Enum<OpensWhen>(), Gen.Int[1, 40],
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 9]), Audience, Gen.Enum<Occurs>(), Field.Array[1, 3],
        (words, when, days, rare, audience, occurs, fields) =>
            new Step(
                "s", words.Item1, words.Item2, words.Item3, words.Item4, new Opens(when, "?", days), rare.Item1 == 0 ? "?" : null, rare.Item2 == 0, rare.Item3 == 0,
                audience, when == OpensWhen.Ready ? words.Item1 : null, [.. fields.Select((f, i) => Numbered(f, i))])
            {
                Occurs = rare.Item2 > 4 ? Occurs.Every : occurs,
            });

    public static readonly Gen<Exercise> Of = Gen.Select(
        Gen.Select(Words, MaybeWords, Words, MaybeWords), Gen.Enum<Cadence>(), Gen.Int[1, 240],
        Gen.Select(Gen.OneOf([.. LibraryWords.Dimensions]), Gen.OneOf([.. LibraryWords.Topics]), Gen.Bool),
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 3]), Gen.Bool, Step.Array[1, 3],
        (words, period, minutes, kind, rare, further, steps) =>
        {
            var usual = rare.Item4 > 0;
            var cadence = rare.Item4 > 1 ? Cadence.OnDemand : period;
            return new Exercise(
                "", "any-exercise", words.Item1, further ? ["A1", "C3"] : ["A1"], cadence, minutes, kind.Item1, kind.Item2, Flags(kind.Item2, words.Item4, kind.Item3),
                words.Item4, words.Item3, "A digest of *some* words.", words.Item2,
                further ? [new Source("000", "Some section"), new Source("002", words.Item1)] : [new Source("000", "Some section")],
                [.. steps.Select((s, i) => Chained(usual ? Usual(s) : s, i))], [AMetric(words.Item1, words.Item3, steps, rare.Item3)])
            {
                Start = rare.Item1 < 4 ? (StartedBy)rare.Item1 : null,
                Many = rare.Item2 == 0,
                Teller = rare.Item3 < 2 ? (TellerRule)rare.Item3 : null,
            };
        });

    /// <summary>Of a choice, where the first field is one; else of the step.</summary>
    private static Metric AMetric(string label, string unit, Step[] steps, int n) => steps[0].Fields[0].Kind == FieldKind.Choice
        ? new Metric("m", label, unit, "s0.f0", "higher") { Counts = n < 2 ? [] : ["o1"], LeavesOut = n < 4 ? [] : ["o2"] }
        : new Metric("m", label, unit, "s0", "higher");

    private static List<string> Flags(string topic, string? caution, bool screened) =>
        [.. LibraryWords.Flags.Where(f => f switch { "caution" => caution is not null, "intimate" => topic == "intimacy", _ => screened })];

    /// <summary>The step with what its mode usually goes with, since hardly one in a thousand of the others keeps every rule.</summary>
    private static Step Usual(Step step) => step with
    {
        Who = step.Mode switch
        {
            Mode.Joint => Who.Pair,
            Mode.Individual => step.Who == Who.Pair ? Who.Each : step.Who,
            _ => Who.Each,
        },
        Log = step.Log && step.Mode == Mode.Individual,
        Carries = step.Carries && step.Mode == Mode.Joint,
        Audience = step.Mode == Mode.Matched ? "partnerOnly" : step.Audience,
        Fields = [.. step.Fields.Select(f => f.Kind == FieldKind.Guess && step.Mode != Mode.Sealed ? Fill(f with { Kind = FieldKind.Done, Guesses = null }, 0) : f)],
    };

    private static Step Chained(Step step, int i) => step with
    {
        Key = $"s{i}",
        Opens = i == 0 || step.Opens.When == OpensWhen.Start ? new Opens(OpensWhen.Start) : step.Opens with { Step = $"s{i - 1}", Days = step.Opens.When == OpensWhen.After ? null : step.Opens.Days },
        Doing = i == 0 ? null : step.Doing,
        About = step.About is null || i == 0 ? null : $"s{i - 1}",
    };

    private static Field Numbered(Field field, int i) =>
        field.Kind == FieldKind.Guess && i == 0 ? Fill(field with { Kind = FieldKind.Done, Guesses = null, Key = "f0" }, 0) : field with { Key = $"f{i}" };

    /// <summary>What belongs to the kind, within its bounds; <paramref name="n"/> varies it.</summary>
    private static Field Fill(Field field, int n) => field.Kind switch
    {
        FieldKind.Text => field with { Max = n == 0 ? FieldLimits.Text : 10 * n },
        FieldKind.Long => field with { Max = n == 0 ? FieldLimits.Long : 100 * n },
        FieldKind.Scale => field with { Min = 0, Max = 10 - n, Low = n > 2 ? "low: so" : null, High = n > 2 ? "high #1" : null },
        FieldKind.Five => field with { Options = Options(5, i => $"{i}") },
        FieldKind.Choice => field with { Options = Options(2 + n, i => $"o{i}") },
        FieldKind.Multi => field with { Options = Options(2 + n, i => $"o{i}"), Min = n > 1 ? n : null, Max = n > 3 ? n + 1 : null },
        FieldKind.Rank => field with { Options = Options(3 + n, i => $"o{i}"), Max = 2 },
        FieldKind.Count => field with { Min = n > 2 ? n : null, Max = n > 3 ? 50 : null },
        FieldKind.List => field with { Min = n > 2 ? 1 : null, Max = n > 3 ? 9 : null, Items = n % 2 == 0 ? [] : ["What", "When: a day"] },
        FieldKind.Guess => field with { Guesses = "f0" },
        FieldKind.Date or FieldKind.Done => field,
    };

    private static List<Option> Options(int count, Func<int, string> key) => [.. Enumerable.Range(1, count).Select(i => new Option(key(i), $"Option \"{i}\": yes"))];
}
