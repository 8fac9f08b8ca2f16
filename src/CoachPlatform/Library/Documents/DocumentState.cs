namespace CoachPlatform.Library.Documents;

// These records are the storage format. Their stored names stand in DocumentsSetup; a new shape is a new name with an upcaster.

/// <param name="Hash">SHA-256 of the original, in lower-case hex.</param>
/// <param name="Passages">How many were proposed.</param>
/// <param name="Cut">How many pieces were set aside.</param>
public sealed record DocumentImported(Guid DocumentId, string Hash, int Passages, int Cut);

/// <param name="Revision">1 for the first time that the coach saved the passages.</param>
public sealed record PassagesSettled(Guid DocumentId, int Revision);

public sealed record DocumentWithdrawn(Guid DocumentId);

/// <summary>What the stream of a document comes to. The words stand in <see cref="SourceDocument"/>.</summary>
/// <param name="Revision">0 while the passages are proposals.</param>
public sealed record DocumentState(Guid Id, string Hash, int Revision, bool Withdrawn)
{
    /// <summary>Folds one event of the stream; events it does not know leave it as it was.</summary>
    public static DocumentState? Fold(DocumentState? state, object e) => (state, e) switch
    {
        (null, DocumentImported imported) => new DocumentState(imported.DocumentId, imported.Hash, 0, false),
        (not null, PassagesSettled settled) => state with { Revision = settled.Revision },
        (not null, DocumentWithdrawn) => state with { Withdrawn = true },
        _ => state,
    };
}
