using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>The exports of one person in one case, held for one command.</summary>
public sealed record ExportDesk(ExportOf Of, Guid Stream, Exports Exports)
{
    public static Task<ExportDesk> OpenAsync(IDocumentSession session, Member member, CancellationToken ct) =>
        OpenAsync(session, OfMember(member), member.Actor, ct);

    /// <summary>One command about these exports at a time: there may be no stream yet that could be locked.</summary>
    public static async Task<ExportDesk> OpenAsync(IDocumentSession session, ExportOf of, string actor, CancellationToken ct)
    {
        session.SetHeader("actor", actor);
        var stream = Exports.StreamOf(session.TenantId, of.CaseId, of.Seat, of.StaffId, of.Release);
        await OneAtATime.HoldAsync(session, $"exports|{stream:N}", ct);
        return new ExportDesk(of, stream, await Exports.LoadAsync(session, stream, ct));
    }

    public static ExportOf OfMember(Member member) => new(member.CaseId!.Value, member.Seat, member.Seat is null ? member.StaffId : null);

    /// <summary>The events, and with them the rows of the work: both commit together.</summary>
    /// <param name="withSafety">Of one that is asked for now.</param>
    public void Commit(IDocumentSession session, IReadOnlyList<object> events, DateTimeOffset now, bool withSafety = false)
    {
        if (events.Count == 0)
            return;
        session.Events.Append(Stream, events);
        foreach (var e in events)
        {
            if (e is ExportRequested asked)
                session.Insert(new ExportJob(asked.ExportId, asked.CaseId, asked.Seat, asked.StaffId, now, Release: Of.Release, WithSafety: withSafety));
            else if (e is ExportDropped dropped)
                Forget(session, dropped.ExportId);
        }
    }

    private static void Forget(IDocumentSession session, Guid exportId)
    {
        session.Delete<ExportJob>(exportId);
        session.DeleteWhere<ExportPart>(p => p.ExportId == exportId);
    }
}
