using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Safety;

internal static class SafetyRefusals
{
    /// <summary>To the coach alone, of whatever a hold keeps from beginning.</summary>
    public static Refusal Held { get; } =
        Refusal.Conflict("safety-hold", "A concern is open in this case, so this exercise cannot be given for now. Nothing has changed, and only you are told.");

    public static Refusal NotAsked { get; } = Refusal.Conflict(
        "safety-not-asked",
        "This exercise is given only after safety questions, asked of each of them alone. Ask both first, on the page of this case. It can be given once each of them has answered or passed.");

    public static Refusal NothingToAnswer { get; } = Refusal.Conflict("nothing-asked", "There is nothing to answer here now. If something troubles you, you can tell your coach alone at any time.");

    public static Refusal CheckMoved { get; } = Refusal.Conflict("questions-moved", "The questions have changed meanwhile. Please look at them once more.");

    public static Refusal AlreadyClosed { get; } = Refusal.Conflict("concern-closed", "This concern is closed already. Nothing was changed.");

    public static Refusal TooLong(string field, int length) =>
        Refusal.Field("fields-invalid", field, $"Keep it to {SafetyCheck.LongestText:N0} characters. Yours has {length:N0}.");
}
