using CoachPlatform.Cases;
using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Privacy;

// These records are the storage format. Their stored names stand in ExportSetup; a new shape is a new name with an upcaster.

/// <param name="Seat">The partner whose export it is; null for a coach's.</param>
/// <param name="StaffId">The coach whose export it is; null for a partner's.</param>
public sealed record ExportRequested(Guid CaseId, Seat? Seat, Guid ExportId, Guid? StaffId = null) : IExportEvent;

/// <param name="Hash">SHA-256 of the file, lower-case hex.</param>
public sealed record ExportReady(Guid CaseId, Seat? Seat, Guid ExportId, string Hash, DateTimeOffset Expires) : IExportEvent;

public sealed record ExportCollected(Guid CaseId, Seat? Seat, Guid ExportId) : IExportEvent;

public sealed record ExportDropped(Guid CaseId, Seat? Seat, Guid ExportId, ExportEnd Because) : IExportEvent;

public interface IExportEvent : ICaseEvent
{
    /// <summary>Whose pages it concerns; null for the coach's.</summary>
    Seat? Seat { get; }
}

/// <summary><c>MovedOn</c>: something in it may no longer be read as it was, so it was not handed out.</summary>
public enum ExportEnd { Asked, Expired, Failed, Replaced, MovedOn, Erased }

public enum ExportStage { None, Building, Ready, Expired, Failed, MovedOn, Dropped }

/// <summary>The exports of one person in one case: the newest, since there is one at a time.</summary>
public sealed record Exports(
    Guid? Current = null,
    ExportStage Stage = ExportStage.None,
    DateTimeOffset? AskedAt = null,
    DateTimeOffset? ReadyAt = null,
    DateTimeOffset? Expires = null,
    string? Hash = null,
    bool Collected = false)
{
    public static Guid StreamOf(string tenant, Guid caseId, Seat? seat, Guid? staffId, Guid? release = null) => release is { } file
        ? Ids.Named(tenant, caseId.ToString("N"), "privacy", "release", file.ToString("N"))
        : Ids.Named(tenant, caseId.ToString("N"), "privacy", seat?.ToString() ?? staffId!.Value.ToString("N"));

    public static async Task<Exports> LoadAsync(IQuerySession session, Guid stream, CancellationToken ct) =>
        (await session.Events.FetchStreamAsync(stream, token: ct)).Aggregate(new Exports(), (state, e) => Fold(state, e.Data, e.Timestamp));

    /// <summary>Folds one event of the privacy stream; events it does not know leave it as it was.</summary>
    public static Exports Fold(Exports exports, object @event, DateTimeOffset at) => @event switch
    {
        ExportRequested e => new Exports(e.ExportId, ExportStage.Building, at),
        ExportReady e when e.ExportId == exports.Current => exports with { Stage = ExportStage.Ready, ReadyAt = at, Expires = e.Expires, Hash = e.Hash },
        ExportCollected e when e.ExportId == exports.Current => exports with { Collected = true },
        ExportDropped e when e.ExportId == exports.Current => exports with { Stage = StageAfter(e.Because) },
        _ => exports,
    };

    /// <summary>Whether this is the newest and there is something of it: being made, or made.</summary>
    public bool Holds(Guid exportId) => Current == exportId && Stage is (ExportStage.Building or ExportStage.Ready);

    private static ExportStage StageAfter(ExportEnd because) => because switch
    {
        ExportEnd.Expired => ExportStage.Expired,
        ExportEnd.Failed => ExportStage.Failed,
        ExportEnd.MovedOn => ExportStage.MovedOn,
        ExportEnd.Asked or ExportEnd.Replaced or ExportEnd.Erased => ExportStage.Dropped,
    };
}
