using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs;

/// <summary>
/// The rules of sight once more, in the plainest words and from the stored events alone: which texts may a reader have on any screen? It
/// shares no code with the product, so that a mistake would have to be made twice.
/// </summary>
internal sealed class Oracle(IReadOnlyList<StepPlan> plan, IReadOnlyList<object> stored)
{
    private bool Ended => stored.Any(e => e is RoundClosed or RoundCompleted);

    public HashSet<string> Author(Seat me) => [.. Slots().Where(s => s.Author == me && Reached(s.Plan, me)).SelectMany(s => s.Texts.Values), .. JointTexts(forCoach: false)];

    /// <summary>What the other partner may have of this author's answers.</summary>
    public HashSet<string> Partner(Seat reader) => [.. Slots().Where(s => s.Author != reader && Reached(s.Plan, reader)).SelectMany(ForPartner), .. JointTexts(forCoach: false)];

    public HashSet<string> Coach() => [.. Slots().SelectMany(ForCoach), .. JointTexts(forCoach: true)];

    public HashSet<string> All(Seat me) => [.. Author(me), .. Partner(me)];

    private IEnumerable<string> ForPartner(Slot slot)
    {
        if (slot.Sharing.Timing == Timing.Never)
            return [];
        var opened = slot.Plan switch
        {
            { Mode: Mode.Individual, Actor: null } => slot.Sharing.Timing == Timing.Now || RevealOf(slot.Plan.Step) is not null,
            { Actor: not null } => true,
            _ => RevealOf(slot.Plan.Step) is { } revealed && (revealed.Shared || slot.OpenedByHand),
        };
        return opened ? slot.Texts.Where(t => Reaches(slot.Sharing, t.Key, Audience.Partner, Audience.PartnerOnly)).Select(t => t.Value) : [];
    }

    private IEnumerable<string> ForCoach(Slot slot) =>
        slot.Sharing.Timing == Timing.Now || (slot.Sharing.Timing == Timing.WhenBoth && RevealOf(slot.Plan.Step) is not null)
            ? slot.Texts.Where(t => Reaches(slot.Sharing, t.Key, Audience.Partner, Audience.Coach)).Select(t => t.Value)
            : [];

    private IEnumerable<string> JointTexts(bool forCoach)
    {
        foreach (var step in plan.Where(p => p.Mode == Mode.Joint).Select(p => p.Step))
        {
            var newest = stored.OfType<JointProposed>().LastOrDefault(e => e.Step == step);
            var agreed = stored.OfType<JointConfirmed>().LastOrDefault(e => e.Step == step);
            if (forCoach ? agreed is not null && newest!.Audience == Audience.Partner : agreed is not null || (newest is not null && !Ended))
                foreach (var box in (agreed?.Fields ?? newest!.Fields).Values)
                    yield return box.Box;
        }
    }

    /// <summary>Both the audience of the answer and that of the field must reach the reader.</summary>
    private static bool Reaches(Sharing sharing, string field, params Audience[] wide) =>
        wide.Contains(sharing.Audience) && (sharing.Fields is null || !sharing.Fields.TryGetValue(field, out var own) || wide.Contains(own));

    /// <summary>What follows individual answers shows to each after their own part of it, or once they have written there.</summary>
    private bool Reached(StepPlan step, Seat reader) =>
        step.Opens is not { When: OpensWhen.After, Step: { } before }
        || plan.Single(p => p.Step == before) is not { Mode: Mode.Individual, Actor: null }
        || stored.Any(e => e is StepSkipped skipped && skipped.Step == before)
        || HasWritten(before, reader) || PassedLast(before, reader) || HasWritten(step.Step, reader) || PassedLast(step.Step, reader);

    private bool HasWritten(StepRef step, Seat seat) => stored.Any(e => e is AnswerGiven g && g.Step == step && g.Seat == seat);

    private bool PassedLast(StepRef step, Seat seat) =>
        stored.LastOrDefault(e => (e is PromptPassed p && p.Step == step && p.Seat == seat) || (e is AnswerWithdrawn w && w.Step == step && w.Seat == seat) || (e is AnswerVoided v && v.Step == step && v.Seat == seat)) is PromptPassed;

    private AnswersRevealed? RevealOf(StepRef step) => stored.OfType<AnswersRevealed>().SingleOrDefault(e => e.Step == step);

    /// <summary>The answers that stand: given, and neither passed over nor withdrawn since.</summary>
    private IEnumerable<Slot> Slots()
    {
        var slots = new Dictionary<(StepRef, Seat, Guid?), Slot>();
        var revealed = new HashSet<StepRef>();
        foreach (var e in stored)
            switch (e)
            {
                case AnswerGiven a:
                    slots[(a.Step, a.Seat, a.Entry)] = new Slot(PlanOf(a.Step), a.Seat, TextsOf(a.Fields), a.Sharing);
                    break;
                case AnswerRevised a:
                    slots[(a.Step, a.Seat, a.Entry)] = new Slot(PlanOf(a.Step), a.Seat, TextsOf(a.Fields), a.Sharing);
                    break;
                case SharingChanged c:
                    slots[(c.Step, c.Seat, c.Entry)] = slots[(c.Step, c.Seat, c.Entry)] with
                    {
                        Sharing = c.Sharing,
                        OpenedByHand = revealed.Contains(c.Step) && c.Sharing.Timing == Timing.Now,
                    };
                    break;
                case PromptPassed p:
                    slots.Remove((p.Step, p.Seat, null));
                    break;
                case AnswerWithdrawn w:
                    slots.Remove((w.Step, w.Seat, w.Entry));
                    break;
                case AnswerVoided v:
                    foreach (var gone in slots.Keys.Where(k => k.Item1 == v.Step && k.Item2 == v.Seat).ToList())
                        slots.Remove(gone);
                    break;
                case AnswersRevealed r:
                    revealed.Add(r.Step);
                    break;
            }

        return slots.Values;
    }

    private StepPlan PlanOf(StepRef step) => plan.Single(p => p.Step == step);

    private static Dictionary<string, string> TextsOf(IReadOnlyDictionary<string, Sealed> fields) => fields.ToDictionary(f => f.Key, f => f.Value.Box);

    private sealed record Slot(StepPlan Plan, Seat Author, IReadOnlyDictionary<string, string> Texts, Sharing Sharing, bool OpenedByHand = false);
}
