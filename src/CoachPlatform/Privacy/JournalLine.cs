using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Privacy;

public enum Shredded { Answer, Seat, Rounds, Case }

/// <summary>
/// One destruction, as it stands in the journal: ids alone, enough to carry it out again on a database that was restored from before it. One line of
/// JSON, in the database and in the file outside it. Its form is a storage format: members are added, never changed.
/// </summary>
/// <param name="Keys">The destroyed keys.</param>
/// <param name="Seat">Whose words they had sealed; null where both seats' were.</param>
/// <param name="Round">For an answer: its round, with step, newest version and lines of a log.</param>
/// <param name="Rounds">For what a rule of the practice has ended: the rounds whose answers went; null where the whole case did.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Certificate">For a seat: the certificate that was given, with the digests in it.</param>
public sealed record JournalLine(
    Guid Id,
    DateTimeOffset At,
    Shredded What,
    string Tenant,
    Guid CaseId,
    IReadOnlyList<Guid> Keys,
    Seat? Seat = null,
    Guid? Round = null,
    StepRef? Step = null,
    int? Version = null,
    IReadOnlyList<Guid>? Entries = null,
    Guid? Certificate = null,
    string? Before = null,
    string? After = null,
    IReadOnlyList<Guid>? Rounds = null,
    Guid? Rule = null)
{
    /// <summary>The line as it is written down.</summary>
    public string Written() => JsonSerializer.Serialize(this, Store.Json);

    /// <summary>Null for what is no line of the journal: one that a crash has torn, say.</summary>
    public static JournalLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text, Store.Json) is { Tenant: not null, Keys: not null } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
