namespace CoachPlatform.Programmes;

/// <summary>Why a step is not open yet: for the coach, and never by whom.</summary>
public enum Waits
{
    /// <summary>The run begins on a later day.</summary>
    ForTheStart,

    /// <summary>Another step is not finished.</summary>
    ForStep,

    /// <summary>Its day has not come.</summary>
    ForItsDay,

    /// <summary>Its topic is not open.</summary>
    ForTopic,

    /// <summary>The coach has not answered the question it asks.</summary>
    ForCoach,

    /// <summary>Only if a step is left out, or is not: that is not settled.</summary>
    ForCondition,

    /// <summary>Its exercise cannot be given now.</summary>
    Blocked,

    /// <summary>Both have still to answer the safety questions, or a concern is open.</summary>
    ForSafety,

    /// <summary>The case takes nothing new.</summary>
    ForTheCase,

    /// <summary>The run rests.</summary>
    Paused,
}

/// <param name="On">The step, topic, question or refusal that it waits on.</param>
/// <param name="Until">When the waiting ends by itself; null where it does not.</param>
public sealed record StepWaits(Waits Kind, string? On = null, DateTimeOffset? Until = null);
