namespace CoachPlatform.Platform.Commands;

/// <summary>What a pure decision gives: events, which may be none when the state already says so, or one refusal.</summary>
public sealed record Decision(IReadOnlyList<object> Events, Refusal? Refusal = null)
{
    public static Decision Nothing { get; } = new([]);

    public static Decision Of(params ReadOnlySpan<object> events) => new([.. events]);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    public static Decision FromRefusal(Refusal refusal) => refusal;
}
