using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Vault;

namespace CoachPlatform.Platform;

/// <summary>What each key is for, and which places it seals: the words of <see cref="KeyRow.Scope"/> and <see cref="Place"/> stand here alone.</summary>
public static class KeyScopes
{
    public static string Seat(Guid caseId, Seat seat) => $"{caseId:N}|{seat}";

    public static string Joint(Guid caseId) => $"{caseId:N}|joint";

    public static string Practice(Guid caseId) => $"{caseId:N}|practice";

    public static string Person(Guid personId) => $"person|{personId:N}";

    public static string SecondStep(Guid personId) => $"person|{personId:N}|second-step";

    public static Place SecondStepSecret(Guid personId) => new("person", personId, "person", Guid.Empty, "second-step", "secret");

    public static string Step(Guid caseId, Seat seat, Guid roundId, StepRef step) => $"{caseId:N}|{seat}|{roundId:N}|{step.Key}#{step.Turn}";

    public static Place Answer(string tenant, Guid caseId, Seat seat, Guid roundId, StepRef step, string field) =>
        new(tenant, caseId, seat.ToString(), roundId, $"{step.Key}#{step.Turn}", field);

    public static Place JointText(string tenant, Guid caseId, Guid roundId, StepRef step, string field) =>
        new(tenant, caseId, "joint", roundId, $"{step.Key}#{step.Turn}", field);

    public static Place Comment(string tenant, Guid caseId, Seat addressed, Guid roundId, Guid commentId) =>
        new(tenant, caseId, addressed.ToString(), roundId, "comment", commentId.ToString("N"));

    /// <summary>A piece of somebody's export; without a seat it is a coach's.</summary>
    public static Place ExportFile(string tenant, Guid caseId, Seat? seat, Guid exportId, int piece) =>
        new(tenant, caseId, seat?.ToString() ?? "practice", exportId, "export", piece.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What the coach wrote to both about a release: to whom, or what for.</summary>
    public static Place Release(string tenant, Guid caseId, Guid releaseId, string field) => new(tenant, caseId, "practice", releaseId, "release", field);

    public static Place Word(string tenant, Guid caseId, Guid assignmentId) => new(tenant, caseId, "practice", assignmentId, "assignment", "word");

    /// <param name="of">The answers or the concern.</param>
    public static Place Safety(string tenant, Guid caseId, Seat seat, Guid of, string field) => new(tenant, caseId, seat.ToString(), of, "safety", field);

    public static Place ConcernNote(string tenant, Guid caseId, Guid holdId, Guid noteId) => new(tenant, caseId, "practice", holdId, "concern", noteId.ToString("N"));
}
