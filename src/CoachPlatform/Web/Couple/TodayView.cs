using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Web.Couple;

/// <summary>One round with the case it belongs to, as a line shows it.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
public sealed record MyLine(MyRound Round, MyCase Case, string? With)
{
    public Seat Own => Case.Seat;

    public string OwnName => Case.Names.GetValueOrDefault(Own, "");

    public string OtherName => Case.Names.GetValueOrDefault(Own.Other(), "");

    public string Address => Addresses.Step(Round.RoundId, Round.StepKey, Round.Turn);
}

/// <summary>What is one person's to do, what there is to read, and nothing of anybody else.</summary>
/// <param name="Pressing">The one lifted card.</param>
/// <param name="Opened">What has opened in the last days; the round of the card may be among it.</param>
public sealed record TodayView(string Name, string Zone, DateTimeOffset Now, MyLine? Pressing, IReadOnlyList<MyLine> Opened, IReadOnlyList<MyLine> Also, IReadOnlyDictionary<Guid, long> Positions, IReadOnlyList<MyExercise> WhenWanted, IReadOnlyList<MyRest> Resting)
{
    private const int DaysAfterOpening = 7;

    /// <summary>My cases, for what is to be said about how they stand and what was put to this person.</summary>
    public IReadOnlyList<MyCase> Cases { get; init; } = [];

    public static TodayView Of(MyRoundsView mine, DateTimeOffset now)
    {
        var lines = Lines(mine);
        var asks = lines.Where(l => l.Round.Open && l.Round.Part is MyPart.ToDo or MyPart.Reply or MyPart.SayDone)
            .OrderBy(l => l.Round.Part == MyPart.Reply ? 0 : l.Round.Part == MyPart.ToDo ? 1 : 2)
            .ThenBy(l => l.Round.DueOn ?? DateOnly.MaxValue).ThenBy(l => l.Round.OpenedAt).ToList();
        // What pauses asks for nothing, and stays in its place below.
        var pressing = asks.FirstOrDefault(l => l.Case.Standing.State != StandingForMe.Paused);
        var rest = asks.Where(l => l != pressing).ToList();
        var home = mine.Cases.Count > 0 ? mine.Cases[0] : null;
        var opened = lines.Where(l => IsRecentlyOpened(l, now) && !rest.Contains(l)).OrderByDescending(l => l.Round.OpenedTogether).ToList();
        return new TodayView(
            home?.Names.GetValueOrDefault(home.Seat, "") ?? "",
            home?.Zone ?? "Etc/UTC",
            now,
            pressing,
            opened,
            [.. rest, .. lines.Where(l => !asks.Contains(l) && !opened.Contains(l) && IsStillHere(l, now))],
            mine.Cases.ToDictionary(c => c.CaseId, c => c.Position),
            mine.WhenWanted,
            mine.Resting)
        {
            Cases = mine.Cases,
        };
    }

    public static IReadOnlyList<MyLine> Lines(MyRoundsView mine)
    {
        var cases = mine.Cases.ToDictionary(c => c.CaseId);
        return [.. mine.Rounds.Where(r => cases.ContainsKey(r.CaseId)).Select(r => new MyLine(
            r, cases[r.CaseId], cases.Count > 1 ? cases[r.CaseId].Names.GetValueOrDefault(cases[r.CaseId].Seat.Other(), "") : null))];
    }

    private static bool IsRecentlyOpened(MyLine line, DateTimeOffset now) =>
        line.Round.OpenedTogether is { } opened && LocalDay.Of(now, line.Case.Zone).DayNumber - LocalDay.Of(opened, line.Case.Zone).DayNumber < DaysAfterOpening;

    private static bool IsStillHere(MyLine line, DateTimeOffset now) => line.Round switch
    {
        { Open: false } => false,
        { Part: MyPart.Waiting } => true,
        { Part: MyPart.DoneForMe or MyPart.Opened, OpenedTogether: null } round =>
            round.DueOn is { } due ? due >= LocalDay.Of(now, line.Case.Zone) : (now - round.OpenedAt).TotalDays < DaysAfterOpening,
        _ => false,
    };
}
