using CoachPlatform.Platform;
using CoachPlatform.Privacy.Releases;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Privacy;

public static class PrivacySetup
{
    private static readonly StoredEvents Events = new()
    {
        ["erasure-asked-v1"] = typeof(ErasureAsked),
        ["erasure-waiting-v1"] = typeof(ErasureWaiting),
        ["seat-erased-v1"] = typeof(SeatErased),
    };

    /// <summary>Those of the case's own stream, which the gate folds.</summary>
    public static StoredEvents CaseEvents { get; } = new() { ["seat-emptied-v1"] = typeof(SeatEmptied) };

    public static void AddPrivacy(this StoreOptions options)
    {
        Events.AddTo(options);
        CaseEvents.AddTo(options);
        ReleasesSetup.Events.AddTo(options);
        options.Projections.Add(new Erasures(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<Erasure>().DocumentAlias("erasure").Duplicate(e => e.CaseId, pgType: "uuid").Duplicate(e => e.DoneAt!, pgType: "timestamp with time zone");
    }

    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<JournalFile>();
        services.AddSingleton<JournalKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalKeeper>());
        services.AddSingleton<ApplyJournal>();
        services.AddSingleton<Backups>();
        services.AddSingleton<SigningKey>();
        services.AddSingleton<IErasedWithSeat, RowsOfExports>();
        services.AddSingleton<IErasedWithSeat, RowsOfSeat>();
        services.AddSingleton<IErasedWithSeat, RowsOfAccount>();
        services.AddSingleton<EraseSeat>();
        services.AddSingleton<ErasureWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureWatch>());
        services.AddSingleton<EndKept>();
        services.AddSingleton<RetentionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionWatch>());
        services.AddSingleton<ReadCertificates>();
        services.AddSingleton<ReadErasures>();
        services.AddReleases();
    }

    public static void MapPrivacy(this IEndpointRouteBuilder app)
    {
        app.MapEraseMine();
        app.MapCertificates();
        app.MapReleases();
    }
}

/// <summary>Keeps <see cref="Erasure"/> in the transaction of the events it is folded from.</summary>
public sealed class Erasures : SingleStreamProjection<Erasure, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public Erasures(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override Erasure? Evolve(Erasure? snapshot, Guid id, IEvent e) => Erasure.Fold(snapshot, id, e.Data, e.Timestamp);
}
