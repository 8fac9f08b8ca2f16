using CoachPlatform.Practices;
using CsCheck;

namespace CoachPlatform.Specs.Practices;

/// <summary>How long a practice keeps things: what its owner sets, when that holds, and what it ends.</summary>
public class RetentionSpecs
{
    private const string Look = "seen";

    private static readonly DateTimeOffset Now = Couple.Now;

    [Fact]
    public void what_was_looked_at_is_set_and_setting_it_again_is_no_change() => Twice(Retention.None, [Answers(12), Cases(24)], Look, new RetentionSet([Answers(12), Cases(24)]));

    [Fact]
    public void the_same_rules_are_no_change_whether_they_hold_or_are_announced() => Twice(Told(Now, new RetentionSet([Cases(24)])), [Cases(24)], null);

    [Fact]
    public void all_rules_can_be_taken_away() => Twice(Told(Now, new RetentionSet([Answers(12), Cases(24)])), [], Look, new RetentionSet([]));

    [Fact]
    public void nobody_sets_what_they_have_not_looked_at()
    {
        foreach (var look in new[] { null, "" })
            Assert.Equal(("fields-invalid", 422), Refused(SetRetention.Decide(Retention.None, [Answers(12)], look, Look)));
        Assert.Equal(("preview-moved", 409), Refused(SetRetention.Decide(Retention.None, [Answers(12)], "seen before", Look)));
    }

    [Fact]
    public void months_have_bounds_and_each_wrong_one_is_named()
    {
        Assert.Null(SetRetention.Check(null, null));
        Assert.Null(SetRetention.Check(6, 120));
        Assert.Equal(["answers", "cases"], SetRetention.Check(5, 121)!.Errors!.Keys.Order());
        Assert.Equal(["cases"], SetRetention.Check(12, -1)!.Errors!.Keys);
    }

    [Fact]
    public void a_new_rule_is_announced_for_thirty_days_and_holds_then()
    {
        var told = Told(Now, new RetentionSet([Answers(12)]));
        Assert.Equal(new Kept(null, Answers(12), Now + Kept.Notice), told.At(Now).Answers);
        Assert.Empty(told.HoldingAt(Now + Kept.Notice - TimeSpan.FromSeconds(1)));
        Assert.Equal([Answers(12)], told.HoldingAt(Now + Kept.Notice));
        Assert.Equal(new Kept(Answers(12)), told.At(Now + Kept.Notice).Answers);
    }

    [Fact]
    public void a_shorter_one_is_announced_while_the_longer_one_holds_and_a_longer_one_holds_at_once()
    {
        var later = Now.AddDays(40);
        var told = Told(Now, new RetentionSet([Answers(12)]));
        Assert.Equal([Answers(12)], Then(told, later, [Answers(6)]).HoldingAt(later.AddDays(29)));
        Assert.Equal([Answers(6)], Then(told, later, [Answers(6)]).HoldingAt(later.AddDays(30)));
        Assert.Equal(new Kept(Answers(18)), Then(told, later, [Answers(18)]).At(later).Answers);
        Assert.Equal(new Kept(), Then(told, later, []).At(later).Answers);
    }

    [Fact]
    public void what_was_announced_as_short_before_keeps_its_day_and_anything_shorter_begins_anew()
    {
        var told = Told(Now, new RetentionSet([Cases(12)]));
        Assert.Equal(Now + Kept.Notice, Then(told, Now.AddDays(10), [Cases(24)]).Cases.From);
        Assert.Equal(Now.AddDays(10) + Kept.Notice, Then(told, Now.AddDays(10), [Cases(6)]).Cases.From);
        // Taken away and set again is new.
        Assert.Equal(Now.AddDays(11) + Kept.Notice, Then(Then(told, Now.AddDays(10), []), Now.AddDays(11), [Cases(12)]).Cases.From);
    }

    [Fact]
    public void whatever_an_owner_sets_no_rule_holds_that_was_not_to_be_read_for_thirty_days_before() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 20]).List[1, 12].Sample(settings =>
        {
            var at = Now;
            var told = new List<(DateTimeOffset At, Kept Kept)> { (at, new Kept()) };
            foreach (var (days, months) in settings)
            {
                at += TimeSpan.FromDays(days);
                told.Add((at, told[^1].Kept.After(months < 6 ? null : Answers(months), at)));
            }

            foreach (var moment in Enumerable.Range(0, (int)(at - Now).TotalDays + 60).Select(d => Now.AddDays(d)))
            {
                if (StateAt(moment).At(moment).Holds is not { } holds)
                    continue;
                foreach (var day in Enumerable.Range(0, 31).Select(d => moment.AddDays(-d)))
                {
                    var read = StateAt(day).At(day);
                    Assert.True(new[] { read.Holds, read.Next }.Any(r => r?.Months <= holds.Months), $"{holds.Months} months hold on {moment:O} and could not be read on {day:O}");
                }
            }

            // What stood at the end of the day before: what is set on a day can be read from then on.
            Kept StateAt(DateTimeOffset moment) => told.Last(t => t.At <= moment || t == told[0]).Kept;
        });

    [Fact]
    public void a_rule_for_answers_ends_rounds_that_have_ended_and_no_open_one()
    {
        var old = Round(Now.AddMonths(-12));
        var young = Round(Now.AddMonths(-12).AddSeconds(1));
        var open = Round(null);
        var gone = Round(Now.AddYears(-3)) with { Expired = true };
        var kept = Case(null, old, young, open, gone);
        Assert.Equal([old.RoundId], Ends([Answers(12)], kept).Endings.Select(e => e.Round!.RoundId));
        Assert.Empty(Ends([Cases(6)], kept).Endings);
        Assert.Empty(Ends([], kept).Endings);
    }

    [Fact]
    public void a_rule_for_cases_ends_closed_ones_and_each_once()
    {
        var closed = Case(Now.AddMonths(-24), Round(Now.AddMonths(-25)));
        Assert.Null(Assert.Single(Ends([Cases(24)], closed).Endings).Round);
        Assert.Empty(Ends([Cases(24)], closed with { ClosedAt = Now.AddMonths(-23) }, closed with { ClosedAt = null }).Endings);
        Assert.Empty(Ends([Cases(24)], closed with { Emptied = true }).Endings);
        // It comes by itself, with its certificate.
        Assert.Empty(Ends([Cases(24)], closed with { Erasing = true }).Endings);
    }

    [Fact]
    public void a_case_under_a_legal_hold_is_left_out_and_counted()
    {
        var held = Case(Now.AddYears(-5), Round(Now.AddYears(-5))) with { Held = true };
        var ends = Ends([Answers(12), Cases(12)], held, Case(null) with { Held = true });
        Assert.Empty(ends.Endings);
        Assert.Equal([held.CaseId], ends.Held);
    }

    [Fact]
    public void the_preview_stands_for_exactly_what_it_lists()
    {
        var kept = Case(null, Round(Now.AddYears(-2)));
        string LookOf(IReadOnlyList<RetentionRule> rules, params KeptCase[] cases) => RetentionPreview.LookOf(rules, Ends(rules, cases));
        var look = LookOf([Answers(12)], kept);
        Assert.Equal(look, LookOf([Answers(12)], kept, Case(null)));
        Assert.NotEqual(look, LookOf([Answers(18)], kept));
        Assert.NotEqual(look, LookOf([Answers(12)], kept with { Held = true }));
        Assert.NotEqual(look, LookOf([Answers(12)], kept with { Rounds = [.. kept.Rounds, Round(Now.AddYears(-2))] }));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z")] // the night that skips from two to three
    [InlineData("2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z")] // the one that has two o'clock twice
    public void the_night_is_that_of_the_practice(string now, string last, string next)
    {
        Assert.Equal(DateTimeOffset.Parse(last, null), RetentionNight.Last(DateTimeOffset.Parse(now, null), Couple.Zone));
        Assert.Equal(DateTimeOffset.Parse(next, null), RetentionNight.Next(DateTimeOffset.Parse(now, null), Couple.Zone));
    }

    private static void Twice(Retention given, IReadOnlyList<RetentionRule> rules, string? look, params object[] events)
    {
        var first = SetRetention.Decide(given, rules, look, Look);
        Assert.Null(first.Refusal);
        Assert.Equal(events.Select(Specs.Told.Line), first.Events.Select(Specs.Told.Line));
        Assert.Equal([], SetRetention.Decide(first.Events.Aggregate(given, (r, e) => Retention.Fold(r, e, Now)), rules, look, Look).Events);
    }

    private static (string?, int?) Refused(CoachPlatform.Platform.Commands.Decision decision)
    {
        Assert.Empty(decision.Events);
        return (decision.Refusal?.Slug, decision.Refusal?.Status);
    }

    private static Retention Told(DateTimeOffset at, RetentionSet set) => Retention.Fold(Retention.None, set, at);

    private static Retention Then(Retention before, DateTimeOffset at, IReadOnlyList<RetentionRule> rules) => Retention.Fold(before, new RetentionSet(rules), at);

    private static WhatRetentionEnds Ends(IReadOnlyList<RetentionRule> rules, params KeptCase[] cases) => WhatRetentionEnds.Of(rules, cases, Now);

    private static RetentionRule Answers(int months) => RetentionRule.For("t", RetentionOf.Answers, months);

    private static RetentionRule Cases(int months) => RetentionRule.For("t", RetentionOf.Cases, months);

    private static KeptRound Round(DateTimeOffset? ended) => new(Guid.NewGuid(), "version", ended, Expired: false, Answers: 2);

    private static KeptCase Case(DateTimeOffset? closed, params KeptRound[] rounds) => new(Guid.NewGuid(), closed, Held: false, Emptied: false, Erasing: false, rounds);
}
