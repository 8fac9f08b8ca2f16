using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A coach opens a case for a couple. The two labels are personal rows that joining replaces; they reach no event.</summary>
public static class OpenCase
{
    /// <param name="Labels">What the coach calls the person of each seat until that person joins; 1 to 60 characters.</param>
    /// <param name="Zone">The couple's time zone, IANA; the practice's own when left out.</param>
    public sealed record Request(IReadOnlyDictionary<Seat, string>? Labels, string? Zone, SecretsPolicy? Policy);

    public sealed record Reply(Guid CaseId, long Position);

    public sealed record Opening(Guid CaseId, string Zone, SecretsPolicy Policy, IReadOnlyDictionary<Seat, string> Labels);

    public static async Task<(ProblemDetails, Opening?)> LoadAsync(
        Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var errors = Seats.Both
            .Select(seat => (seat, label: request.Labels?.GetValueOrDefault(seat)?.Trim() ?? ""))
            .Where(p => p.label.Length is 0 or > 60)
            .ToDictionary(p => $"labels.{p.seat}", p => new[] { p.label.Length == 0 ? "A first name is enough." : "Keep it to 60 characters." });
        var zone = request.Zone ?? (await session.LoadAsync<Practices.PracticeProfile>(http.Member().Tenant!, ct))?.Zone ?? "Etc/UTC";
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            errors["zone"] = ["This is not a time zone we know. Try Europe/Madrid."];
        return errors.Count > 0
            ? (Refusal.Invalid("fields-invalid", "The case was not opened. Please look at the marked fields.", errors).ToProblem(), null)
            : (WolverineContinue.NoProblems,
                new Opening(Ids.New(http.Now()), zone, request.Policy ?? SecretsPolicy.Limited, Seats.Both.ToDictionary(s => s, s => request.Labels![s].Trim())));
    }

    [WolverinePost("/api/cases"), Access(For.Coach), Once]
    [EndpointSummary("Open a case for a couple")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Opening opening, IDocumentSession session, KeyRing ring, HttpContext http)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        session.Events.StartStream<CaseGate>(opening.CaseId, Decide(opening.CaseId, member.StaffId!.Value, opening.Zone, opening.Policy));
        CaseKeys.ForCase(session, ring, opening.CaseId, http.Now());
        foreach (var (seat, label) in opening.Labels)
            session.Insert(new SeatHolder(SeatHolder.IdOf(session.TenantId, opening.CaseId, seat), session.TenantId, opening.CaseId, seat, PersonId: null, label));
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(opening.CaseId, Position.Of(http.Now()));
    }

    public static IReadOnlyList<object> Decide(Guid caseId, Guid coach, string zone, SecretsPolicy policy) =>
        [new CaseOpened(caseId, coach, zone, PolicyVersion: 1), new SecretsPolicyProposed(caseId, 1, policy)];
}
