using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using Marten;

namespace CoachPlatform.Library.Search;

/// <summary>
/// What can be found follows what is saved, in the same transaction and whoever saves it: published exercises and settled passages come in,
/// retired exercises and withdrawn documents go.
/// </summary>
internal sealed class IndexOnSave : DocumentSessionListenerBase
{
    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var document in session.PendingChanges.AllChangedFor<SourceDocument>().ToList())
            Index(session, document);
        foreach (var state in session.PendingChanges.AllChangedFor<ExerciseState>().ToList())
            await IndexAsync(session, state, token);
    }

    public static void Index(IDocumentSession session, SourceDocument document)
    {
        LibraryTextTable.Remove(session, session.TenantId, TextKind.Passage, LibraryText.RefOf(document.Id));
        if (document is { Withdrawn: false, Revision: > 0 })
            foreach (var text in LibraryText.OfPassages(session.TenantId, document))
                LibraryTextTable.Put(session, text);
    }

    public static async Task IndexAsync(IDocumentSession session, ExerciseState state, CancellationToken ct)
    {
        var version = state.Newest.Version;
        if ((session.PendingChanges.AllChangedFor<OwnExercise>().FirstOrDefault(o => o.Id == version) ?? await session.LoadAsync<OwnExercise>(version, ct)) is not { } own)
            return;
        if (state.Retired)
            LibraryTextTable.Remove(session, session.TenantId, TextKind.Exercise, own.Exercise.Slug);
        else
            LibraryTextTable.Put(session, LibraryText.OfOwn(session.TenantId, own.Exercise));
    }
}
