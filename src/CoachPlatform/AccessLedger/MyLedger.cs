using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;
using Marten;

namespace CoachPlatform.AccessLedger;

/// <summary>
/// One line of "who read my answers". Staff to the minute; a partner once per answer, dated when it opened to them and never when they looked,
/// since that would be a last-online.
/// </summary>
/// <param name="Kind">
/// <c>read</c> by staff, <c>trend</c> for figures that staff saw as a chart, <c>openTo</c> the partner, or <c>matched</c>: the partner sees what both
/// marked, and no more. <c>operator</c>: read by those who run the installation, who are nobody by name; <c>Because</c> says why.
/// <c>released</c>: put into a file for somebody outside, to which both had agreed.
/// </param>
public sealed record LedgerLine(
    Guid CaseId, Guid RoundId, string Step, string Title, string StepTitle, string Reader, string Kind, string? Route, DateTimeOffset At, Seat? ReaderSeat)
{
    public OperatorReason? Because { get; init; }

    /// <summary>The reader supervises the coach, and read along because both partners allow it.</summary>
    public bool Supervising { get; init; }

    /// <summary>Of kind <c>released</c>: to whom, in the coach's words.</summary>
    public string? ReleasedTo { get; init; }

    /// <summary>Of kind <c>released</c>: which release.</summary>
    public Guid? ReleaseId { get; init; }
}

/// <param name="Unread">How many of my answers nobody but me has read or could read.</param>
public sealed record LedgerView(IReadOnlyList<LedgerLine> Lines, int Unread, IReadOnlyList<MyCase> Cases);

/// <summary>Reads the ledger of one author, folded from the case's own streams.</summary>
public sealed class MyLedger(IDocumentStore store, ReadMyRounds mine, Memberships memberships, LibraryShelf shelf, ReleaseWords words)
{
    public async Task<LedgerView> ForAsync(Member member, CancellationToken ct)
    {
        var view = await mine.ForAsync(member, ct, withRested: true);
        var lines = new List<LedgerLine>();
        var unread = 0;
        foreach (var place in (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null))
        {
            var (ofCase, unreadOfCase) = await OfCaseAsync(place, view.Cases.Single(c => c.CaseId == place.CaseId), ct);
            lines.AddRange(ofCase);
            unread += unreadOfCase;
        }

        return new LedgerView([.. lines.OrderByDescending(l => l.At).ThenBy(l => l.RoundId)], unread, view.Cases);
    }

    private async Task<(List<LedgerLine> Lines, int Unread)> OfCaseAsync(Member place, MyCase mine, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var seat = place.Seat!.Value;
        var caseId = place.CaseId!.Value;
        var rounds = (await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct)).ToDictionary(r => r.Id);
        var library = await shelf.VersionsAsync(session, rounds.Values.Select(r => r.ExerciseVersionId), ct);
        var readings = await session.Events.FetchStreamAsync(RecordReading.StreamOf(place.Tenant!, caseId, seat), token: ct);
        var staffIds = readings.Select(e => ((AnswersOpened)e.Data).StaffId).OfType<Guid>().Distinct().ToArray();
        var staff = (await session.LoadManyAsync<StaffMember>(ct, staffIds)).ToDictionary(s => s.Id, s => s.Name);

        var releasedTo = await ReleasedToAsync(session, caseId, readings.Select(e => ((AnswersOpened)e.Data).ReleaseId).OfType<Guid>().ToHashSet(), ct);

        var lines = new List<LedgerLine>();
        var read = new HashSet<(Guid, StepRef, Guid?)>();
        foreach (var reading in readings)
        {
            var opened = (AnswersOpened)reading.Data;
            if (opened.Reader == ReaderKind.Partner)
                continue;
            if (opened.Route == Routes.Trend)
            {
                // Figures in a chart are one line for a sitting, not one for each round.
                if (opened.Answers.Select(a => rounds.GetValueOrDefault(a.Round)).FirstOrDefault(r => r is not null) is { } any)
                    lines.Add(Line(library, any, opened.Answers[0].Step, staff.GetValueOrDefault(opened.StaffId ?? Guid.Empty, ""), "trend", opened.Route, reading.Timestamp, null) with { Supervising = opened.Reader == ReaderKind.Supervisor });
                continue;
            }

            if (opened.Route == Routes.Safety)
            {
                // The questions, which both are asked, have their line. Of a concern no screen speaks: others may look at this one.
                if (!OpenSafety.IsOfConcern(opened))
                    lines.Add(new LedgerLine(caseId, opened.Answers[0].Round, opened.Answers[0].Step.Key, SafetyCheck.Title, "", staff.GetValueOrDefault(opened.StaffId ?? Guid.Empty, ""), "read", opened.Route, reading.Timestamp, null));
                continue;
            }

            foreach (var answer in opened.Answers)
            {
                read.Add((answer.Round, answer.Step, answer.Entry));
                if (rounds.GetValueOrDefault(answer.Round) is { } round)
                    lines.Add(Line(library, round, answer.Step, staff.GetValueOrDefault(opened.StaffId ?? Guid.Empty, ""), KindOf(opened), opened.Route, reading.Timestamp, null) with
                    {
                        Because = opened.Because,
                        Supervising = opened.Reader == ReaderKind.Supervisor,
                        ReleaseId = opened.ReleaseId,
                        ReleasedTo = opened.ReleaseId is { } id ? releasedTo.GetValueOrDefault(id, "") : null,
                    });
            }
        }

        var given = 0;
        foreach (var round in rounds.Values)
            foreach (var step in round.Steps)
                foreach (var (entry, state) in Mine(step, seat))
                {
                    given++;
                    if (OpenToPartnerSince(step, state) is { } since)
                    {
                        read.Add((round.Id, step.Step, entry));
                        lines.Add(Line(library, round, step.Step, mine.Names.GetValueOrDefault(seat.Other(), ""), step.Plan.Mode == Mode.Matched ? "matched" : "openTo", null, since, seat.Other()));
                    }
                }

        return (lines, Math.Max(0, given - read.Count));
    }

    private static string KindOf(AnswersOpened opened) => opened.Because is not null ? "operator" : opened.ReleaseId is not null ? "released" : "read";

    private async Task<IReadOnlyDictionary<Guid, string>> ReleasedToAsync(IQuerySession session, Guid caseId, HashSet<Guid> released, CancellationToken ct)
    {
        if (released.Count == 0)
            return new Dictionary<Guid, string>();
        var proposed = (await session.Events.FetchStreamAsync(caseId, token: ct)).Select(e => e.Data).OfType<ReleaseProposed>().Where(p => released.Contains(p.ReleaseId)).ToList();
        return (await words.OfAsync(session, proposed, ct)).ToDictionary(w => w.Key, w => w.Value.To);
    }

    private static IEnumerable<(Guid? Entry, ActorState State)> Mine(StepState step, Seat seat) =>
        step.Plan.Log
            ? (step.Of(seat).Entries ?? new Dictionary<Guid, ActorState>()).Where(e => e.Value.Given == Given.Answered).Select(e => ((Guid?)e.Key, e.Value))
            : step.Of(seat) is { Given: Given.Answered } state ? [(null, state)] : [];

    private static DateTimeOffset? OpenToPartnerSince(StepState step, ActorState state)
    {
        if (state.Fields is not { } fields || !fields.Any(f => state.Sharing!.Of(f).Partner()))
            return null;
        return step.Plan.Mode switch
        {
            Mode.Individual => state.Sharing!.Timing == Timing.Now || (step.Plan.Actor is not null && state.Sharing.Timing == Timing.WhenBoth) ? state.SharedAt
                : state.Sharing.Timing == Timing.WhenBoth ? step.Reveal?.At : null,
            Mode.Sealed or Mode.Live => state.Sharing!.Timing == Timing.Never ? null : step.Shown ? step.Reveal!.At : state.ByHand ? state.SharedAt : null,
            // The moment of the opening alone: whether anything matched is not to be read from here.
            Mode.Matched => step.Reveal?.At,
            Mode.Joint => null,
        };
    }

    private static LedgerLine Line(ShippedLibrary library, Round round, StepRef step, string reader, string kind, string? route, DateTimeOffset at, Seat? readerSeat)
    {
        var exercise = library.Version(round.ExerciseVersionId);
        return new LedgerLine(
            round.CaseId, round.Id, step.Key, exercise?.Title ?? "", exercise?.Find(step.Key)?.Title ?? "", reader, kind, route, at, readerSeat);
    }
}

public static class MyLedgerRoute
{
    public static void MapMyLedger(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/ledger", async (HttpContext http, MyLedger ledger, CancellationToken ct) => Results.Ok(await ledger.ForAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("Who opened my answers").Produces<LedgerView>();
}
