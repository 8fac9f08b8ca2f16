using CoachPlatform.Privacy;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>What a coach reads of a release. Pure.</summary>
public static class ReleaseLook
{
    public static string Kind(ReleaseKind kind) => kind switch
    {
        ReleaseKind.Answers => ReleaseWords.Kind_Answers,
        ReleaseKind.Agreements => ReleaseWords.Kind_Agreements,
    };

    public static string Effect(ReleaseKind kind) => kind switch
    {
        ReleaseKind.Answers => ReleaseWords.Kind_Answers_Effect,
        ReleaseKind.Agreements => ReleaseWords.Kind_Agreements_Effect,
    };

    public static string Scope(ReleaseView release) => ReleaseWords.Scope.With(
        Kinds(release.Kinds), release.Rounds.Count == 1 ? ReleaseWords.Exercises_One : ReleaseWords.Exercises_Many.With(release.Rounds.Count));

    private static string Kinds(IReadOnlyList<ReleaseKind> kinds) =>
        kinds.Count > 1 ? ReleaseWords.Kinds_Both : Kind(kinds[0]);

    /// <summary>Why the file is not here; null while it is being made or lies ready.</summary>
    public static string? FileGone(ExportView file) => file.State switch
    {
        ExportStage.Building or ExportStage.Ready => null,
        ExportStage.MovedOn => ReleaseWords.File_MovedOn,
        ExportStage.Failed => ReleaseWords.File_Failed,
        _ => ReleaseWords.File_Gone,
    };

    public static bool MayMakeAgain(ExportView file) => file.State is ExportStage.MovedOn or ExportStage.Failed;
}
