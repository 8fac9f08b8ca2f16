using CoachPlatform.Library.Authoring;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

// These records are the storage format. Their stored names stand in ProgrammesSetup; a new shape is a new name with an upcaster.

/// <param name="ProgrammeId">A name id over the practice and the slug.</param>
/// <param name="VersionId">Of the published text, which stands in <see cref="OwnProgramme"/>.</param>
/// <param name="Basis">The version that it was made from: the one before it, or what was copied. Null for one begun anew.</param>
public sealed record ProgrammePublished(Guid ProgrammeId, string VersionId, string? Basis);

public sealed record ProgrammeRetired(Guid ProgrammeId);

public sealed record ProgrammeRestored(Guid ProgrammeId);

/// <summary>What the stream of a practice's own programme comes to.</summary>
/// <param name="Versions">In the order of publishing; never empty.</param>
/// <param name="Retired">It cannot be started any more. What runs goes on.</param>
public sealed record ProgrammeState(Guid Id, IReadOnlyList<PublishedVersion> Versions, bool Retired)
{
    public PublishedVersion Newest => Versions[^1];

    public static Guid IdOf(string tenant, string slug) => Platform.Ids.Named(tenant, "programme", slug);

    /// <summary>Folds one event of the stream; events it does not know leave it as it was.</summary>
    public static ProgrammeState? Fold(ProgrammeState? state, object e, DateTimeOffset at) => (state, e) switch
    {
        (null, ProgrammePublished first) => new ProgrammeState(first.ProgrammeId, [new PublishedVersion(first.VersionId, first.Basis, at)], false),
        (not null, ProgrammePublished next) => state with { Versions = [.. state.Versions, new PublishedVersion(next.VersionId, next.Basis, at)] },
        (not null, ProgrammeRetired) => state with { Retired = true },
        (not null, ProgrammeRestored) => state with { Retired = false },
        _ => state,
    };
}

/// <summary>A version that a practice published. Immutable, and never removed: runs go by it.</summary>
/// <param name="Id">The version id.</param>
public sealed record OwnProgramme(string Id, Programme Programme);

/// <summary>A version of a shipped programme as it was when first loaded here: runs go by it, whatever later becomes of the file.</summary>
/// <param name="Id">The version id.</param>
public sealed record StoredProgramme(string Id, Programme Programme);

public sealed record ProgrammeReply(Guid ProgrammeId);

internal static class PracticeProgramme
{
    /// <summary>Opens the practice's own programme of a name for one change; not found where it has none.</summary>
    public static async Task<(ProblemDetails, ProgrammeState?)> OpenAsync(IDocumentSession session, HttpContext http, string slug, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        return (await session.Events.FetchForExclusiveWriting<ProgrammeState>(ProgrammeState.IdOf(session.TenantId, slug), ct)).Aggregate is { } state
            ? (WolverineContinue.NoProblems, state)
            : (Refusal.NotFound.ToProblem(), null);
    }

    public static ProgrammeReply Commit(IDocumentSession session, ProgrammeState state, Decision decision)
    {
        if (decision.Events.Count > 0)
            session.Events.Append(state.Id, decision.Events);
        return new ProgrammeReply(state.Id);
    }
}
