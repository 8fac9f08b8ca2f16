using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>Each shipped exercise from its opening to its end, one line per command: what was done, and what it brought.</summary>
public class WhatFollowsSpecs
{
    [Theory]
    [InlineData("plan-something-small", "A1, as planned", """
        A proposes plan > proposed plan
        B proposes plan > proposed plan
        A confirms plan > agreed plan
        B done review > opened review
        A answers review > given review
        B answers review > given review, revealed review, completed
        """)]
    [InlineData("plan-something-small", "A1, one keeps the review", """
        B proposes plan > proposed plan
        A confirms plan > agreed plan
        A done review > opened review
        A answers review > given review
        B keeps review > given review, revealed review not shared, completed
        """)]
    [InlineData("one-reaction", "B2, all shared", """
        A answers say > given say
        B answers say > given say, revealed say, opened restate
        B answers restate > given restate
        A answers restate > given restate, revealed restate, opened right
        A answers right > given right
        B passes right > passed right, revealed right not shared, completed
        """)]
    [InlineData("one-reaction", "B2, ends quietly when one does not share", """
        A answers say > given say
        B passes say > passed say, revealed say not shared, skipped restate, skipped right, completed
        """)]
    [InlineData("one-reaction", "B2, ends quietly when a restatement is kept", """
        A answers say > given say
        B answers say > given say, revealed say, opened restate
        A keeps restate > given restate
        B answers restate > given restate, revealed restate not shared, skipped right, completed
        """)]
    [InlineData("weekly-pulse", "C1, each alone", """
        A answers pulse > given pulse
        B keeps pulse > given pulse, revealed pulse not shared, completed
        """)]
    [InlineData("weekly-pulse", "C1, both pass", """
        B passes pulse > passed pulse
        A passes pulse > passed pulse, revealed pulse not shared, completed
        """)]
    [InlineData("laughter-log", "C3, a log and a pick", """
        A notes log > given log
        A notes log > given log
        B notes log > given log
        A done pick > opened pick
        A proposes pick > proposed pick
        B notes log > given log
        B confirms pick > agreed pick, completed
        A notes log > given log
        """)]
    [InlineData("laughter-log", "C3, picked without a note", """
        B done pick > opened pick
        B proposes pick > proposed pick
        A confirms pick > agreed pick, completed
        """)]
    [InlineData("guess-and-tell", "D9, in any order", """
        A proposes dates > proposed dates
        A answers quiz > given quiz
        B confirms dates > agreed dates
        B answers quiz > given quiz, revealed quiz, opened dreams
        B answers dreams > given dreams
        A answers dreams > given dreams, revealed dreams, completed
        """)]
    [InlineData("guess-and-tell", "D9, dreams open though the quiz was not shared, and the dates end it", """
        A passes quiz > passed quiz
        B answers quiz > given quiz, revealed quiz not shared, opened dreams
        B keeps dreams > given dreams
        A answers dreams > given dreams, revealed dreams not shared
        B proposes dates > proposed dates
        A confirms dates > agreed dates, completed
        """)]
    [InlineData("something-i-understood", "D11, understood", """
        B answers say > given say
        A answers say > given say, revealed say, opened right
        A answers right > given right
        B answers right > given right, revealed right, completed
        """)]
    [InlineData("something-i-understood", "D11, nobody is asked about what they may not read", """
        B keeps say > given say
        A answers say > given say, revealed say not shared, skipped right, completed
        """)]
    [InlineData("values-apart-then-together", "E7, apart, together, done", """
        A answers values > given values
        B answers values > given values, revealed values, opened choose
        A proposes choose > proposed choose
        B confirms choose > agreed choose
        A done done > opened done
        B answers done > given done
        A answers done > given done, revealed done, completed
        """)]
    [InlineData("values-apart-then-together", "E7, choosing together needs no shared lists", """
        A keeps values > given values
        B passes values > passed values, revealed values not shared, opened choose
        B proposes choose > proposed choose
        A confirms choose > agreed choose
        B done done > opened done
        B passes done > passed done
        A answers done > given done, revealed done not shared, completed
        """)]
    public void a_shipped_exercise_runs_to_its_end(string slug, string story, string script)
    {
        Assert.NotEmpty(story);
        var game = new Game(Couple.Together, Round(slug));
        foreach (var line in script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (act, expected) = (line.Split(" > ")[0], line.Split(" > ")[1]);
            var came = game.Do(ActOf(game, act));
            Assert.Null(came.Refusal);
            Assert.Equal((act, expected), (act, string.Join(", ", came.Events.Select(Word))));
        }

        Assert.NotNull(game.Round.CompletedAt);
    }

    [Fact]
    public void nothing_follows_twice()
    {
        var game = new Game(Couple.Together, Round("something-i-understood"));
        foreach (var act in new[] { "A answers say", "B answers say", "A answers right", "B answers right" })
        {
            game.Do(ActOf(game, act));
            Assert.Empty(WhatFollows.After(game.Round, game.Gate, Couple.Now));
        }
    }

    [Fact]
    public void a_reveal_waits_until_the_policy_is_in_force()
    {
        var round = new Told().After([Round(Step("say", Mode.Sealed)), Given(Seat.A, "say"), Given(Seat.B, "say")], Couple.Now).Round;
        Assert.Empty(WhatFollows.After(round, Couple.Gate(Couple.OnlyAJoined), Couple.Now));
        Assert.Equal(
            [Told.Line(Revealed("say")), Told.Line(Completed)], WhatFollows.After(round, Couple.Gate(Couple.Together), Couple.Now).Select(Told.Line));
    }

    [Theory]
    [InlineData("A answers tell", "revealed tell")]
    [InlineData("A keeps tell", "revealed tell not shared")]
    [InlineData("A passes tell", "revealed tell not shared")]
    [InlineData(null, "")]
    public void what_one_settled_alone_goes_on_as_the_other_joins(string? act, string expected)
    {
        var game = new Game(Couple.OnlyAJoined, Round(Step("tell", Mode.Individual, Seat.A), Step("echo", Mode.Individual, Seat.B, OpensWhen.After, "tell")));
        if (act is not null)
            Assert.DoesNotContain(game.Do(ActOf(game, act)).Events, e => e is AnswersRevealed);

        var came = game.Do(new Act.Join(Seat.B)).Events.OfType<IRoundEvent>();

        Assert.Equal(expected, string.Join(", ", came.Select(Word)));
        Assert.Empty(WhatFollows.After(game.Round, game.Gate, game.Now));
    }

    private static Act ActOf(Game game, string words)
    {
        var (seat, verb, step) = (Enum.Parse<Seat>(words.Split(' ')[0]), words.Split(' ')[1], new StepRef(words.Split(' ')[2]));
        return verb switch
        {
            "answers" => new Act.Answer(seat, step, Shared, ["x"]),
            "keeps" => new Act.Answer(seat, step, Private, ["x"]),
            "notes" => new Act.Answer(seat, step, new Sharing(Audience.Partner, Timing.Now), ["x"], game.NewEntry()),
            "passes" => new Act.Pass(seat, step),
            "proposes" => new Act.Propose(seat, step, Audience.Partner),
            "confirms" => new Act.Confirm(seat, step),
            "done" => new Act.Done(seat, step),
            _ => throw new ArgumentException(words),
        };
    }

    private static string Word(object @event) => @event switch
    {
        AnswerGiven e => $"given {e.Step.Key}",
        PromptPassed e => $"passed {e.Step.Key}",
        AnswersRevealed e => $"revealed {e.Step.Key}{(e.Shared ? "" : " not shared")}",
        StepOpened e => $"opened {e.Step.Key}",
        StepSkipped e => $"skipped {e.Step.Key}",
        JointProposed e => $"proposed {e.Step.Key}",
        JointConfirmed e => $"agreed {e.Step.Key}",
        RoundCompleted => "completed",
        _ => @event.GetType().Name,
    };
}
