using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Privacy.Releases;

/// <summary>What goes into a file: which release, and of which kinds.</summary>
public sealed record ReleaseReading(Guid ReleaseId, IReadOnlyList<ReleaseKind> Kinds);

/// <summary>
/// What of a round may go out now: what its coach may read and the other partner has before them too. So whatever was never open to both, and whatever
/// was taken back, narrowed, closed, voided or erased since, is not among it. Pure.
/// </summary>
public static class ReleaseSight
{
    /// <param name="seen">As the coach may see the round now.</param>
    public static RoundSight Narrow(RoundSight seen, Round round, CaseGate gate, IReadOnlyList<ReleaseKind> kinds, DateTimeOffset now) => seen with
    {
        Steps = [.. seen.Steps.Select(s => Narrow(s, round, gate, kinds, now)).OfType<StepSight>()],
    };

    /// <summary>The same as lines of ids, keys and versions.</summary>
    public static IReadOnlyList<string> Of(Reader coach, IEnumerable<Round> rounds, CaseGate gate, IReadOnlyList<ReleaseKind> kinds, DateTimeOffset now) =>
        [.. rounds.SelectMany(r => ExportSight.Lines(coach, r, Narrow(RoundSight.Of(coach, r, gate, now), r, gate, kinds, now))).Order(StringComparer.Ordinal)];

    private static StepSight? Narrow(StepSight step, Round round, CaseGate gate, IReadOnlyList<ReleaseKind> kinds, DateTimeOffset now)
    {
        if (step.Mode == Mode.Joint)
            return kinds.Contains(ReleaseKind.Agreements) && step.Joint is { Confirmed: true } && step.Answers.Any(a => a.Sight is Sight.Read)
                && Seats.Both.All(s => Consents(gate, s) && MayRead(s, round, step, s.Other(), null, gate, now) is not null)
                ? step
                : null;
        if (!kinds.Contains(ReleaseKind.Answers))
            return null;
        var answers = step.Answers.Select(a => Narrow(a, round, step, gate, now)).OfType<AnswerSight>().ToList();
        return answers.Count == 0 ? null : step with { Joint = null, Answers = answers };
    }

    private static AnswerSight? Narrow(AnswerSight answer, Round round, StepSight step, CaseGate gate, DateTimeOffset now)
    {
        if (answer.Sight is not Sight.Read read || !Consents(gate, answer.Author))
            return null;
        var others = MayRead(answer.Author.Other(), round, step, answer.Author, answer.Entry, gate, now) ?? [];
        var both = read.Fields.Where(others.Contains).ToList();
        return both.Count == 0 ? null : answer with { Sight = new Sight.Read(both) };
    }

    /// <summary>The fields that a partner has before them; null for none.</summary>
    private static IReadOnlyList<string>? MayRead(Seat reader, Round round, StepSight step, Seat author, Guid? entry, CaseGate gate, DateTimeOffset now) =>
        !gate.Hides(round, reader) && WhatMaySee.Of(new Reader.Partner(reader), new AnswerOf(step.Step, author, entry), round, gate, now) is Sight.Read read ? read.Fields : null;

    /// <summary>Whoever has taken back that what they give is kept has nothing given out.</summary>
    private static bool Consents(CaseGate gate, Seat seat) => gate.ConsentWithdrawn?.Contains(seat) != true;
}
