using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>
/// Carries out in one case what the practice's rules end there, in one commit: keys, personal rows, copies, the round's or the case's own events, the
/// practice's, and the journal. What is due is asked once more behind the locks, so a second node, or the same one again, finds nothing left.
/// </summary>
public sealed class EndKept(IDocumentStore store, IEnumerable<IErasedWithSeat> personal, TimeProvider clock)
{
    /// <summary>Rounds of one commit, so that nobody who answers waits long.</summary>
    private const int AtATime = 50;

    /// <param name="night">The moment as of which rules hold and things have ended.</param>
    /// <returns>Whether anything was ended; then there may be more.</returns>
    public async Task<bool> RunAsync(string tenant, Guid caseId, DateTimeOffset night, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        if (await OpenAsync(session, caseId, ct) is not { } gate)
            return false;
        var rules = (await Retention.LoadAsync(session, ct)).HoldingAt(night);
        var ends = WhatRetentionEnds.Of(rules, await RetentionFacts.OfAsync(session, caseId, night, ct), night).Endings;
        if (ends.FirstOrDefault(e => e.Round is null) is { } whole)
            await EndCaseAsync(session, gate, whole.Rule.RuleId, null, ct);
        else if (ends.Count > 0)
            await EndRoundsAsync(session, gate, ends[0].Rule.RuleId, [.. ends.Take(AtATime).Select(e => e.Round!.RoundId)], null, ct);
        else
            return false;
        await session.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>On a database that was restored from before it: what the line says is done once more.</summary>
    public async Task AgainAsync(JournalLine line, CancellationToken ct)
    {
        await using var session = store.LightweightSession(line.Tenant);
        if (await OpenAsync(session, line.CaseId, ct) is not { } gate)
        {
            await KeyRows.DestroyAsync(session, line.Keys, ct);
            Journal.Add(session, line);
        }
        else if (line.Rounds is { } rounds)
        {
            await EndRoundsAsync(session, gate, line.Rule!.Value, rounds, line, ct);
        }
        else
        {
            await EndCaseAsync(session, gate, line.Rule!.Value, line, ct);
        }

        await session.SaveChangesAsync(ct);
    }

    /// <summary>The practice before the case, as wherever both are locked.</summary>
    private static async Task<CaseGate?> OpenAsync(IDocumentSession session, Guid caseId, CancellationToken ct)
    {
        session.SetHeader("actor", "clock");
        return await PracticeDesk.OpenAsync(session, ct) is null ? null : (await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate;
    }

    private async Task EndRoundsAsync(IDocumentSession session, CaseGate gate, Guid rule, IReadOnlyList<Guid> rounds, JournalLine? again, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var scopes = new List<string>();
        foreach (var id in rounds.Order())
        {
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is not { } round)
                continue;
            scopes.AddRange(round.Steps.SelectMany(s => s.Who.Select(w => KeyScopes.Step(gate.Id, w, id, s.Step))));
            if (Expiry.Decide(round) is { Count: > 0 } events)
                session.Events.Append(id, events);
        }

        var destroyed = await DestroyAsync(session, scopes, again, ct);
        await ExportDrop.OfCaseAsync(session, gate.Id, staffAlone: false, now, ct);
        Tell(session, rule, destroyed, again ?? new JournalLine(Ids.New(now), now, Shredded.Rounds, session.TenantId, gate.Id, destroyed, Rounds: rounds, Rule: rule));
    }

    private async Task EndCaseAsync(IDocumentSession session, CaseGate gate, Guid rule, JournalLine? again, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var destroyed = await DestroyAsync(session, [.. Seats.Both.Select(s => KeyScopes.Seat(gate.Id, s)), KeyScopes.Joint(gate.Id), KeyScopes.Practice(gate.Id)], again, ct);
        await ExportDrop.OfCaseAsync(session, gate.Id, staffAlone: true, now, ct);
        var kept = Seats.Both.Where(s => !gate.Emptied(s)).ToList();
        foreach (var seat in kept)
            await EraseSeat.RemoveRowsAsync(session, personal, gate.Id, seat, ct);
        if (kept.Count > 0)
            session.Events.Append(gate.Id, kept.Select((s, i) => (object)new SeatEmptied(gate.Id, s, Last: i == kept.Count - 1)));
        Tell(session, rule, destroyed, again ?? new JournalLine(Ids.New(now), now, Shredded.Case, session.TenantId, gate.Id, destroyed, Rule: rule));
    }

    private static async Task<IReadOnlyList<Guid>> DestroyAsync(IDocumentSession session, IReadOnlyCollection<string> scopes, JournalLine? again, CancellationToken ct)
    {
        var keys = await new KeyRows(session).AtAsync(session.TenantId, scopes, ct);
        return await KeyRows.DestroyAsync(session, [.. again?.Keys ?? [], .. keys.Where(k => scopes.Contains(k.Scope)).Select(k => k.Id)], ct);
    }

    private static void Tell(IDocumentSession session, Guid rule, IReadOnlyList<Guid> destroyed, JournalLine line)
    {
        session.Events.Append(Guid.ParseExact(session.TenantId, "N"), new RetentionApplied(rule, destroyed));
        Journal.Add(session, line);
    }
}
