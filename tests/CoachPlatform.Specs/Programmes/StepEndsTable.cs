using CoachPlatform.Library;
using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

/// <summary>What ends a step, for every shipped exercise given once: written down by hand, since a wrong line tells one partner what the other did.</summary>
public class StepEndsTable
{
    /// <summary>Everything in their one round ends in sight of both: opened together, agreed, or answered by one of them.</summary>
    private static readonly string[] WithTheirRound =
    [
        "a-friend-like-you", "as-i-am", "guess-and-tell", "laughter-log", "on-the-same-side", "one-reaction", "our-ritual", "plan-something-small", "question-ladder",
        "say-it-back", "six-signs-of-listening", "small-promises", "something-i-understood", "story-turn", "two-views", "within-reach",
    ];

    /// <summary>Somewhere in it each answers alone, and neither may learn whether the other has.</summary>
    private static readonly string[] OnTheirDay =
    [
        "a-good-word", "a-small-kindness", "an-hour-of-ours", "close-in-our-own-way", "curious-together", "fear-cards", "feared-and-found", "feelings-today", "five-good-things",
        "fun-menu", "how-i-like-to-be-asked", "my-own-aim", "one-matter", "one-step-deeper", "signal-dictionary", "values-apart-then-together", "weekly-pulse", "what-stays-between-us",
        "what-would-help", "wishes-in-common",
    ];

    private static readonly StepTerms Once = new(StepOpening.AtOnce);

    [Fact]
    public void every_shipped_exercise_ends_as_the_table_says()
    {
        Assert.Equal(36, Play.Exercises.Count);
        Assert.Equal(WithTheirRound, Slugs(StepEnd.WithItsRound));
        Assert.Equal(OnTheirDay, Slugs(StepEnd.OnItsDay));
    }

    [Fact]
    public void what_comes_round_or_waits_to_be_wanted_ends_on_its_day_whatever_it_is()
    {
        foreach (var exercise in Play.Exercises)
        {
            Assert.Equal(StepEnd.OnItsDay, StepEnds.Of(exercise, Once with { Cadence = Cadence.Monthly, Rounds = 3 }));
            Assert.Equal(StepEnd.OnItsDay, StepEnds.Of(exercise, Once with { Cadence = Cadence.OnDemand }));
            Assert.Equal(StepEnds.Of(exercise, Once), StepEnds.Of(exercise, Once with { Cadence = Cadence.Weekly, Rounds = exercise.Start == StartedBy.Both ? 2 : 1 }));
        }
    }

    [Fact]
    public void a_step_is_given_seven_days_or_until_its_last_part_has_been_open_for_one()
    {
        Assert.Equal(7, StepEnds.Days(Play.Exercise("weekly-pulse"), Once));
        Assert.Equal(13, StepEnds.Days(Play.Exercise("a-small-kindness"), Once));
        Assert.Equal(30, StepEnds.Days(Play.Exercise("a-small-kindness"), Once with { Lasts = 30 }));
    }

    private static IEnumerable<string> Slugs(StepEnd end) => Play.Exercises.Where(e => StepEnds.Of(e, Once) == end).Select(e => e.Slug).Order(StringComparer.Ordinal);
}
