using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Privacy.Releases;

/// <summary>Why a release does not go on. To a partner every end reads the same.</summary>
public static class ReleaseRefusals
{
    public static Refusal Ended { get; } = Refusal.Conflict("release-ended", "This proposal has ended. Nothing was given out because of it.");

    public static Refusal Made { get; } = Refusal.Conflict("release-made", "The file has been made already, so this cannot be taken back any more. What is in it stands in your list of readers.");

    public static Refusal NotBoth { get; } = Refusal.Conflict("not-both-agreed", "Not both of them have agreed. Nothing was made.");

    public static Refusal Pauses { get; } = Refusal.Conflict("case-paused", "While the case pauses, or one of them has left and the other does not know it, nothing is given out. Nothing was made.");

    public static Refusal NobodyToAgree { get; } = Refusal.Conflict("nobody-to-agree", "Both of them have to be able to agree, and just now they are not. Nothing was proposed.");

    public static Refusal NoKey { get; } = Refusal.Conflict("case-erased", "What this case was kept under has been destroyed. Nothing was proposed.");
}
