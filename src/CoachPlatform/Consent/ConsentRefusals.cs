using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Consent;

internal static class ConsentRefusals
{
    /// <summary>Worded for whoever presses it, and for no reason that the other could have given.</summary>
    public static Refusal OnceADay { get; } = Refusal.Field("once-a-day", "decision", "You have changed this today already. You can change it again tomorrow.");

    public static Refusal TextMoved { get; } = Refusal.Conflict("text-moved", "The words have changed meanwhile. Please read them once more.");

    public static Refusal UnknownTopic(string field) => Refusal.Field("unknown-topic", field, "There is no such topic.");
}
