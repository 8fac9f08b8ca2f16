using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>
/// What must be true of a case after the writes of its people that were taken. Counted in acts, one after another; nothing that the product says of itself
/// goes into it, so that a mistake would have to be made twice.
/// </summary>
internal sealed class KnownCase(Guid id, Client a, Client b, Client coach)
{
    private readonly Dictionary<string, KnownTopic> topics = [];

    public Guid Id => id;

    public Client Coach { get; private set; } = coach;

    /// <summary>The act with which the coach took over; 0 for the first one.</summary>
    public int CoachSince { get; private set; }

    public HashSet<Seat> HistoryOpened { get; } = [];

    /// <summary>The ordinal of the newest act.</summary>
    public int Now { get; private set; }

    public bool Paused { get; set; }

    public bool Apart { get; private set; }

    public bool Closed { get; set; }

    public HashSet<Seat> Left { get; } = [];

    public HashSet<Seat> LeavingTold { get; } = [];

    /// <summary>The act with which they were no couple here any more; null while they are.</summary>
    public int? EndedAt { get; private set; }

    /// <summary>The concerns that are open, and the acts that raised them.</summary>
    public Dictionary<Guid, int> Holds { get; } = [];

    public bool WasHeld { get; private set; }

    public List<KnownRound> Rounds { get; } = [];

    public bool OpensNow => !Paused && !Apart && !Closed && Left.Count == 0;

    private int? HeldAtEnd { get; set; }

    public Client Of(Seat seat) => seat == Seat.A ? a : b;

    public Seat? SeatOf(Client who) => who == a ? Seat.A : who == b ? Seat.B : null;

    public int Act() => ++Now;

    public KnownTopic? Topic(string topic) => topic == "none" ? null : topics.TryGetValue(topic, out var known) ? known : topics[topic] = new KnownTopic();

    public void HandTo(Client next)
    {
        if (Coach == next)
            return;
        (Coach, CoachSince) = (next, Now);
        HistoryOpened.Clear();
    }

    public void Raise(Guid hold) => (Holds[hold], WasHeld) = (Now, true);

    public void End(Seat? leaver)
    {
        if (leaver is { } seat)
            Left.Add(seat);
        Apart |= leaver is null || Left.Count == 2;
        if (EndedAt is null && !Closed)
            (EndedAt, HeldAtEnd) = (Now, HeldSince);
    }

    /// <summary>Whether this seat knows, or has brought about, that they are no couple here any more.</summary>
    public bool EndedFor(Seat seat) => EndedAt is not null && (Apart || Closed || Left.Contains(seat) || LeavingTold.Contains(seat.Other()));

    /// <summary>Since which act nothing may pass between the two in screened exercises.</summary>
    public int? HeldFor(KnownRound round, Seat reader) => !round.Screened ? null : EndedFor(reader) ? HeldAtEnd : HeldSince;

    private int? HeldSince => Holds.Count == 0 ? null : Holds.Values.Min();
}

/// <summary>A topic that both had agreed to before the first morning. The clock stands still afterwards, so what was closed once is offered no more.</summary>
internal sealed class KnownTopic
{
    private readonly HashSet<Seat> yes = [];

    public bool Offered { get; private set; }

    /// <summary>It was closed since, so that both may have opened it anew without its being offered.</summary>
    public bool WasClosed { get; private set; }

    public bool BothSayYes => yes.Count == 2;

    public void Decide(Seat seat, bool grants)
    {
        if (grants)
            yes.Add(seat);
        else
            yes.Remove(seat);
        if (!grants)
            Close();
    }

    public void Morning() => Offered = BothSayYes;

    public void Close() => (Offered, WasClosed) = (false, true);
}
