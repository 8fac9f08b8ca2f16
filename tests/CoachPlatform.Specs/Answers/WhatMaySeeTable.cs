using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Safety;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>
/// The table of who sees what, row by row. An unknown row number in the data fails the last test.
/// </summary>
public class WhatMaySeeTable
{
    private const string Partner = "partner", Author = "author", CoachOfCase = "coach", OtherStaff = "other staff", Stranger = "stranger", Supervisor = "supervisor";

    /// <summary>Row of the table · reader · kind of step · what has happened to the answer of seat A · what the reader sees of it.</summary>
    public static TheoryData<int, string, string, string, string> Rows => new()
    {
        { 1, Stranger, "individual", "given Partner Now", "nothing" },
        { 1, Stranger, "sealed", "given Partner WhenBoth, other given, revealed", "nothing" },
        { 2, OtherStaff, "individual", "given Partner Now", "nothing" },
        { 2, OtherStaff, "sealed", "given Partner WhenBoth, other given, revealed", "nothing" },
        { 3, Author, "sealed", "given Partner WhenBoth, key gone", "removed" },
        { 4, Author, "sealed", "", "own" },
        { 4, Author, "sealed", "given Me Never", "own" },
        { 4, Author, "sealed", "given Partner WhenBoth, closed", "own" },
        { 4, Author, "individual", "given Partner Now, topic", "own" },
        { 5, Partner, "individual", "given Partner Now, key gone", "nothing" },
        { 5, Partner, "sealed", "given Partner WhenBoth, key gone", "waiting" },
        { 5, Partner, "sealed", "given Partner WhenBoth, other given, revealed, key gone", "not shared" },
        { 5, Partner, "joint", "proposed, agreed, key gone", "not shared" },
        { 5, CoachOfCase, "sealed", "given Partner WhenBoth, other given, revealed, key gone", "tick answered, gone" },
        { 5, CoachOfCase, "joint", "proposed, agreed, key gone", "tick answered, gone" },
        { 6, Partner, "individual", "given Partner Now, withdrawn", "nothing" },
        { 6, Partner, "sealed", "given Partner WhenBoth, withdrawn", "waiting" },
        { 6, Partner, "sealed", "given Partner WhenBoth, other given, revealed, withdrawn", "not shared" },
        { 6, CoachOfCase, "sealed", "given Partner WhenBoth, withdrawn", "tick nothing" },
        { 6, CoachOfCase, "sealed", "given Partner WhenBoth, other given, revealed, withdrawn", "tick withdrawn" },
        { 6, CoachOfCase, "sealed", "passed", "tick passed" },
        { 7, Partner, "individual", "given Partner Now, topic", "not shared" },
        { 7, CoachOfCase, "individual", "given Partner Now, topic", "nothing" },
        { 7, Partner, "sealed", "given Partner WhenBoth, topic", "not shared" },
        { 7, Partner, "sealed", "given Partner WhenBoth, other given, revealed, topic", "not shared" },
        { 7, CoachOfCase, "sealed", "given Partner WhenBoth, other given, revealed, topic", "nothing" },
        { 7, CoachOfCase, "sealed", "passed, topic", "nothing" },
        { 7, Partner, "matched", "given PartnerOnly WhenBoth, other given, revealed, topic", "not shared" },
        { 7, CoachOfCase, "matched", "given PartnerOnly WhenBoth, topic", "nothing" },
        { 7, Partner, "joint", "proposed, agreed, topic", "not shared" },
        { 7, CoachOfCase, "joint", "proposed, agreed, topic", "nothing" },
        { 7, Partner, "live", "given Partner Now, other given, revealed, topic", "not shared" },
        { 7, Partner, "sealed", "given Partner WhenBoth, other given, revealed, topic opened just now", "not shared" },
        { 7, CoachOfCase, "sealed", "given Partner WhenBoth, other given, revealed, topic opened just now", "read x y" },
        { 7, Partner, "sealed", "given Partner WhenBoth, other given, revealed, topic open", "read x y" },
        { 7, Partner, "sealed", "given Partner WhenBoth, other given, revealed, topic open, topic closed", "not shared" },
        { 7, CoachOfCase, "sealed", "given Partner WhenBoth, other given, revealed, topic open, topic closed", "nothing" },
        { 8, Partner, "joint", "proposed, agreed, parted", "read x" },
        { 8, Partner, "joint", "proposed, agreed, reader left", "read x" },
        { 9, Partner, "sealed", "given Partner WhenBoth, other given, revealed, parted", "read x y" },
        { 9, Partner, "sealed", "given Partner WhenBoth, other given, revealed, author left, told", "read x y" },
        { 9, Partner, "individual", "given Partner Now, parted", "read x y" },
        { 9, Partner, "sealed", "given Partner WhenBoth, other given, revealed, parted, withdrawn", "not shared" },
        { 9, Partner, "individual", "screened, given Partner Now, held, parted", "read x y" },
        { 10, Partner, "sealed", "given Partner WhenBoth, parted", "not shared" },
        { 10, Partner, "sealed", "given Partner WhenBoth, other given, reader left", "not shared" },
        { 10, Partner, "individual", "parted, given Partner Now", "nothing" },
        { 10, Partner, "individual", "screened, held, given Partner Now, parted", "nothing" },
        { 10, Partner, "individual", "screened, held, given Partner Now, parted, lifted", "nothing" },
        { 10, Partner, "joint", "proposed, parted", "not shared" },
        { 10, Partner, "matched", "given PartnerOnly WhenBoth, other given, revealed, parted", "not shared" },
        { 15, Partner, "sealed", "given Partner WhenBoth, author left", "waiting" },
        { 18, Partner, "joint", "proposed, author left", "read x" },
        { 11, Partner, "sealed", "screened, given Partner WhenBoth, held", "waiting" },
        { 11, Partner, "sealed", "screened, held, given Partner WhenBoth, other given", "waiting" },
        { 11, Partner, "sealed", "screened, held, given Partner WhenBoth, closed", "not shared" },
        { 11, Partner, "sealed", "screened, given Partner WhenBoth, other passed, revealed not shared, held, now Partner Now", "not shared" },
        { 11, Partner, "individual", "screened, held, given Partner Now", "nothing" },
        { 11, Partner, "individual", "screened, given Coach Now, held, now Partner Now", "nothing" },
        { 11, Partner, "individual", "screened, held, given Partner Now, lifted", "read x y" },
        { 11, Partner, "one actor", "screened, held, given Partner Now", "waiting" },
        { 11, Partner, "one actor", "screened, held, given Partner Now, closed", "not shared" },
        { 11, Partner, "joint", "screened, held, proposed", "waiting" },
        { 11, Partner, "joint", "screened, held, proposed, lifted", "read x" },
        { 11, CoachOfCase, "individual", "screened, held, given Partner Now", "read x y" },
        { 13, Partner, "individual", "screened, given Partner Now, held", "read x y" },
        { 13, Partner, "individual", "held, given Partner Now", "read x y" },
        { 14, Partner, "one actor", "screened, given Partner Now, held", "read x y" },
        { 16, Partner, "sealed", "screened, given Partner WhenBoth, other given, revealed, held", "read x y" },
        { 18, Partner, "joint", "screened, proposed, held", "read x" },
        { 12, Partner, "individual", "given Me Now", "nothing" },
        { 12, Partner, "individual", "given Coach Now", "nothing" },
        { 12, Partner, "individual", "given Partner Never", "nothing" },
        { 12, Partner, "individual", "passed", "nothing" },
        { 12, Partner, "individual", "given Me Now, closed", "nothing" },
        { 12, Partner, "individual", "given Partner Now private x", "read y" },
        { 12, Partner, "sealed", "given Me WhenBoth", "waiting" },
        { 12, Partner, "sealed", "given Me WhenBoth, other given, revealed not shared", "not shared" },
        { 12, Partner, "sealed", "given Coach Now, other given, revealed not shared", "not shared" },
        { 12, Partner, "sealed", "given Partner Never, closed", "not shared" },
        { 12, Partner, "sealed", "given Partner WhenBoth private x, other given, revealed", "read y" },
        { 12, Partner, "sealed", "given Partner WhenBoth, other given, revealed, now Me WhenBoth", "not shared" },
        { 12, Partner, "one actor", "given Me Now", "waiting" },
        { 12, Partner, "one actor", "given Me Now, revealed not shared", "not shared" },
        { 13, Partner, "individual", "given Partner Now", "read x y" },
        { 13, Partner, "individual", "given PartnerOnly Now", "read x y" },
        { 13, Partner, "individual", "given Partner WhenBoth", "nothing" },
        { 13, Partner, "individual", "given Partner WhenBoth, other given, revealed", "read x y" },
        { 13, Partner, "individual", "given Partner InSession, other given", "nothing" },
        { 13, Partner, "individual", "", "nothing" },
        { 13, Partner, "individual", "given Partner Now, closed", "read x y" },
        { 14, Partner, "one actor", "", "waiting" },
        { 14, Partner, "one actor", "given Partner InSession", "waiting" },
        { 14, Partner, "one actor", "passed, revealed not shared", "not shared" },
        { 14, Partner, "one actor", "closed", "not shared" },
        { 14, Partner, "one actor", "given Partner WhenBoth, revealed", "read x y" },
        { 14, Partner, "one actor", "given PartnerOnly Now, revealed", "read x y" },
        { 15, Partner, "sealed", "", "waiting" },
        { 15, Partner, "sealed", "given Partner WhenBoth", "waiting" },
        { 15, Partner, "sealed", "given Partner Now", "waiting" },
        { 15, Partner, "sealed", "passed", "waiting" },
        { 15, Partner, "live", "given Partner Now", "waiting" },
        { 15, Partner, "sealed", "given Partner WhenBoth, closed", "not shared" },
        { 15, Partner, "sealed", "closed", "not shared" },
        { 15, Partner, "sealed", "given Partner WhenBoth, past its end", "not shared" },
        { 16, Partner, "sealed", "given Partner WhenBoth, other given, revealed", "read x y" },
        { 16, Partner, "sealed", "given PartnerOnly Now, other given, revealed", "read x y" },
        { 16, Partner, "live", "given Partner WhenBoth, other given, revealed", "read x y" },
        { 16, Partner, "sealed", "given Partner WhenBoth, other given, revealed, completed", "read x y" },
        { 16, Partner, "sealed", "given Partner WhenBoth, other passed, revealed not shared, now Partner Now", "read x y" },
        { 17, Partner, "sealed", "given Partner WhenBoth, other passed, revealed not shared", "not shared" },
        { 17, Partner, "sealed", "given Partner Now, other passed, revealed not shared", "not shared" },
        { 17, Partner, "sealed", "passed, other given, revealed not shared", "not shared" },
        { 18, Partner, "joint", "", "waiting" },
        { 18, Partner, "joint", "passed", "waiting" },
        { 18, Partner, "joint", "proposed", "read x" },
        { 18, Partner, "joint", "proposed, agreed", "read x" },
        { 18, Partner, "joint", "proposed, agreed, closed", "read x" },
        { 18, Partner, "joint", "proposed, closed", "not shared" },
        { 18, Partner, "joint", "closed", "not shared" },
        { 19, Partner, "matched", "", "waiting" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth", "waiting" },
        { 19, Partner, "matched", "passed", "waiting" },
        { 19, Partner, "matched", "closed", "matches" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, closed", "matches" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, past its end", "matches" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, other given, revealed", "matches x y" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth private x, other given, revealed", "matches y" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, other passed, revealed not shared", "matches x y" },
        { 19, Partner, "matched", "passed, other given, revealed not shared", "matches" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, other given, revealed, withdrawn", "matches" },
        { 19, Partner, "matched", "given PartnerOnly WhenBoth, other given, revealed, key gone", "matches" },
        { 20, CoachOfCase, "matched", "given PartnerOnly WhenBoth", "tick answered" },
        { 20, CoachOfCase, "matched", "passed", "tick passed" },
        { 20, CoachOfCase, "matched", "given PartnerOnly WhenBoth, other given, revealed, closed", "tick answered" },
        { 20, CoachOfCase, "matched", "given Partner Now, other given, revealed", "tick answered" },
        { 21, CoachOfCase, "individual", "given Me Now", "tick answered, withheld" },
        { 21, CoachOfCase, "individual", "given PartnerOnly Now", "tick answered, withheld" },
        { 21, CoachOfCase, "sealed", "given Partner Never, other given, revealed not shared", "tick answered, withheld" },
        { 22, CoachOfCase, "individual", "given Partner Now, handed over", "tick answered" },
        { 22, CoachOfCase, "individual", "handed over, given Partner Now", "read x y" },
        { 22, CoachOfCase, "individual", "given Partner Now, handed over, history opened", "read x y" },
        { 22, CoachOfCase, "individual", "given Partner Now, handed over, history opened, handed over", "tick answered" },
        { 22, CoachOfCase, "individual", "given Partner Now, handed over, other history opened", "tick answered" },
        { 25, Supervisor, "individual", "given Partner Now, allowed by author, allowed by other", "read x y" },
        { 25, Supervisor, "individual", "given PartnerOnly Now, allowed by author, allowed by other", "tick answered, withheld" },
        { 26, Supervisor, "individual", "given Partner Now, allowed by author", "nothing" },
        { 26, Supervisor, "individual", "given Partner Now, allowed by author, allowed by other, ended by other", "nothing" },
        { 26, Supervisor, "joint", "proposed, agreed, allowed by other", "nothing" },
        { 23, CoachOfCase, "individual", "given Coach Now", "read x y" },
        { 23, CoachOfCase, "individual", "given Partner Now private x", "read y" },
        { 23, CoachOfCase, "sealed", "given Partner Now", "read x y" },
        { 23, CoachOfCase, "live", "given Partner Now", "tick answered" },
        { 23, CoachOfCase, "live", "given Me Never", "tick answered" },
        { 23, CoachOfCase, "live", "passed", "tick answered" },
        { 23, CoachOfCase, "live", "given Partner Now, other given, revealed", "read x y" },
        { 23, CoachOfCase, "sealed", "given Partner WhenBoth", "tick answered" },
        { 23, CoachOfCase, "sealed", "given Coach WhenBoth, other given, revealed not shared", "read x y" },
        { 23, CoachOfCase, "sealed", "given Partner InSession", "tick answered" },
        { 23, CoachOfCase, "sealed", "", "tick nothing" },
        { 24, CoachOfCase, "joint", "", "tick nothing" },
        { 24, CoachOfCase, "joint", "proposed", "tick nothing" },
        { 24, CoachOfCase, "joint", "proposed, agreed", "read x" },
        { 24, CoachOfCase, "joint", "proposed for two, agreed", "tick answered, withheld" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void the_first_row_that_fits_decides(int row, string reader, string step, string happened, string sees)
    {
        Assert.InRange(row, 1, 26);
        // The table knows no seats: it holds for either author.
        foreach (var author in Seats.Both)
            Assert.Equal(sees, Words(Seen(author, reader, step, happened)));
    }

    [Fact]
    public void every_row_that_is_built_is_in_the_table() =>
        Assert.Equal(Enumerable.Range(1, 26), Rows.Select(r => r.Data.Item1).Distinct().Order());

    private static Sight Seen(Seat author, string reader, string step, string happened)
    {
        var at = Couple.Now;
        var told = new Told().After([.. Couple.Together, Round(StepOf(step, author))], at);
        var words = happened.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            at = at.AddMinutes(1);
            told = Happens(told, word, author, at);
        }

        return WhatMaySee.Of(
            reader switch
            {
                Author => new Reader.Partner(author),
                Partner => new Reader.Partner(author.Other()),
                CoachOfCase => new Reader.Coach(told.Gate.Coach),
                OtherStaff => new Reader.OtherStaff(),
                Supervisor => new Reader.Supervisor(Supervising),
                _ => new Reader.Stranger(),
            },
            new AnswerOf(new StepRef("say"), author, KeyGone: words.Contains("key gone")), told.Round, told.Gate, at);
    }

    private static readonly Guid Supervising = new("00000000-0000-7000-8000-0000000000c2");

    private static readonly Guid Concern = new("00000000-0000-7000-8000-0000000000cc");

    private static StepPlan StepOf(string step, Seat author) =>
        step == "one actor" ? Step("say", Mode.Individual, author) : Step("say", Enum.Parse<Mode>(step, ignoreCase: true));

    private static Told Happens(Told told, string word, Seat author, DateTimeOffset at) => word.Split(' ') switch
    {
        ["given", ..] w => told.After(Answer(author, SharingOf(w[1..])), at),
        ["now", ..] w => told.After(Changed(author, "say", SharingOf(w[1..])), at),
        ["other", "given"] => told.After(Answer(author.Other(), Shared), at),
        ["other", "passed"] => told.After(Passed(author.Other(), "say"), at),
        ["passed"] => told.After(Passed(author, "say"), at),
        ["withdrawn"] => told.After(Withdrawn(author, "say"), at),
        ["revealed"] => told.After(Revealed("say"), at),
        ["revealed", "not", "shared"] => told.After(Revealed("say", shared: false), at),
        ["proposed"] => told.After(Proposed(author, "say"), at),
        ["proposed", "for", "two"] => told.After(Proposed(author, "say", audience: Audience.PartnerOnly), at),
        ["agreed"] => told.After(Confirmed(author.Other(), "say"), at),
        ["closed"] => told.After(Closed, at),
        ["completed"] => told.After(Completed, at),
        ["past", "its", "end"] => told with { FoldedRound = told.Round with { ClosesAt = at } },
        ["topic"] => told with { FoldedRound = told.Round with { Topic = "intimacy" } },
        ["topic", "open"] => Happens(told, "topic", author, at).After(new TopicOpened(Couple.CaseId, "intimacy"), at.AddDays(-2)),
        ["topic", "opened", "just", "now"] => Happens(told, "topic", author, at).After(new TopicOpened(Couple.CaseId, "intimacy"), at),
        ["topic", "closed"] => told.After(new TopicClosed(Couple.CaseId, "intimacy"), at),
        ["handed", "over"] => told.After(new CoachChanged(Couple.CaseId, told.Gate.Coach, Guid.Empty), at),
        ["history", "opened"] => told.After(new HistoryOpened(Couple.CaseId, author, told.Gate.Coach), at),
        ["other", "history", "opened"] => told.After(new HistoryOpened(Couple.CaseId, author.Other(), told.Gate.Coach), at),
        ["allowed", "by", var who] => told.After(new SupervisionAllowed(Couple.CaseId, who == "author" ? author : author.Other(), Supervising), at),
        ["ended", "by", "other"] => told.After(new SupervisionEnded(Couple.CaseId, author.Other(), Supervising), at),
        ["screened"] => told with { FoldedRound = told.Round with { Screened = true } },
        ["held"] => told.After(new HoldPlaced(Couple.CaseId, Concern), at),
        ["lifted"] => told.After(new HoldLifted(Couple.CaseId, Concern), at),
        ["parted"] => told.After(new CaseSeparated(Couple.CaseId), at),
        ["author", "left"] => told.After(new SeatLeft(Couple.CaseId, author), at),
        ["reader", "left"] => told.After(new SeatLeft(Couple.CaseId, author.Other()), at),
        ["told"] => told.After(new LeavingTold(Couple.CaseId, author), at),
        ["key", "gone"] => told,
        _ => throw new ArgumentException(word),
    };

    private static AnswerGiven Answer(Seat seat, Sharing sharing) => new(Couple.CaseId, new StepRef("say"), seat, 1, Boxes("text", "x", "y"), sharing, null);

    private static Sharing SharingOf(string[] words) => new(
        Enum.Parse<Audience>(words[0]), Enum.Parse<Timing>(words[1]), words.Length > 2 ? new Dictionary<string, Audience> { [words[3]] = Audience.Me } : null);

    private static string Words(Sight sight) => sight switch
    {
        Sight.Nothing => "nothing",
        Sight.Waiting => "waiting",
        Sight.NotShared => "not shared",
        Sight.Own => "own",
        Sight.Removed => "removed",
        Sight.Matches matches => string.Join(' ', matches.Fields.Prepend("matches")),
        Sight.Read read => "read " + string.Join(' ', read.Fields),
        Sight.Tick tick => $"tick {tick.Given.ToString().ToLowerInvariant()}{(tick.Withheld ? ", withheld" : "")}{(tick.Gone ? ", gone" : "")}",
        _ => throw new ArgumentException(sight.ToString()),
    };
}
