using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Privacy;

/// <summary>
/// What of others a reader may read now, each as a line of ids, keys and versions. A file is handed out only while everything in it may still be read:
/// withdrawn, narrowed, revised, closed and erased are one and the same to whoever comes for it. Pure.
/// </summary>
public static class ExportSight
{
    public static IReadOnlyList<string> Of(Reader reader, IEnumerable<Round> rounds, CaseGate gate, DateTimeOffset now) =>
        [.. rounds.SelectMany(r => Of(reader, r, gate, now)).Order(StringComparer.Ordinal)];

    public static bool StillHolds(IReadOnlyList<string> shown, IReadOnlyList<string> now) => shown.All(now.ToHashSet(StringComparer.Ordinal).Contains);

    public static IEnumerable<string> Of(Reader reader, Round round, CaseGate gate, DateTimeOffset now)
    {
        if (reader is Reader.Partner partner && gate.Hides(round, partner.Seat))
            yield break;
        foreach (var line in Lines(reader, round, RoundSight.Of(reader, round, gate, now)))
            yield return line;
    }

    /// <summary>Of one round as it was seen.</summary>
    public static IEnumerable<string> Lines(Reader reader, Round round, RoundSight seen)
    {
        foreach (var step in seen.Steps)
        {
            var at = $"{round.Id:N} {step.Step.Key}#{step.Step.Turn}";
            if (step.Mode == Mode.Joint)
            {
                // One's own proposal is one's own.
                if (step.Joint is { } joint && (joint.Confirmed || reader is not Reader.Partner own || own.Seat != joint.By) && step.Answers.Any(a => a.Sight is Sight.Read or Sight.Own))
                    yield return $"{at} joint {joint.By} {joint.Version} {joint.Confirmed}";
                continue;
            }

            foreach (var answer in step.Answers)
            {
                var version = VersionOf(round, step.Step, answer);
                if (answer.Sight is Sight.Read read)
                    yield return $"{at} {answer.Author} {answer.Entry:N} {version} {string.Join(',', read.Fields.Order(StringComparer.Ordinal))}";
                else if (answer.Sight is Sight.Matches { Fields.Count: > 0 } matches)
                    yield return $"{at} {answer.Author} both {version} {string.Join(',', matches.Fields.Order(StringComparer.Ordinal))}";
            }
        }
    }

    private static int VersionOf(Round round, StepRef step, AnswerSight answer)
    {
        var actor = round.Find(step)!.Of(answer.Author);
        return (answer.Entry is { } entry ? actor.Entries?.GetValueOrDefault(entry) : actor)?.Version ?? 0;
    }
}
