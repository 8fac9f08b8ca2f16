using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>What one partner told the coach alone.</summary>
/// <param name="Answers">By question, empty where it was passed; none for a concern that was raised by hand. Null once its author has had it erased.</param>
/// <param name="Words">Of a concern that was raised by hand; empty where there were none.</param>
public sealed record ToldAlone(Guid Of, Seat Seat, DateTimeOffset At, int CheckVersion, IReadOnlyDictionary<string, string>? Answers, string? Words, IReadOnlyList<SafetyNote> Notes);

/// <param name="By">The coach who wrote it.</param>
public sealed record SafetyNote(Guid NoteId, string By, string? Text, DateTimeOffset At, bool Closing);

/// <summary>Opens the words of one answer or concern for the coach: sight first, then the ledger, then the boxes.</summary>
public sealed class OpenSafety(IDocumentStore store, Opener opener)
{
    private static readonly StepRef Questions = new("questions");

    /// <summary>Nothing of a concern stands on a screen that its author might not be alone with.</summary>
    private static readonly StepRef OfConcern = new("concern");

    public static bool IsOfConcern(AnswersOpened opened) => opened.Route == Routes.Safety && opened.Answers.All(a => a.Step == OfConcern);

    /// <param name="of">The answers, or the concern.</param>
    /// <returns>Null when there is nothing of that id for this coach.</returns>
    public async Task<ToldAlone?> ForAsync(Member member, Guid of, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var caseId = member.CaseId!.Value;
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        foreach (var state in await session.LoadManyAsync<SeatSafety>(ct, [.. Seats.Both.Select(s => SeatSafety.StreamOf(member.Tenant!, caseId, s))]))
        {
            var concern = state.Find(of);
            if (concern is not null ? SafetySight.MayRead(gate, state.Seat, concern) : state.Answer is { } answer && answer.Id == of && SafetySight.MayRead(gate, state, answer))
                return await OpenAsync(session, member, state, of, concern, ct);
        }

        return null;
    }

    private async Task<ToldAlone> OpenAsync(IQuerySession session, Member member, SeatSafety state, Guid of, Concern? concern, CancellationToken ct)
    {
        var (tenant, caseId) = (member.Tenant!, state.CaseId);
        var stream = await session.Events.FetchStreamAsync(state.Id, token: ct);
        // A concern that the answers raised has no words but theirs.
        var answerId = concern is null ? of : concern.AnswerId;
        var answered = stream.Select(e => e.Data).OfType<SafetyAnswered>().FirstOrDefault(a => a.AnswerId == answerId);
        var raised = stream.Select(e => e.Data).OfType<ConcernRaised>().FirstOrDefault(c => c.HoldId == of);
        var notes = stream.Select(e => (e.Timestamp, Note: e.Data switch
        {
            ConcernNoted n when n.HoldId == of => (n.NoteId, n.StaffId, n.Note, Closing: false),
            ConcernClosed n when n.HoldId == of => (n.NoteId, n.StaffId, n.Note, Closing: true),
            _ => default,
        })).Where(n => n.Note.Note is not null).ToList();

        var permission = await Opening.RecordedAsync(
            new RecordReading(store, member, caseId, Routes.Safety, [new AnswerRef(of, concern is null ? Questions : OfConcern, state.Seat, 1)]), ct);
        List<Box> boxes = [.. (answered?.Fields ?? new Dictionary<string, Sealed>()).Select(f => new Box(f.Value, KeyScopes.Safety(tenant, caseId, state.Seat, answered!.AnswerId, f.Key)))];
        var answers = boxes.Count;
        if (raised?.Detail is { } detail)
            boxes.Add(new Box(detail, KeyScopes.Safety(tenant, caseId, state.Seat, of, "detail")));
        boxes.AddRange(notes.Select(n => new Box(n.Note.Note, KeyScopes.ConcernNote(tenant, caseId, of, n.Note.NoteId))));
        var texts = await opener.OpenAsync(permission, boxes, new KeyRows(session), ct);

        var staff = (await session.LoadManyAsync<StaffMember>(ct, [.. notes.Select(n => n.Note.StaffId).Distinct()])).ToDictionary(s => s.Id, s => s.Name);
        var after = answers + (raised?.Detail is null ? 0 : 1);
        return new ToldAlone(
            of, state.Seat, concern?.RaisedAt ?? state.Answer!.At, answered?.CheckVersion ?? 0,
            answered is null ? new Dictionary<string, string>()
                : texts.Take(answers).Any(t => t is null) ? null
                : answered.Fields.Keys.Zip(texts).ToDictionary(f => f.First, f => f.Second!),
            raised?.Detail is null ? null : texts[answers],
            [.. notes.Select((n, i) => new SafetyNote(n.Note.NoteId, staff.GetValueOrDefault(n.Note.StaffId, ""), texts[after + i], n.Timestamp, n.Note.Closing))]);
    }
}
