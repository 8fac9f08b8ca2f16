using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>An answer of a round that its coach could have destroyed. Without its words: they are not opened for this.</summary>
/// <param name="Again">It can be given anew.</param>
/// <param name="Opened">It has opened to the other, or could have.</param>
/// <param name="OwnPace">What each gives by themselves: the other has no place for it on their screen.</param>
/// <param name="Lines">It is a list, all of whose lines go together.</param>
/// <param name="Gone">It is destroyed.</param>
public sealed record VoidableAnswer(StepRef Step, string StepTitle, Seat Author, bool Again, bool Opened, bool OwnPace, bool Lines, bool Gone);

/// <param name="Held">A legal hold stands, so nothing can be destroyed.</param>
public sealed record VoidableRound(Guid RoundId, Guid CaseId, string Title, IReadOnlyDictionary<Seat, string> Names, IReadOnlyList<VoidableAnswer> Answers, bool Held);

public sealed class ReadVoidable(IDocumentStore store, LibraryShelf shelf, TimeProvider clock)
{
    public async Task<VoidableRound?> ForAsync(Member coach, Guid caseId, Guid roundId, CancellationToken ct)
    {
        await using var session = store.QuerySession(coach.Tenant!);
        if (await session.LoadAsync<Round>(roundId, ct) is not { } round || round.CaseId != caseId || caseId != coach.CaseId
            || await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate
            || await shelf.VersionAsync(session, round.ExerciseVersionId, ct) is not { } exercise)
            return null;
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
        return new VoidableRound(roundId, caseId, exercise.Title, names, [.. Of(coach.Reader, round, gate, exercise, clock.GetUtcNow())], gate.LegalHold);
    }

    /// <summary>Only where the coach sees that something was given: what looks like a pass to them is none of their choices. Pure.</summary>
    public static IEnumerable<VoidableAnswer> Of(Reader coach, Round round, CaseGate gate, Exercise exercise, DateTimeOffset now) =>
        from step in RoundSight.Of(coach, round, gate, now).Steps
        where step.Mode != Mode.Joint
        from answers in step.Answers.GroupBy(a => a.Author)
        where answers.Any(Given)
        let state = round.Find(step.Step)!
        let opened = state.Reveal is not null && !state.OwnPace
        let over = round.ClosedBecause is not null || round.ClosedFor(now) || !(gate.Moves || gate.Standing == Standing.Paused)
        select new VoidableAnswer(
            step.Step, exercise.Find(step.Step.Key)?.Title ?? "", answers.Key, Again: !opened && !over, opened, state.OwnPace, state.Plan.Log,
            Gone: answers.All(a => !Given(a) || a.Sight is Sight.Tick { Gone: true }));

    private static bool Given(AnswerSight answer) => answer.Sight is Sight.Read or Sight.Tick { Given: Answers.Given.Answered } or Sight.Tick { Gone: true, Given: not Answers.Given.Nothing };
}
