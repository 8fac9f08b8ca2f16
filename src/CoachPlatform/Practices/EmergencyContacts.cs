using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>The owner says whom partners of this practice can reach in danger. Shown on every partner's safety page.</summary>
public static class EmergencyContacts
{
    public const int Most = 6;
    private const int LongestPart = 80;

    /// <param name="Contacts">At most 6, in the order in which they are shown; none takes all away. Each is a name, how to reach it, and when.</param>
    public sealed record Request(IReadOnlyList<IReadOnlyList<string>>? Contacts);

    public sealed record Reply(int Contacts);

    public static async Task<(ProblemDetails, PracticeProfile?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (Check(request.Contacts) is { } refusal)
            return (refusal.ToProblem(), null);
        return await session.LoadAsync<PracticeProfile>(http.Member().Tenant!, ct) is { } profile ? (WolverineContinue.NoProblems, profile) : (Refusal.NotFound.ToProblem(), null);
    }

    [WolverinePost("/api/practice/emergency-contacts"), Access(For.Owner), Once]
    [EndpointSummary("Say whom partners can reach in danger")]
    public static Reply Post(Request request, PracticeProfile profile, IDocumentSession session)
    {
        var contacts = Read(request.Contacts);
        session.Store(profile with { Emergency = contacts });
        return new Reply(contacts.Count);
    }

    /// <summary>What is wrong with them; null when nothing is. Each is a name and how to reach it, and may say when.</summary>
    public static Refusal? Check(IReadOnlyList<IReadOnlyList<string>>? contacts)
    {
        var given = contacts ?? [];
        if (given.Count > Most)
            return Refusal.Field("fields-invalid", "contacts", $"Keep it to {Most} contacts.");
        if (given.Any(c => c.Count is < 2 or > 3 || string.IsNullOrWhiteSpace(c[0]) || string.IsNullOrWhiteSpace(c[1])))
            return Refusal.Field("fields-invalid", "contacts", "Each contact needs a name and how to reach it.");
        return given.Any(c => c.Any(part => part.Length > LongestPart))
            ? Refusal.Field("fields-invalid", "contacts", $"Keep each part to {LongestPart} characters.")
            : null;
    }

    private static List<EmergencyContact> Read(IReadOnlyList<IReadOnlyList<string>>? contacts) =>
        [.. (contacts ?? []).Select(c => new EmergencyContact(c[0].Trim(), c[1].Trim(), c.Count > 2 && c[2].Trim() is { Length: > 0 } when ? when : null))];
}
