using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Notices;
using CoachPlatform.Platform.Mail;
using CsCheck;

namespace CoachPlatform.Specs.Notices;

public class WhatToMailProperties
{
    private sealed record Sent(Seat To, MailKind Kind, object After);

    [Fact]
    public void a_seat_gets_a_mail_only_after_what_changes_its_own_screens()
    {
        var mails = 0;
        Histories.AlsoClosed.Sample(
            history =>
            {
                Play(history, (sent, was, isNow) =>
                {
                    Assert.NotEqual(was, isNow);
                    Assert.True(sent.After is RoundOpened or StepOpened or AnswersRevealed, sent.After.ToString());
                    Interlocked.Increment(ref mails);
                });
            },
            iter: 1_000);
        Assert.True(mails > 500, $"{mails} mails");
    }

    [Fact]
    public void both_seats_get_the_same_when_they_change_places() => Histories.AlsoClosed.Sample(
        history =>
        {
            var mails = Play(history).Select(m => (m.To, m.Kind)).ToList();
            var mirrored = Play(history.Mirrored).Select(m => (To: m.To.Other(), m.Kind)).ToList();
            Assert.Equal(mails.OrderBy(m => m.To).ThenBy(m => m.Kind), mirrored.OrderBy(m => m.To).ThenBy(m => m.Kind));
        },
        iter: 500);

    [Theory]
    [InlineData(Mode.Sealed)]
    [InlineData(Mode.Matched)]
    public void whether_the_other_shares_keeps_it_or_passes_makes_no_difference(Mode mode)
    {
        var step = Specs.Play.Step("say", mode);
        Act[] ways =
        [
            new Act.Answer(Seat.B, step.Step, new Sharing(Audience.Partner, Timing.WhenBoth), ["x"]),
            new Act.Answer(Seat.B, step.Step, new Sharing(Audience.Me, Timing.WhenBoth), ["x"]),
            new Act.Answer(Seat.B, step.Step, new Sharing(Audience.Coach, Timing.WhenBoth), ["x"]),
            new Act.Answer(Seat.B, step.Step, new Sharing(Audience.Partner, Timing.Never), ["x"]),
            new Act.Pass(Seat.B, step.Step),
        ];
        foreach (var way in ways)
        {
            var first = Mails([step], new Act.Answer(Seat.A, step.Step, Specs.Play.Shared, ["x"]), way);
            Assert.Equal([MailKind.SomethingIsReady, MailKind.SomethingHasOpened], first.Where(m => m.To == Seat.A).Select(m => m.Kind));
            // Before the other is in nothing tells that they are, and whoever makes it open is there to see it.
            Assert.Equal([MailKind.SomethingIsReady], Mails([step], way).Where(m => m.To == Seat.A).Select(m => m.Kind));
            Assert.Equal([MailKind.SomethingIsReady], Mails([step], way, new Act.Answer(Seat.A, step.Step, Specs.Play.Shared, ["x"])).Where(m => m.To == Seat.A).Select(m => m.Kind));
        }
    }

    [Fact]
    public void what_the_other_gives_at_their_own_pace_is_worth_no_mail()
    {
        var step = Specs.Play.Step("note", Mode.Individual);
        foreach (var timing in Enum.GetValues<Timing>())
        {
            Act[] both =
            [
                new Act.Answer(Seat.A, step.Step, new Sharing(Audience.Partner, timing), ["x"]), new Act.Answer(Seat.B, step.Step, new Sharing(Audience.Partner, timing), ["x"]),
            ];
            Assert.Equal([MailKind.SomethingIsReady], Mails([step], both).Where(m => m.To == Seat.A).Select(m => m.Kind));
        }
    }

    [Fact]
    public void nobody_gets_a_mail_who_rests_has_not_joined_or_whose_case_is_paused()
    {
        var game = new Game(Couple.Together, Specs.Play.Round("something-i-understood"));
        MailKind? For(Seat seat, CaseGate gate, bool rests = false, string actor = "staff:x") =>
            WhatToMail.For(seat, Specs.Play.Round("something-i-understood"), game.Round, gate, actor, rests, Couple.Now);

        Assert.Equal(MailKind.SomethingIsReady, For(Seat.A, game.Gate));
        Assert.Null(For(Seat.A, game.Gate, rests: true));
        Assert.Null(For(Seat.A, game.Gate, actor: "seat:A"));
        Assert.Null(For(Seat.B, Couple.Gate(Couple.OnlyAJoined)));
        foreach (var standing in new[] { Standing.Paused, Standing.OneLeft, Standing.Apart, Standing.Closed })
            Assert.Null(For(Seat.A, game.Gate with { Standing = standing }));
    }

    [Fact]
    public void a_step_that_the_calendar_opens_is_ready_and_one_that_somebody_opens_is_not_mailed()
    {
        StepPlan[] plan = [Specs.Play.Step("do", Mode.Sealed), Specs.Play.Step("review", Mode.Sealed, when: OpensWhen.Ready, waitsFor: "do")];
        var told = new Told().After([.. Couple.Together, Specs.Play.Round(plan), Specs.Play.OpenedBy("review")], Couple.Now);
        MailKind? For(string actor) => WhatToMail.For(Seat.A, Specs.Play.OpenedBy("review"), told.Round, told.Gate, actor, rests: false, Couple.Now);

        Assert.Equal(MailKind.SomethingIsReady, For("clock"));
        Assert.Null(For("seat:B"));
        Assert.Null(For("staff:x"));
    }

    private static List<Sent> Mails(StepPlan[] plan, params Act[] acts) => Play(new History(plan, Joined: 3, acts));

    private static List<Sent> Play(History history, Action<Sent, string?, string>? each = null)
    {
        var game = history.Start();
        var actors = Enumerable.Repeat<string?>("staff:x", game.Stored.Count).ToList();
        foreach (var act in history.Acts)
        {
            game.Do(act);
            while (actors.Count < game.Stored.Count)
                actors.Add(act.Who() is { } seat ? $"seat:{seat}" : "staff:x");
        }

        var (told, stored, mails) = (new Told(), new List<object>(), new List<Sent>());
        foreach (var ((e, at), actor) in game.Stored.Zip(actors))
        {
            var (before, storedBefore) = (told, stored.ToList());
            told = told.After(e, at);
            stored.Add(e);
            if (e is not IRoundEvent)
                continue;
            foreach (var seat in Seats.Both)
            {
                if (WhatToMail.For(seat, e, told.Round, told.Gate, actor, rests: false, at) is not { } kind)
                    continue;
                var sent = new Sent(seat, kind, e);
                mails.Add(sent);
                var reader = new Reader.Partner(seat);
                each?.Invoke(sent, before.FoldedRound is null ? null : Screen.Of(reader, before, storedBefore, at).Text, Screen.Of(reader, told, stored, at).Text);
            }
        }

        return mails;
    }
}
