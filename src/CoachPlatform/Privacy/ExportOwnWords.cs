using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using JasperFx.Events;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>
/// Everything one partner has given in one round: every version, also of what was taken back since. Only boxes of this seat are asked for, so there is
/// nothing for the ledger.
/// </summary>
internal sealed class ExportOwnWords(Opener opener)
{
    public async Task<ILookup<StepRef, ExportAct>> OfAsync(IQuerySession session, Member member, Round round, Exercise exercise, CancellationToken ct)
    {
        var acts = (await session.Events.FetchStreamAsync(round.Id, token: ct)).Select(e => ActOf(e, member.Seat!.Value)).OfType<Act>().ToList();
        var boxes = acts
            .SelectMany(a => a.Fields.Select(f => new Box(f.Value, KeyScopes.Answer(member.Tenant!, round.CaseId, member.Seat!.Value, round.Id, a.Step, f.Key))))
            .ToList();
        var texts = new Queue<string?>(await opener.OpenAsync(Opening.ByAuthor, boxes, new KeyRows(session), ct));
        return acts.Select(a => (a.Step, Done: Opened(a, exercise.Find(a.Step.Key), texts))).ToLookup(a => a.Step, a => a.Done);
    }

    private static ExportAct Opened(Act act, Step? step, Queue<string?> texts)
    {
        var read = act.Fields.Keys.Select(key => (Key: key, Text: texts.Dequeue())).ToList();
        var values = step is null ? [] : read.Where(f => f.Text is not null).ToDictionary(f => f.Key, f => FieldValues.Parse(step, f.Key, f.Text!));
        return act.Done with { Gone = read.Any(f => f.Text is null), Fields = ExportText.Fields(step, values) };
    }

    private static Act? ActOf(IEvent e, Seat own) => e.Data switch
    {
        AnswerGiven a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Given, a.Version, a.Entry, a.Sharing), a.Fields),
        AnswerRevised a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Revised, a.Version, a.Entry, a.Sharing), a.Fields),
        SharingChanged a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.SharingChanged, null, a.Entry, a.Sharing), None),
        PromptPassed a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Passed, null, null, null), None),
        AnswerVoided a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Voided, null, null, null), None),
        AnswerWithdrawn a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.TakenBack, a.Version, a.Entry, null), None),
        JointProposed a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Proposed, a.Version, null, null) with { Audience = a.Audience }, a.Fields),
        JointConfirmed a when a.Seat == own => new Act(a.Step, Done(e, ExportDone.Agreed, a.Version, null, null), None),
        _ => null,
    };

    private static IReadOnlyDictionary<string, Sealed> None { get; } = new Dictionary<string, Sealed>();

    private static ExportAct Done(IEvent e, ExportDone what, int? version, Guid? entry, Sharing? sharing) =>
        new(what, e.Timestamp, version, entry, sharing?.Audience, sharing?.Timing, sharing?.Fields, Gone: false, []);

    private sealed record Act(StepRef Step, ExportAct Done, IReadOnlyDictionary<string, Sealed> Fields);
}
