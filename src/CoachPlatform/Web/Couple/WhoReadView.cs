using CoachPlatform.AccessLedger;
using CoachPlatform.Platform;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

public enum ReadBy { Day, Answer, Person }

/// <summary>Who read my answers: the same lines by day, by answer or by person.</summary>
/// <param name="Zones">By case, for the dates.</param>
public sealed record WhoReadView(
    ReadBy By, IReadOnlyList<ReadGroup> Groups, int Unread, bool Any, DateTimeOffset Now, IReadOnlyDictionary<Guid, string> Zones, IReadOnlyDictionary<Guid, long> Positions)
{
    public static ReadBy Named(string? by) => by switch
    {
        "answer" => ReadBy.Answer,
        "person" => ReadBy.Person,
        _ => ReadBy.Day,
    };

    public static string? NameOf(ReadBy by) => by switch
    {
        ReadBy.Day => null,
        ReadBy.Answer => "answer",
        ReadBy.Person => "person",
    };

    public static WhoReadView Of(LedgerView ledger, ReadBy by, DateTimeOffset now)
    {
        var zones = ledger.Cases.ToDictionary(c => c.CaseId, c => c.Zone);
        string Zone(LedgerLine line) => zones.GetValueOrDefault(line.CaseId, "Etc/UTC");
        var groups = by switch
        {
            ReadBy.Day => ledger.Lines.GroupBy(l => LocalDay.Of(l.At, Zone(l))).Select(g => new ReadGroup(Moments.Heading(g.Key, now, Zone(g.First())), [.. g])),
            ReadBy.Answer => ledger.Lines.GroupBy(l => (l.RoundId, l.Step)).Select(g => new ReadGroup(Answer(g.First()), [.. g])),
            ReadBy.Person => ledger.Lines.GroupBy(l => l.Kind == "operator" ? WhoReadWords.Operator : l.Reader).Select(g => new ReadGroup(g.Key, [.. g])),
        };
        return new WhoReadView(by, [.. groups], ledger.Unread, ledger.Lines.Count > 0, now, zones, ledger.Cases.ToDictionary(c => c.CaseId, c => c.Position));
    }

    /// <summary>
    /// Lines as they are drawn: a copy that somebody took along is one, with the answers in it; by answer each stands alone. The order stays.
    /// </summary>
    public static IReadOnlyList<ReadEntry> Entries(IReadOnlyList<LedgerLine> lines, ReadBy by)
    {
        var entries = new List<ReadEntry>();
        foreach (var line in lines)
        {
            if (by != ReadBy.Answer && (line.Route is Routes.Export or Routes.Release) && entries is [.., var last] && IsSameCopy(last, line))
                entries[^1] = last with { Lines = [.. last.Lines, line] };
            else
                entries.Add(new ReadEntry([line]));
        }

        return entries;
    }

    /// <summary>A copy is made round by round, which takes a while where there are many.</summary>
    private static bool IsSameCopy(ReadEntry entry, LedgerLine next) =>
        entry.Lines[^1] is { Route: Routes.Export or Routes.Release } last && last.Route == next.Route && last.ReleaseId == next.ReleaseId && last.Reader == next.Reader && last.CaseId == next.CaseId && last.At - next.At < TimeSpan.FromMinutes(2);

    /// <summary>The exercise, and the step where it has several.</summary>
    public static string Answer(LedgerLine line) => line.StepTitle.Length == 0 || line.StepTitle == line.Title ? line.Title : CoupleWords.WhoRead_Step.With(line.Title, line.StepTitle);

    /// <summary>Words for the way by which it was read.</summary>
    public static (string Icon, string Words) Route(string? route) => route switch
    {
        Routes.Screen => ("monitor", CoupleWords.WhoRead_Route_Screen),
        Routes.Api => ("link", CoupleWords.WhoRead_Route_Api),
        Routes.Trend => ("history", CoupleWords.WhoRead_TrendUnder),
        Routes.Safety => ("shield", WhoReadWords.Route_Safety),
        Routes.Export => ("download", WhoReadWords.Route_Export),
        Routes.Release => ("file-text", WhoReadWords.Route_Release),
        Routes.Operator => ("settings", WhoReadWords.Route_Operator),
        _ => ("eye", CoupleWords.WhoRead_Route_Other),
    };

    /// <summary>Why those who run the installation have read an answer.</summary>
    public static string Because(OperatorReason because) => because switch
    {
        OperatorReason.CourtOrder => WhoReadWords.Because_CourtOrder,
        OperatorReason.AskedByAuthor => WhoReadWords.Because_AskedByAuthor,
        OperatorReason.DangerToLife => WhoReadWords.Because_DangerToLife,
        OperatorReason.Fault => WhoReadWords.Because_Fault,
    };
}

public sealed record ReadGroup(string Heading, IReadOnlyList<LedgerLine> Lines);

/// <param name="Lines">One, or all that went into one copy.</param>
public sealed record ReadEntry(IReadOnlyList<LedgerLine> Lines);
