using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;

namespace CoachPlatform.Measures;

/// <summary>Collects the boxes that the metrics of some rounds need and that one reader may have opened.</summary>
internal sealed class TrendBoxes(Member member, IReadOnlyDictionary<Guid, AnswerRow> rows)
{
    private readonly List<(Guid Round, StepRef Step, Seat? Author, Guid? Entry, string Field)> slots = [];
    private readonly List<Box> boxes = [];
    private readonly HashSet<AnswerRef> ofOthers = [];
    private readonly Dictionary<(Guid Round, StepRef Step, Seat Author), int> given = [];

    public IReadOnlyList<Box> Boxes => boxes;

    public IReadOnlyList<AnswerRef> OfOthers => [.. ofOthers];

    public void Want(Exercise exercise, Round round, RoundSight sight)
    {
        var needed = exercise.Metrics.SelectMany(m => Needs(exercise, m)).ToHashSet();
        foreach (var step in sight.Steps)
        {
            if (step.Mode == Mode.Joint)
            {
                WantJoint(round, step, needed);
                continue;
            }

            foreach (var answer in step.Answers)
                Want(round, step, answer, needed);
        }
    }

    public RoundValues Values(Exercise exercise, Guid round, IReadOnlyList<string?> texts)
    {
        var read = slots.Select((slot, i) => (slot, Text: texts[i])).Where(s => s.slot.Round == round && s.Text is not null).ToList();
        return new RoundValues(
            read.Where(r => r.slot.Author is not null)
                .GroupBy(r => (r.slot.Step, r.slot.Author!.Value))
                .ToDictionary(g => g.Key, IReadOnlyList<IReadOnlyDictionary<string, FieldValue>> (g) => [.. g.GroupBy(r => r.slot.Entry).Select(e => Parsed(exercise, e))]),
            read.Where(r => r.slot.Author is null).GroupBy(r => r.slot.Step).ToDictionary(g => g.Key, g => Parsed(exercise, g)),
            given.Where(g => g.Key.Round == round).ToDictionary(g => (g.Key.Step, g.Key.Author), g => g.Value));
    }

    private static IReadOnlyDictionary<string, FieldValue> Parsed(
        Exercise exercise, IEnumerable<((Guid Round, StepRef Step, Seat? Author, Guid? Entry, string Field) slot, string? Text)> read) =>
        read.ToDictionary(r => r.slot.Field, r => FieldValues.Parse(exercise.Find(r.slot.Step.Key)!, r.slot.Field, r.Text!));

    private void Want(Round round, StepSight step, AnswerSight answer, HashSet<(string Step, string Field)> needed)
    {
        var mine = answer.Sight is Sight.Own;
        var readable = answer.Sight is Sight.Read read ? read.Fields : mine && answer.State is { Given: Given.Answered, Fields: { } own } ? own : [];
        if (readable.Count == 0)
            return;
        given[(round.Id, step.Step, answer.Author)] = given.GetValueOrDefault((round.Id, step.Step, answer.Author)) + 1;
        if (rows.GetValueOrDefault(AnswerRow.IdOf(member.Tenant!, round.Id, step.Step, answer.Author, answer.Entry)) is not { } row)
            return;
        var fields = row.Fields.Where(f => readable.Contains(f.Key) && needed.Contains((step.Step.Key, f.Key))).ToList();
        foreach (var (field, box) in fields)
            Slot((round.Id, step.Step, answer.Author, answer.Entry, field), new Box(box, KeyScopes.Answer(member.Tenant!, round.CaseId, answer.Author, round.Id, step.Step, field)));
        if (!mine && fields.Count > 0)
            ofOthers.Add(new AnswerRef(round.Id, step.Step, answer.Author, row.Version, answer.Entry));
    }

    private void WantJoint(Round round, StepSight step, HashSet<(string Step, string Field)> needed)
    {
        if (step.Joint is not { Confirmed: true, Carried: false } || step.Answers.All(a => a.Sight is not (Sight.Read or Sight.Own)))
            return;
        given[(round.Id, step.Step, step.Joint.By)] = 1;
        if (rows.GetValueOrDefault(AnswerRow.IdOf(member.Tenant!, round.Id, step.Step, null, null)) is not { } row)
            return;
        var fields = row.Fields.Where(f => needed.Contains((step.Step.Key, f.Key))).ToList();
        foreach (var (field, box) in fields)
            Slot((round.Id, step.Step, null, null, field), new Box(box, KeyScopes.JointText(member.Tenant!, round.CaseId, round.Id, step.Step, field)));
        if (fields.Count > 0)
            foreach (var seat in Seats.Both.Where(s => s != member.Seat))
                ofOthers.Add(new AnswerRef(round.Id, step.Step, seat, row.Version));
    }

    /// <summary>The fields that a metric is read from: its own, and for guesses what is guessed.</summary>
    private static IEnumerable<(string Step, string Field)> Needs(Exercise exercise, Metric metric)
    {
        var parts = metric.From.Split('.');
        if (exercise.Find(parts[0]) is not { } step)
            yield break;
        var guesses = step.Fields.Where(f => f.Kind == FieldKind.Guess && (parts.Length == 1 || f.Key == parts[1])).ToList();
        // A step that is merely counted needs none.
        var named = parts.Length == 2 ? [parts[1]] : guesses.Select(g => g.Key);
        foreach (var field in named.Concat(guesses.Select(g => g.Guesses!)))
            yield return (step.Key, field);
    }

    private void Slot((Guid, StepRef, Seat?, Guid?, string) slot, Box box)
    {
        slots.Add(slot);
        boxes.Add(box);
    }
}
