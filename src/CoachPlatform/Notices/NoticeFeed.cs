using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Mail;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace CoachPlatform.Notices;

/// <summary>
/// Follows the rounds and queues notices, in the same commit as how far it has come: none is lost and none is queued twice. It is no projection,
/// so rebuilding what screens show sends nothing.
/// </summary>
public sealed class NoticeFeed : SubscriptionBase
{
    private readonly TimeProvider clock;

    public NoticeFeed(TimeProvider clock)
    {
        this.clock = clock;
        Name = "notices";
        IncludeType<RoundOpened>();
        IncludeType<StepOpened>();
        IncludeType<AnswersRevealed>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var queued = new HashSet<Guid>();
        // What is older has been seen by now, or was before this installation sent mail.
        foreach (var e in page.Events.Where(e => e.Timestamp + MailKind.SomethingIsReady.WorthFor() > now))
            foreach (var mail in await OfAsync(operations, e, now, cancellationToken))
                if (queued.Add(mail.Id) && await operations.LoadAsync<MailToSend>(mail.Id, cancellationToken) is null)
                    operations.Insert(mail);
        return NullChangeListener.Instance;
    }

    private static async Task<IReadOnlyList<MailToSend>> OfAsync(IDocumentOperations operations, IEvent e, DateTimeOffset now, CancellationToken ct)
    {
        var practice = operations.ForTenant(e.TenantId);
        if (await practice.LoadAsync<Round>(e.StreamId, ct) is not { } round || await practice.LoadAsync<CaseGate>(round.CaseId, ct) is not { } gate)
            return [];
        var assignment = await practice.LoadAsync<Assignment>(round.AssignmentId, ct);
        var mails = new List<MailToSend>();
        foreach (var seat in Seats.Both)
            if (WhatToMail.For(seat, e.Data, round, gate, e.GetHeader("actor") as string, assignment?.RestsSince(seat) is not null, now) is { } kind
                && await operations.LoadAsync<SeatHolder>(SeatHolder.IdOf(e.TenantId, gate.Id, seat), ct) is { PersonId: { } person })
                mails.Add(OncePerDay(person, kind, gate.Zone, now));
        return mails;
    }

    /// <summary>At most one of each kind on one day of the couple's: its id is the day's.</summary>
    public static MailToSend OncePerDay(Guid person, MailKind kind, string zone, DateTimeOffset now)
    {
        var due = QuietHours.NotBefore(now, zone);
        var day = LocalDay.Of(due, zone).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return MailOutbox.New(Ids.Named("notice", person.ToString("N"), kind.ToString(), day), person, kind, now, due);
    }
}
