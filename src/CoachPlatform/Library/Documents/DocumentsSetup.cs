using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Library.Documents;

public static class DocumentsSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["document-imported-v1"] = typeof(DocumentImported),
        ["passages-settled-v1"] = typeof(PassagesSettled),
        ["document-withdrawn-v1"] = typeof(DocumentWithdrawn),
    };

    public static void AddDocuments(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Projections.Add(new DocumentStates(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<DocumentState>().DocumentAlias("document_state");
        options.Schema.For<SourceDocument>().DocumentAlias("source_document");
        options.Schema.For<OriginalFile>().DocumentAlias("original_file");
    }
}

/// <summary>Keeps <see cref="DocumentState"/> in the transaction of the events it is folded from.</summary>
public sealed class DocumentStates : SingleStreamProjection<DocumentState, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public DocumentStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override DocumentState? Evolve(DocumentState? snapshot, Guid id, IEvent e) => DocumentState.Fold(snapshot, e.Data);
}
