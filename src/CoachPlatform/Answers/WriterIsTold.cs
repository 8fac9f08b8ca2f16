using CoachPlatform.Library;

namespace CoachPlatform.Answers;

/// <summary>
/// What a write answers to its writer: <c>revealed</c> or <c>waiting</c>. Where the reveal is the exchange, the reveal itself tells. In
/// individual steps and steps of one actor it depends on the writer's own choice alone, or the reply would betray the other.
/// </summary>
internal static class WriterIsTold
{
    /// <param name="sharing">What the writer chose; null after a pass.</param>
    /// <param name="events">The events of this write.</param>
    public static string After(Round round, StepRef named, Sharing? sharing, IReadOnlyList<object> events)
    {
        var step = round.Find(named);
        var alone = step?.Plan is { Actor: not null, Mode: not Mode.Live };
        var revealed = alone || step?.Plan.Mode == Mode.Individual
            ? sharing is { Audience: not Audience.Me } && (sharing.Timing == Timing.Now || (alone && sharing.Timing == Timing.WhenBoth))
            : events.OfType<AnswersRevealed>().Any(e => e.Step == named);
        return revealed ? "revealed" : "waiting";
    }
}
