using System.Text.Json;
using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;

namespace CoachPlatform.Live;

/// <summary>
/// Whose screens an event changes. For rounds this is not a list of cases but the definition itself: a reader is moved if, and only if, what that
/// reader may see is different afterwards. So a frame can never tell more than the screen does.
/// </summary>
public static class WhoIsMoved
{
    public static Moved ByRound(RoundFeed? before, RoundFeed after, CaseGate gate, object @event, DateTimeOffset at)
    {
        if (before is null)
            return new Moved(true, [.. Seats.Both.Where(s => !gate.Hides(after.Round, s))]);
        if (@event is CommentMade comment)
            return new Moved(true, [.. comment.For.Keys]);
        var seats = Seats.Both.Where(seat => Shown(new Reader.Partner(seat), before.Round, gate, at) != Shown(new Reader.Partner(seat), after.Round, gate, at));
        // What matched may be gone from the other's screen; whether anything had, nobody outside the vault knows.
        var left = @event switch { AnswerWithdrawn e => e.Step, AnswerVoided e => e.Step, _ => null };
        if (left is not null && after.Round.Find(left) is { Plan.Mode: Mode.Matched, Reveal: not null } && gate.Offers(after.Round.Topic, at))
            seats = Seats.Both;
        return new Moved(Coach: true, [.. seats]);
    }

    public static Moved ByCase(object @event, CaseGate before) => @event switch
    {
        // The other partner sees who has joined; nobody but the coach sees invitations come and go.
        SeatJoined => Moved.Everybody,
        // At the opening of a case nobody sits there yet.
        SecretsPolicyProposed { PolicyVersion: > 1 } => Moved.Everybody,
        SecretsPolicyAccepted x => new Moved(true, [x.Seat]),
        // With the first policy a case begins, and both see it. A later one holds from the morning, so nothing of the couple's changes with it.
        SecretsPolicyInForce => before.PolicyInForce is null ? Moved.Everybody : Moved.CoachAlone,
        // Their own page of consents, and nobody else's.
        TopicGranted x => new Moved(false, [x.Seat]),
        TopicDeclined x => new Moved(false, [x.Seat]),
        TopicWithdrawn x => new Moved(false, [x.Seat]),
        // Whoever rests sees it on their own lists, and to everybody else nothing has happened.
        RestTaken x => new Moved(false, [x.Seat]),
        RestEnded x => new Moved(false, [x.Seat]),
        SeatRested x => new Moved(true, [x.Seat]),
        SeatReturned x => new Moved(true, [x.Seat]),
        DataConsentWithdrawn x => new Moved(true, [x.Seat]),
        SupervisionAllowed x => new Moved(false, [x.Seat]),
        SupervisionEnded x => new Moved(false, [x.Seat]),
        HistoryOpened x => new Moved(true, [x.Seat]),
        CoachChanged or SeatReleased => Moved.Everybody,
        // Who has agreed is nobody else's business before both have; what has ended has ended for all alike.
        ReleaseAgreed x => before.Release(x.ReleaseId)?.Agreed.Contains(x.Seat.Other()) == true ? Moved.Everybody : new Moved(false, [x.Seat]),
        ReleaseTakenBack { Seat: { } seat } x => before.Release(x.ReleaseId)?.BothAt is not null ? Moved.Everybody : new Moved(false, [seat]),
        ReleaseProposed or ReleaseTakenBack or ReleaseMade or ReleaseLapsed => Moved.Everybody,
        // Both can read that it stands, and their coach too.
        LegalHoldPlaced or LegalHoldLifted => Moved.Everybody,
        // Asking for it shows on no screen but the asker's own; that it is done shows by the seat's being emptied.
        ErasureAsked or ErasureWaiting or SeatErased => Moved.Nobody,
        // Their own page of copies, and nobody else's.
        IExportEvent { Seat: { } seat } => new Moved(false, [seat]),
        // Each is asked alone, and sees it on their own list alone. Of a concern no screen says anything but the coach's, not even its author's.
        SafetyAsked x => new Moved(true, [x.Seat]),
        SafetyAnswered x => new Moved(true, [x.Seat]),
        AssignmentMade or AssignmentWithdrawn or DueChanged or OccurrenceOpened => Moved.CoachAlone,
        _ => Moved.CoachAlone,
    };

    /// <summary>
    /// What may be seen of rounds has changed with the case: a topic has closed, a hold was lifted, or a seat was erased. The coach, and every partner on whose screens one of
    /// them changes. A topic's opening changes none before the morning, and a hold's placing none at all.
    /// </summary>
    public static Moved ByGate(IEnumerable<RoundFeed> rounds, CaseGate before, CaseGate after, DateTimeOffset at)
    {
        var all = rounds.ToList();
        return new Moved(Coach: true, [.. Seats.Both.Where(seat =>
            all.Exists(r => Shown(new Reader.Partner(seat), r.Round, before, at) != Shown(new Reader.Partner(seat), r.Round, after, at)))]);
    }

    /// <summary>
    /// The case has come to stand otherwise. To a partner it has only where it does so for that one: leaving is a pause to the other, and no news where the
    /// case pauses already.
    /// </summary>
    public static Moved ByStanding(IEnumerable<RoundFeed> rounds, CaseGate before, CaseGate after, DateTimeOffset at) => new(
        Coach: true,
        [.. ByGate(rounds, before, after, at).Seats.Union(Seats.Both.Where(s => MyStanding.Of(before, s) != MyStanding.Of(after, s))).Order()]);

    /// <summary>The author's page of the ledger moves when staff reads. A partner's reading moves nobody: it would be a last-online.</summary>
    public static Moved ByReading(AnswersOpened opened, Seat author, bool unreadChanged) =>
        new(unreadChanged, opened.Seat is null && !OpenSafety.IsOfConcern(opened) ? [author] : []);

    /// <summary>What a partner's screens hold of a round, as text to compare: the sight, and of the texts behind it the versions.</summary>
    private static string Shown(Reader.Partner reader, Round round, CaseGate gate, DateTimeOffset at)
    {
        if (gate.Hides(round, reader.Seat))
            return "";
        var sight = RoundSight.Of(reader, round, gate, at);
        return JsonSerializer.Serialize(
            new
            {
                sight.Open,
                sight.DueOn,
                Steps = sight.Steps.Select(s => new
                {
                    s.Step,
                    s.WaitsForDoing,
                    s.MayAct,
                    s.Revealed,
                    s.Shown,
                    s.Joint,
                    Answers = s.Answers.Select(a => new { a.Author, a.Entry, Sight = a.Sight.GetType().Name, (a.Sight as Sight.Read)?.Fields, a.State }),
                }),
            },
            Store.Json);
    }
}
