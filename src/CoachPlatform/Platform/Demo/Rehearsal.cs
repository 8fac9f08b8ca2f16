using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>Goes through a script without writing anything: whether the library has what it names, the fields are valid, and time only goes forward.</summary>
internal static class Rehearsal
{
    /// <returns>Every problem with its line; none when the script can be played at <paramref name="now"/>.</returns>
    public static IReadOnlyList<PackProblem> Of(Script script, ShippedLibrary library, DateTimeOffset now)
    {
        var problems = new PackProblems(script.File);
        foreach (var couple in script.Couples)
        {
            var before = script.Opened.Before(now, script.Zone);
            var exercises = new Dictionary<string, Exercise>();
            foreach (var line in couple.Story)
            {
                var at = line.At.Before(now, script.Zone);
                if (at < before || at > now)
                    problems.Add(line.Line, at > now ? "This is still to come." : "This happens before the line above it.");
                before = at;
                foreach (var reason in Reasons(line, exercises, library, LocalDay.Of(at, script.Zone)))
                    problems.Add(line.Line, reason);
            }
        }

        return problems.Refuse().Problems;
    }

    private static IEnumerable<string> Reasons(ScriptLine line, Dictionary<string, Exercise> exercises, ShippedLibrary library, DateOnly day) => line.Act switch
    {
        Act.Assign a => Assigned(a, exercises, library),
        Act.ChangeDue a => Round(a.Round, exercises),
        Act.TakeBack a => Round(a.Round, exercises),
        Act.Comment a => Round(a.Round, exercises).Concat(a.To.SelectMany(who => Who(line, who))),
        Act.Read a => Round(a.Round, exercises).Concat(a.By == ScriptReader.Coach ? [] : Who(line, a.By)),
        Act.Answer a => InStep(line, a.By, a.Round, a.Step, exercises, joint: false).Concat(Fields(a.Round, a.Step, a.Fields, a.Audience, a.Timing, exercises, day)),
        Act.Propose a => InStep(line, a.By, a.Round, a.Step, exercises, joint: true).Concat(Fields(a.Round, a.Step, a.Fields, a.Audience, null, exercises, day)),
        Act.Confirm a => InStep(line, a.By, a.Round, a.Step, exercises, joint: true),
        Act.Pass a => InStep(line, a.By, a.Round, a.Step, exercises, null),
        Act.Done a => InStep(line, a.By, a.Round, a.Step, exercises, null),
        Act.Share a => InStep(line, a.By, a.Round, a.Step, exercises, joint: false).Concat(Sharing(a.Audience, a.Timing)),
        Act.Withdraw a => InStep(line, a.By, a.Round, a.Step, exercises, joint: false),
        _ => [],
    };

    private static IEnumerable<string> Assigned(Act.Assign a, Dictionary<string, Exercise> exercises, ShippedLibrary library)
    {
        if (library.Newest(a.Exercise) is not { } exercise)
            return [$"The library has no exercise ‘{a.Exercise}’."];
        return exercises.TryAdd(a.As, exercise) ? [] : [$"There is a round ‘{a.As}’ already."];
    }

    private static IEnumerable<string> Round(string round, Dictionary<string, Exercise> exercises) =>
        exercises.ContainsKey(round) ? [] : [$"No line above gives a round ‘{round}’."];

    private static IEnumerable<string> Who(ScriptLine line, string who) =>
        line.Couple.Partners.Any(p => p.Key == who) ? [] : [$"‘{who}’ is none of this couple."];

    private static IEnumerable<string> InStep(ScriptLine line, string who, string round, string step, Dictionary<string, Exercise> exercises, bool? joint)
    {
        foreach (var reason in Who(line, who).Concat(Round(round, exercises)))
            yield return reason;
        if (!exercises.TryGetValue(round, out var exercise))
            yield break;
        if (exercise.Find(step) is not { } found)
            yield return $"{exercise.Slug} has no step ‘{step}’.";
        else if (joint is { } together && together != (found.Mode == Mode.Joint))
            yield return together ? $"The step ‘{step}’ is not written together." : $"The step ‘{step}’ is written together.";
    }

    private static IEnumerable<string> Fields(
        string round, string step, YamlMap fields, string? audience, string? timing, Dictionary<string, Exercise> exercises, DateOnly day)
    {
        if (exercises.GetValueOrDefault(round)?.Find(step) is not { } found)
            return [];
        var sent = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(FieldJson.Of(found, fields, day))!;
        var reading = FieldValues.Read(found, sent);
        return [.. reading.Unknown.Select(f => $"The step ‘{step}’ has no field ‘{f}’."), .. reading.Invalid.Select(f => $"{f.Key}: {f.Value}"), .. Sharing(audience, timing)];
    }

    private static IEnumerable<string> Sharing(string? audience, string? timing)
    {
        if (audience is not null && !LibraryWords.Audiences.Contains(audience))
            yield return $"‘{audience}’ is no audience.";
        if (timing is not (null or "now" or "whenBoth" or "never") || (timing is not null && !Enum.TryParse<Timing>(timing, ignoreCase: true, out _)))
            yield return $"‘{timing}’ is no timing.";
    }
}
