using CoachPlatform.AccessLedger;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>
/// Opens one round for one reader: sight first, then the ledger, then the boxes. The only way by which a page or a route gets at a text.
/// </summary>
public sealed class OpenRound(IDocumentStore store, LibraryShelf shelf, Opener opener, TimeProvider clock)
{
    /// <param name="withOthers">False: only the reader's own words, so nothing is put on record.</param>
    /// <param name="release">Only what goes into this file, without the coach's own words.</param>
    /// <returns>Null when the round, its case or its exercise is not there.</returns>
    public async Task<RoundView?> ForAsync(Member member, Guid roundId, string route, bool withOthers, CancellationToken ct, ReleaseReading? release = null)
    {
        await using var session = store.QuerySession(member.Tenant!);
        // The place that the gatekeeper found is one case's; an address that names two must not borrow the right of one for a round of the other.
        if (await session.LoadAsync<Round>(roundId, ct) is not { } round
            || round.CaseId != member.CaseId
            || await session.LoadAsync<CaseGate>(round.CaseId, ct) is not { } gate
            || (member.Seat is { } own && gate.Hides(round, own))
            || await shelf.VersionAsync(session, round.ExerciseVersionId, ct) is not { } exercise)
            return null;
        var names = (await Names.OfCasesAsync(session, [round.CaseId], ct)).GetValueOrDefault(round.CaseId) ?? new Dictionary<Seat, string>();
        var coach = await Names.OfCoachAsync(session, gate, ct);
        var assignment = await session.LoadAsync<Assignment>(round.AssignmentId, ct);
        var board = await session.LoadAsync<CaseBoard>(round.CaseId, ct);
        var boxes = await RoundBoxes.LoadAsync(session, roundId, ct);

        var now = clock.GetUtcNow();
        var sight = RoundSight.Of(member.Reader, round, gate, now);
        if (release is not null)
            sight = ReleaseSight.Narrow(sight, round, gate, release.Kinds, now);
        var opening = new Openings(member, round, boxes, withOthers);
        foreach (var step in sight.Steps)
            opening.Want(step);
        if (release is null)
        {
            opening.WantWord(assignment?.Word, KeyScopes.Word(member.Tenant!, round.CaseId, round.AssignmentId));
            opening.WantComments();
        }

        var permission = opening.OfOthers.Count == 0
            ? Opening.ByAuthor
            : await Opening.RecordedAsync(new RecordReading(store, member, round.CaseId, route, opening.OfOthers, release: release?.ReleaseId), ct);
        var texts = await opener.OpenAsync(permission, opening.Boxes, new KeyRows(session), ct);
        if (opening.Compares)
            opening.TakeCommon(await opener.OpenCommonAsync(permission, opening.Pairs, new KeyRows(session), ct));
        return opening.View(exercise, sight, texts, names, await StaffNamesAsync(session, boxes, ct), coach, gate.Zone, board is null ? 0 : member.Seat is { } seat ? board.Feed.Seats[seat] : board.Feed.Coach) with
        {
            TopicOpen = gate.IsOpen(round.Topic),
            Policy = gate.PolicyAt(now),
            Standing = member.Seat is { } reader ? MyStanding.Of(gate, reader) : null,
        };
    }

    /// <summary>Who wrote the comments, which may be a coach before this one.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> StaffNamesAsync(IQuerySession session, RoundBoxes boxes, CancellationToken ct) =>
        boxes.Comments.Count == 0
            ? new Dictionary<Guid, string>()
            : (await session.LoadManyAsync<StaffMember>(ct, [.. boxes.Comments.Select(c => c.Made.StaffId).Distinct()])).ToDictionary(s => s.Id, s => s.Name);
}
