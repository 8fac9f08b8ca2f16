using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Specs.Live;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class MatchedSpecs
{
    private static readonly Sharing TheOnly = new(Audience.PartnerOnly, Timing.WhenBoth, new Dictionary<string, Audience> { ["perhaps"] = Audience.Me });

    private static readonly Step Wishes = new(
        "wishes", "Wishes", null, Who.Each, Mode.Matched, new Opens(OpensWhen.Start), null, false, false, "partnerOnly", null,
        [Multi("like", null), Multi("perhaps", "me")]);

    private static readonly RoundOpened Matched = Round(Step("wishes", Mode.Matched));

    private static Field Multi(string key, string? audience) =>
        new(key, FieldKind.Multi, key, null, false, [new Option("a", "A"), new Option("b", "B")], null, null, null, null, null, [], audience);

    [Fact]
    public void sharing_is_fixed()
    {
        var (chosen, refusal) = SharingRules.Choose(Wishes, null, null, null);
        Assert.Null(refusal);
        Assert.Equal((Audience.PartnerOnly, Timing.WhenBoth), (chosen!.Audience, chosen.Timing));
        Assert.Equal((Audience.PartnerOnly, Audience.Me), (chosen.Of("like"), chosen.Of("perhaps")));
        Assert.Null(SharingRules.Choose(Wishes, Audience.PartnerOnly, Timing.WhenBoth, null).Refusal);
        foreach (var other in new[] { Audience.Me, Audience.Coach, Audience.Partner })
            Assert.Equal("sharing-not-allowed", SharingRules.Choose(Wishes, other, null, null).Refusal?.Slug);
        foreach (var when in new[] { Timing.Now, Timing.InSession, Timing.Never })
            Assert.Equal("sharing-not-allowed", SharingRules.Choose(Wishes, null, when, null).Refusal?.Slug);
        Assert.Equal("sharing-not-allowed", SharingRules.Choose(Wishes, null, null, new Dictionary<string, Audience> { ["like"] = Audience.Me }).Refusal?.Slug);
    }

    [Fact]
    public void marking_nothing_is_an_answer()
    {
        Assert.Empty(FieldValues.Read(Wishes, new Dictionary<string, System.Text.Json.JsonElement>()).Values!);
        Assert.False(FieldValues.Read(Wishes with { Mode = Mode.Sealed }, new Dictionary<string, System.Text.Json.JsonElement>()).IsValid);
    }

    [Theory]
    [InlineData("like")]
    [InlineData("perhaps")]
    [InlineData("")]
    public void however_the_second_answers_it_opens_and_the_coach_is_shown_the_same(string marked)
    {
        var told = new Told().After([.. Couple.Together, Matched, Answer(Seat.A, "like"), Answer(Seat.B, marked)], Couple.Now);
        var reveal = Assert.IsType<AnswersRevealed>(WhatFollows.After(told.Round, told.Gate, Couple.Now)[0]);
        var after = told.After(reveal, Couple.Now);
        Assert.IsType<Sight.Matches>(SightOf(new Reader.Partner(Seat.A), after));
        Assert.Equal(new Sight.Tick(CoachPlatform.Answers.Given.Answered), SightOf(new Reader.Coach(Couple.Coach), after));
        var row = new RoundFeed(Told.RoundId, Couple.CaseId, after.Round, []).Row(after.Gate, Couple.Now);
        Assert.Equal((RoundMark.Done, Tick.Answered, Tick.Answered, 0), (row.Mark, row.Ticks[Seat.A], row.Ticks[Seat.B], row.Unread));
    }

    [Fact]
    public void an_answer_taken_back_after_the_opening_moves_the_other_whatever_it_held()
    {
        foreach (var marked in new[] { "like", "perhaps", "" })
        {
            var rows = new Rows();
            rows.Fold([.. Couple.Together.Concat([Matched, Answer(Seat.A, "like"), Answer(Seat.B, marked), Revealed("wishes")]).Select(e => (e, Couple.Now))]);
            var before = rows.Board.Feed.Seats[Seat.A];
            rows.Fold([(Withdrawn(Seat.B, "wishes"), Couple.Now.AddMinutes(1))]);
            Assert.True(rows.Board.Feed.Seats[Seat.A] > before);
        }
    }

    [Fact]
    public void what_was_taken_back_or_is_gone_has_nothing_in_common()
    {
        object[] events = [.. Couple.Together, Matched, Answer(Seat.A, "like"), Answer(Seat.B, "like"), Revealed("wishes")];
        Assert.Equal(new Sight.Matches(["like"]), SightOf(new Reader.Partner(Seat.A), new Told().After(events, Couple.Now)));
        Assert.Equal(new Sight.Matches([]), SightOf(new Reader.Partner(Seat.A), new Told().After([.. events, Withdrawn(Seat.B, "wishes")], Couple.Now)));
        Assert.Equal(new Sight.Matches([]), SightOf(new Reader.Partner(Seat.A), new Told().After(events, Couple.Now), keyGone: true));
    }

    private static AnswerGiven Answer(Seat seat, string marked) =>
        new(Couple.CaseId, new StepRef("wishes"), seat, 1, marked.Length == 0 ? new Dictionary<string, CoachPlatform.Vault.Sealed>() : Boxes("text", marked), TheOnly, null);

    private static Sight SightOf(Reader reader, Told told, bool keyGone = false) =>
        WhatMaySee.Of(reader, new AnswerOf(new StepRef("wishes"), Seat.B, KeyGone: keyGone), told.Round, told.Gate, Couple.Now);
}
