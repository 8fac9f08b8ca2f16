using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Web.Couple;

/// <summary>Addresses of a round's pages: ids and step keys only.</summary>
public static class Addresses
{
    public static string Round(Guid roundId) => $"/rounds/{roundId}";

    public static string Step(Guid roundId, string step, int turn = 1) => $"/rounds/{roundId}/{step}{Turn(turn)}";

    /// <param name="entry">One entry of a list.</param>
    public static string Change(Guid roundId, StepRef step, Guid? entry = null) =>
        $"/rounds/{roundId}/{step.Key}/change{Query(step, entry)}";

    public static string Readers(Guid roundId, StepRef step, Guid? entry = null) => $"/rounds/{roundId}/{step.Key}/readers{Query(step, entry)}";

    public static string Fragment(Guid roundId, StepRef step, string? part = null, Guid? entry = null) =>
        $"/fragments/rounds/{roundId}/{step.Key}{(part is null ? "" : $"/{part}")}{Query(step, entry)}";

    public static string Api(Guid roundId, string command) => $"/api/rounds/{roundId}/{command}";

    /// <summary>What the draft of one step is kept under on the device: opaque, and another one for each of the two, who may share a phone.</summary>
    public static string Draft(Guid roundId, Seat seat, string step, int turn) =>
        Ids.Named("draft", roundId.ToString("N"), seat.ToString(), step, turn.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString("N");

    private static string Query(StepRef step, Guid? entry) =>
        entry is null ? Turn(step.Turn) : step.Turn == 1 ? $"?entry={entry}" : $"{Turn(step.Turn)}&entry={entry}";

    private static string Turn(int turn) => turn == 1 ? "" : $"?turn={turn}";
}
