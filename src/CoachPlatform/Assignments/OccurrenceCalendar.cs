using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Assignments;

/// <summary>When the occurrences of an assignment open: counted from its first day, so that the 31st stays the 31st where there is one. Pure.</summary>
public static class OccurrenceCalendar
{
    public static bool Repeats(this Cadence cadence) => cadence is not (Cadence.Once or Cadence.OnDemand);

    /// <summary>The local day of the n-th occurrence, n = 1, 2, …, of a cadence that repeats.</summary>
    public static DateOnly Day(DateOnly first, Cadence cadence, int n) => cadence switch
    {
        Cadence.Daily => first.AddDays(n - 1),
        Cadence.Weekly => first.AddDays(7 * (n - 1)),
        Cadence.Fortnightly => first.AddDays(14 * (n - 1)),
        Cadence.Monthly => first.AddMonths(n - 1),
        Cadence.Quarterly => first.AddMonths(3 * (n - 1)),
        Cadence.Once or Cadence.OnDemand => throw new InvalidOperationException($"{cadence} has no calendar."),
    };

    public static DateTimeOffset OpensAt(DateTimeOffset madeAt, string zone, Cadence cadence, int n) =>
        LocalDay.Morning(Day(LocalDay.Of(madeAt, zone), cadence, n), zone);

    /// <summary>When the n-th occurrence of an assignment opens.</summary>
    public static DateTimeOffset OpensAt(Assignment assignment, int n)
    {
        var (from, at) = assignment.CountsFrom();
        return OpensAt(at, assignment.Zone, assignment.Cadence, n - from + 1);
    }

    /// <summary>The due date of the n-th round: as far from its opening day as it was from the day of the assignment.</summary>
    public static DateOnly? Due(Assignment assignment, int n)
    {
        if (assignment.DueOn is not { } due)
            return null;
        var days = due.DayNumber - LocalDay.Of(assignment.MadeAt, assignment.Zone).DayNumber;
        var (from, at) = assignment.CountsFrom();
        var first = LocalDay.Of(at, assignment.Zone);
        // A single round that waited for its topic keeps its day, unless that has passed before anybody could see it.
        return assignment.Cadence.Repeats() ? Day(first, assignment.Cadence, n - from + 1).AddDays(days) : due < first ? first.AddDays(days) : due;
    }
}
