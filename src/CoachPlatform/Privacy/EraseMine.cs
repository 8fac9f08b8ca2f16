using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Marten;
using Microsoft.AspNetCore.Authentication;

namespace CoachPlatform.Privacy;

/// <summary>
/// Somebody wants all of theirs in one case erased. It is done at once, or as soon as no legal hold stands over the case any more. Asked for again, it
/// goes on from where it is.
/// </summary>
public static class EraseMine
{
    /// <param name="Understood">They have read what goes, what stays, and that nothing of it comes back.</param>
    public sealed record Request(bool? Understood);

    /// <param name="State"><c>erased</c> or <c>waiting</c>.</param>
    /// <param name="Ticket">Opens <c>/api/certificates/{ticket}</c>, which gives the certificate once it is there. Given here alone.</param>
    public sealed record Reply(string State, string Ticket);

    private static readonly Refusal NotUnderstood = Refusal.Field("fields-invalid", "understood", "Nothing was erased. Please confirm that you have read what this does.");

    private static readonly Refusal NoJournal =
        new(503, "try-later", "We cannot write down just now what would keep a restored backup from bringing your words back. Nothing was erased; please try again later.");

    // No Idempotency-Key: the reply holds a ticket, which is stored nowhere, and whoever repeats it has no session any more, or one wish that stands.
    public static void MapEraseMine(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/my/cases/{caseId}/erase", PostAsync).WithMetadata(new AccessAttribute(For.PartnerOfCase), new ConfirmFirstAttribute())
            .WithSummary("Erase all of mine in this case, for good").Produces<Reply>().Produces<Reply>(202).ProducesProblem(422);

    private static async Task<IResult> PostAsync(
        Guid caseId, Request request, HttpContext http, IDocumentStore store, EraseSeat erase, JournalFile journal, OpenConnections connections, CancellationToken ct)
    {
        var member = http.Member();
        var seat = member.Seat!.Value;
        if (request.Understood != true)
            return NotUnderstood.ToResult();
        if (!journal.MayWrite())
            return NoJournal.ToResult();
        var ticket = CertificateRows.NewTicket();
        if (!await AskAsync(store, member, caseId, seat, ticket, ct))
            return Refusal.NotFound.ToResult();
        // Begun, it is finished, also when the browser has gone on meanwhile.
        if (!await erase.RunAsync(member.Tenant!, caseId, seat, CancellationToken.None))
            return Results.Json(new Reply("waiting", ticket), statusCode: StatusCodes.Status202Accepted);
        connections.EndAll(member.PersonId);
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Account>(member.PersonId, CancellationToken.None) is null)
            await http.SignOutAsync(SignIns.Scheme);
        return Results.Ok(new Reply("erased", ticket));
    }

    private static async Task<bool> AskAsync(IDocumentStore store, Member member, Guid caseId, Seat seat, string ticket, CancellationToken ct)
    {
        await using var session = store.LightweightSession(member.Tenant!);
        session.SetHeader("actor", member.Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return false;
        var stream = Erasure.StreamOf(member.Tenant!, caseId, seat);
        var asked = Erasure.Decide(await session.LoadAsync<Erasure>(stream, ct), gate, seat);
        if (asked.Count > 0)
            session.Events.Append(stream, asked);
        CertificateRows.Ask(session, Erasure.CertificateOf(member.Tenant!, caseId, seat), ticket);
        await session.SaveChangesAsync(ct);
        return true;
    }
}
