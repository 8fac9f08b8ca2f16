using System.Collections.Concurrent;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs.Answers;

public class NoEarlySightProperties
{
    [Fact]
    public void no_reader_is_ever_shown_a_text_before_its_rules_open_it_nor_kept_from_one_after()
    {
        var met = new ConcurrentDictionary<string, int>();
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = history.Start();
                Check(game);
                foreach (var act in history.Acts)
                {
                    Meet(met, game.Do(act).Events);
                    Check(game);
                }
            },
            iter: 2_000);
        // Histories that never get anywhere would prove nothing.
        Assert.All(
            new[]
            {
                nameof(AnswerGiven), nameof(AnswerRevised), nameof(SharingChanged), nameof(PromptPassed), nameof(AnswerWithdrawn), nameof(AnswerVoided), nameof(AnswersRevealed), nameof(StepOpened),
                nameof(StepSkipped), nameof(JointProposed), nameof(JointConfirmed), nameof(RoundCompleted), nameof(RoundClosed), nameof(SeatJoined), "shared reveal",
            },
            kind => Assert.True(met.GetValueOrDefault(kind) > 20, $"{kind}: {met.GetValueOrDefault(kind)}"));
    }

    [Fact]
    public void before_the_reveal_sealed_answers_tell_the_partner_nothing_more_than_waiting() =>
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = history.Start();
                foreach (var act in history.Acts)
                {
                    game.Do(act);
                    foreach (var reader in Seats.Both)
                        Assert.Equal(ScreenOf(WithoutTheOther(game, reader), game, reader), ScreenOf(game.Stored, game, reader));
                }
            },
            iter: 1_000);

    /// <summary>The history in which the other has done nothing in the sealed steps that have not opened.</summary>
    private static List<(object Event, DateTimeOffset At)> WithoutTheOther(Game game, Seat reader)
    {
        return [.. game.Stored.Where(s => ByOf(s.Event) is not { } by || by.By == reader || !Hidden(by.Step))];

        bool Hidden(StepRef step) => game.Round.Find(step) is { Plan: { Mode: Mode.Sealed, Actor: null }, Reveal: null };
    }

    private static (StepRef Step, Seat By)? ByOf(object @event) => @event switch
    {
        AnswerGiven e => (e.Step, e.Seat),
        AnswerRevised e => (e.Step, e.Seat),
        SharingChanged e => (e.Step, e.Seat),
        PromptPassed e => (e.Step, e.Seat),
        AnswerWithdrawn e => (e.Step, e.Seat),
        AnswerVoided e => (e.Step, e.Seat),
        _ => null,
    };

    private static string ScreenOf(List<(object Event, DateTimeOffset At)> stored, Game game, Seat reader)
    {
        var told = stored.Aggregate(new Told(), (t, s) => t.After(s.Event, s.At));
        return Screen.Of(new Reader.Partner(reader), told, stored.Select(s => s.Event), game.Now).Text;
    }

    private static void Check(Game game)
    {
        var stored = game.Stored.Select(s => s.Event).ToList();
        var oracle = new Oracle([.. game.Round.Steps.Select(s => s.Plan)], stored);
        foreach (var seat in Seats.Both)
            Same(oracle.All(seat), Screen.Of(new Reader.Partner(seat), game.Told, stored, game.Now));
        Same(oracle.Coach(), Screen.Of(new Reader.Coach(Couple.Coach), game.Told, stored, game.Now));
        foreach (var nobody in new Reader[] { new Reader.OtherStaff(), new Reader.Stranger() })
        {
            var screen = Screen.Of(nobody, game.Told, stored, game.Now);
            Assert.Empty(screen.Canaries);
            Assert.Equal(1, screen.Text.Count(c => c == '\n'));
        }
    }

    private static void Same(HashSet<string> allowed, Screen screen) =>
        Assert.Equal(allowed.Order(StringComparer.Ordinal), screen.Canaries.Order(StringComparer.Ordinal));

    private static void Meet(ConcurrentDictionary<string, int> met, IReadOnlyList<object> events)
    {
        foreach (var e in events)
        {
            met.AddOrUpdate(e.GetType().Name, 1, (_, n) => n + 1);
            if (e is AnswersRevealed { Shared: true })
                met.AddOrUpdate("shared reveal", 1, (_, n) => n + 1);
        }
    }
}
