using System.Text.Json;
using CoachPlatform.Safety;

namespace CoachPlatform.Privacy;

public enum ExportToldAs { Questions, ByHand }

/// <summary>Something that the person told their coach alone about safety. In a copy only where they asked for it when they had it made.</summary>
/// <param name="Check">Which version of the questions; absent for what was written by hand.</param>
/// <param name="Answers">Every question that was asked, its value empty where it was passed; none for what was written by hand.</param>
/// <param name="Words">What was written by hand, empty where the person only asked to be spoken to; absent for answers.</param>
/// <param name="Readings">Who of the practice has read it, in the order of reading.</param>
public sealed record ExportTold(
    Guid ToldId, ExportToldAs What, DateTimeOffset At, int? Check, IReadOnlyList<ExportField> Answers, string? Words, IReadOnlyList<ExportToldReading> Readings,
    DateTimeOffset? TakenUpAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Oldest first, as everything else in a copy. Pure.</summary>
    public static IReadOnlyList<ExportTold> Of(MyTold mine, ISayQuestions words) => [.. mine.Told.OrderBy(t => t.At).ThenBy(t => t.Of).Select(t => Of(t, words))];

    private static ExportTold Of(ToldOnce told, ISayQuestions words) => new(
        told.Of, told.Answers is null ? ExportToldAs.ByHand : ExportToldAs.Questions, told.At, told.Answers is null ? null : told.CheckVersion,
        told.Answers is { } given ? [.. SafetyCheck.Of(told.CheckVersion).Select(q => Answer(q, given.GetValueOrDefault(q.Key, ""), words))] : [],
        told.Words, [.. told.Readings.Select(r => new ExportToldReading(r.Reader, r.At))], told.TakenUpAt, told.ClosedAt);

    private static ExportField Answer(SafetyQuestion question, string value, ISayQuestions words) =>
        new(question.Key, words.Question(question), JsonSerializer.SerializeToElement(value), words.Answer(question, value));
}

public sealed record ExportToldReading(string Reader, DateTimeOffset At);
