using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>
/// The calendar opens the next round of an assignment. Decided from its state alone: asked too early, twice, late or on two nodes, it opens each
/// occurrence at most once, and after a long absence only the newest.
/// </summary>
public static class OpenOccurrence
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    /// <param name="Events">For the assignment's stream.</param>
    /// <param name="ClosesAt">When the round after it takes its place.</param>
    public sealed record Opening(IReadOnlyList<object> Events, int N, DateTimeOffset? ClosesAt);

    /// <summary>Given an assignment that the calendar opens: what opens now; null when nothing does, as while its topic is not open.</summary>
    public static Opening? Decide(string tenant, Assignment assignment, CaseGate gate, DateTimeOffset now)
    {
        if (assignment is not { WithdrawnAt: null, PausedAt: null, NextAt: { } next } || next > now || gate.Freezes(assignment.Screened) || !gate.Offers(assignment.Topic, now) || gate.Standing is not (Standing.Forming or Standing.Active))
            return null;
        if (assignment.Last == 0)
            return First(tenant, assignment, gate, now);
        var first = assignment.Last + 1;
        var n = first;
        while (At(assignment, n + 1) <= now)
            n++;
        DateTimeOffset? after = assignment.Rounds is { } limit && assignment.Opened + 1 >= limit ? null : At(assignment, n + 1);
        var opened = new OccurrenceOpened(assignment.CaseId, n, Ids.Round(tenant, assignment.Id, n), At(assignment, n), after);
        return new Opening(n == first ? [opened] : [new OccurrencesMissed(assignment.CaseId, first, n - 1), opened], n, after);
    }

    /// <summary>Opens what is due, in a transaction of its own. Does nothing where nothing is.</summary>
    /// <returns>From when it is worth asking again as long as the assignment stays as it is; null where it opened.</returns>
    public static async Task<DateTimeOffset?> RunAsync(IDocumentStore store, string tenant, Guid assignmentId, LibraryShelf shelf, KeyRing ring, Carried carried, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        // Looked at without a lock first: what waits for its topic, or stays due while a case rests, is asked again and again.
        if (await session.LoadAsync<Assignment>(assignmentId, ct) is not { } seen)
            return now + AskAgain;
        if (await session.LoadAsync<CaseGate>(seen.CaseId, ct) is not { } seenGate || Decide(tenant, seen, seenGate, now) is null)
            return Later(now, seen.Zone);
        session.SetHeader("actor", "clock");
        await session.BeginTransactionAsync(ct);
        if (await AssignmentDesk.OpenAsync(session, seen.CaseId, assignmentId, ct) is not { } desk
            || Decide(tenant, desk.Assignment, desk.Gate, now) is not { } opening
            || await shelf.VersionAsync(session, desk.Assignment.ExerciseVersionId, ct) is not { } exercise)
            return Later(now, seen.Zone);
        if (opening.N == 1)
            desk = desk with { Assignment = desk.Assignment with { FirstAt = opening.Events.OfType<OccurrenceOpened>().Single().ScheduledFor } };
        session.Events.Append(assignmentId, opening.Events);
        await NewRound.StartAsync(session, ring, carried, desk, exercise, opening.N, opening.ClosesAt, opener: null, now, ct);
        await session.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>The first round of what has waited for its topic. Nothing was missed before it: the occurrences are counted from here.</summary>
    private static Opening First(string tenant, Assignment assignment, CaseGate gate, DateTimeOffset now)
    {
        var offered = assignment.Topic is { } topic ? gate.OffersFrom(topic)!.Value : assignment.MadeAt;
        var from = LocalDay.Of(offered, assignment.Zone) == LocalDay.Of(now, assignment.Zone) ? offered : now;
        DateTimeOffset? after = assignment.Cadence.Repeats() && assignment.Rounds is not 1
            ? OccurrenceCalendar.OpensAt(from, assignment.Zone, assignment.Cadence, 2)
            : null;
        return new Opening([new OccurrenceOpened(assignment.CaseId, 1, Ids.Round(tenant, assignment.Id, 1), from, after)], 1, after);
    }

    /// <summary>A topic opens in the morning where the couple lives, and to the minute; what else it waits for may take a little.</summary>
    private static DateTimeOffset Later(DateTimeOffset now, string zone) => LocalDay.NextMorning(now, zone) is var morning && morning < now + AskAgain ? morning : now + AskAgain;

    private static DateTimeOffset At(Assignment assignment, int n) => OccurrenceCalendar.OpensAt(assignment, n);
}
