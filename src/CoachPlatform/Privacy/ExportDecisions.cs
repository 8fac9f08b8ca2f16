using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Privacy;

/// <summary>Whose export: a partner's own, or a coach's of the case.</summary>
/// <param name="Release">The file of one release, which has exports of its own.</param>
public sealed record ExportOf(Guid CaseId, Seat? Seat, Guid? StaffId, Guid? Release = null);

/// <summary>What can happen to an export, each decided over the exports of one person alone. Pure.</summary>
public static class ExportDecisions
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly Refusal Running = Refusal.Conflict("export-running", "One is being made already. It will be here in a moment.");

    /// <summary>Given nothing that is being made: a new one, and the one before it goes.</summary>
    public static Decision Request(Exports exports, ExportOf of, Guid exportId) => exports.Stage switch
    {
        ExportStage.Building => Running,
        ExportStage.Ready => Decision.Of(Dropped(of, exports.Current!.Value, ExportEnd.Replaced), Requested(of, exportId)),
        _ => Decision.Of(Requested(of, exportId)),
    };

    /// <summary>Given that it is being made or lies ready: it is gone. Nothing otherwise.</summary>
    public static Decision Drop(Exports exports, ExportOf of, Guid exportId, ExportEnd because) =>
        exports.Holds(exportId) ? Decision.Of(Dropped(of, exportId, because)) : Decision.Nothing;

    /// <summary>Given that it is still being made: it lies ready. Nothing when it was dropped meanwhile.</summary>
    public static Decision Finish(Exports exports, ExportOf of, Guid exportId, string hash, DateTimeOffset now) =>
        exports.Current == exportId && exports.Stage == ExportStage.Building
            ? Decision.Of(new ExportReady(of.CaseId, of.Seat, exportId, hash, now + Kept))
            : Decision.Nothing;

    /// <summary>Given one that lies ready and was never fetched: it was. Nothing otherwise.</summary>
    public static Decision Collect(Exports exports, ExportOf of, Guid exportId) =>
        exports.Current == exportId && exports is { Stage: ExportStage.Ready, Collected: false }
            ? Decision.Of(new ExportCollected(of.CaseId, of.Seat, exportId))
            : Decision.Nothing;

    /// <summary>Given one whose days are over: it is gone. Nothing before that.</summary>
    public static Decision Expire(Exports exports, ExportOf of, Guid exportId, DateTimeOffset now) =>
        exports.Current == exportId && exports.Stage == ExportStage.Ready && exports.Expires <= now
            ? Decision.Of(Dropped(of, exportId, ExportEnd.Expired))
            : Decision.Nothing;

    private static ExportRequested Requested(ExportOf of, Guid exportId) => new(of.CaseId, of.Seat, exportId, of.StaffId);

    private static ExportDropped Dropped(ExportOf of, Guid exportId, ExportEnd because) => new(of.CaseId, of.Seat, exportId, because);
}
