using System.Text;
using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Specs.Live;

namespace CoachPlatform.Specs.Answers;

/// <summary>
/// Everything that one partner's account can receive from a round: the reply or refusal of each command, the screen after each moment, and how
/// often and where to the feed moved.
/// </summary>
internal static class Transcript
{
    /// <param name="moments">What happens at each second, by whomever.</param>
    public static string Of(Seat reader, Game start, IEnumerable<IReadOnlyList<Act>> moments)
    {
        var game = start.Copy();
        var rows = new Rows();
        rows.Fold(game.Stored);
        var text = new StringBuilder();
        foreach (var acts in moments)
        {
            game.Wait();
            foreach (var act in acts)
            {
                var round = game.Round;
                var known = game.Stored.Count;
                var before = rows.Board.Feed.Seats[reader];
                var decision = game.DoNow(act);
                rows.Fold(game.Stored.Skip(known));
                if (act.Who() == reader)
                    text.Append(Reply(round, act, decision)).Append('\n');
                if (rows.Board.Feed.Seats[reader] != before)
                    text.Append("frame ").Append(rows.Board.Feed.Seats[reader]).Append('\n');
            }

            text.Append(Screen.Of(new Reader.Partner(reader), game.Told, game.Stored.Select(s => s.Event), game.Now).Text);
        }

        return text.ToString();
    }

    private static string Reply(Round round, Act act, CoachPlatform.Platform.Commands.Decision decision)
    {
        if (decision.Refusal is { } refusal)
            return $"{refusal.Status} {refusal.Slug} {refusal.Detail} {JsonSerializer.Serialize(refusal.More, Store.Json)}";
        return act switch
        {
            Act.Answer a => WriterIsTold.After(round, a.Step, a.Sharing, decision.Events),
            Act.Pass a => WriterIsTold.After(round, a.Step, null, decision.Events),
            Act.Share a => WriterIsTold.After(round, a.Step, a.Sharing, decision.Events),
            _ => "done",
        };
    }
}
