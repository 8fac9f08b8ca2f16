using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Privacy;

namespace CoachPlatform.Specs.Privacy;

/// <summary>One export at a time for each person, from asking to its end. Each decision is made a second time on the state it led to.</summary>
public class ExportSpecs
{
    private static readonly Guid Case = new("00000000-0000-7000-8000-00000000ca5e");
    private static readonly Guid One = new("00000000-0000-7000-8000-0000000000e1");
    private static readonly Guid Two = new("00000000-0000-7000-8000-0000000000e2");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly ExportOf Ana = new(Case, Seat.A, null);
    private static readonly ExportOf Coach = new(Case, null, Couple.Coach);

    private static readonly ExportRequested Requested = new(Case, Seat.A, One);
    private static readonly ExportReady Ready = new(Case, Seat.A, One, "ab", Now + ExportDecisions.Kept);

    [Fact]
    public void a_copy_is_asked_for_and_not_again_while_it_is_being_made() =>
        Given().When(e => ExportDecisions.Request(e, Ana, One)).Then("export-running", new ExportRequested(Case, Seat.A, One));

    [Fact]
    public void a_coach_asks_in_the_same_way() =>
        Given().When(e => ExportDecisions.Request(e, Coach, One)).Then("export-running", new ExportRequested(Case, null, One, Couple.Coach));

    [Fact]
    public void a_new_copy_takes_the_place_of_the_one_that_lies_ready() =>
        Given(Requested, Ready).When(e => ExportDecisions.Request(e, Ana, Two))
            .Then("export-running", new ExportDropped(Case, Seat.A, One, ExportEnd.Replaced), new ExportRequested(Case, Seat.A, Two));

    [Theory, InlineData(ExportEnd.Failed), InlineData(ExportEnd.Expired), InlineData(ExportEnd.MovedOn), InlineData(ExportEnd.Asked)]
    public void whatever_became_of_the_one_before_a_new_one_can_be_asked_for(ExportEnd because) =>
        Given(Requested, new ExportDropped(Case, Seat.A, One, because)).When(e => ExportDecisions.Request(e, Ana, Two))
            .Then("export-running", new ExportRequested(Case, Seat.A, Two));

    [Fact]
    public void a_copy_that_is_made_is_kept_for_seven_days() =>
        Given(Requested).When(e => ExportDecisions.Finish(e, Ana, One, "ab", Now)).Then(null, new ExportReady(Case, Seat.A, One, "ab", Now.AddDays(7)));

    [Fact]
    public void a_copy_that_was_dropped_while_it_was_being_made_is_not_kept() =>
        Given(Requested, new ExportDropped(Case, Seat.A, One, ExportEnd.Asked)).When(e => ExportDecisions.Finish(e, Ana, One, "ab", Now)).Then(null);

    [Fact]
    public void a_copy_that_a_newer_one_has_replaced_is_not_kept() =>
        Given(Requested, new ExportDropped(Case, Seat.A, One, ExportEnd.Asked), new ExportRequested(Case, Seat.A, Two))
            .When(e => ExportDecisions.Finish(e, Ana, One, "ab", Now)).Then(null);

    [Fact]
    public void that_it_was_fetched_is_noted_once() =>
        Given(Requested, Ready).When(e => ExportDecisions.Collect(e, Ana, One)).Then(null, new ExportCollected(Case, Seat.A, One));

    [Fact]
    public void what_is_not_ready_is_not_fetched() => Given(Requested).When(e => ExportDecisions.Collect(e, Ana, One)).Then(null);

    [Fact]
    public void a_copy_goes_when_it_is_let_go_while_it_is_made_and_afterwards()
    {
        Given(Requested).When(e => ExportDecisions.Drop(e, Ana, One, ExportEnd.Asked)).Then(null, new ExportDropped(Case, Seat.A, One, ExportEnd.Asked));
        Given(Requested, Ready).When(e => ExportDecisions.Drop(e, Ana, One, ExportEnd.MovedOn)).Then(null, new ExportDropped(Case, Seat.A, One, ExportEnd.MovedOn));
        Given().When(e => ExportDecisions.Drop(e, Ana, One, ExportEnd.Asked)).Then(null);
    }

    [Fact]
    public void its_days_end_and_not_before()
    {
        Given(Requested, Ready).When(e => ExportDecisions.Expire(e, Ana, One, Ready.Expires.AddTicks(-1))).Then(null);
        Given(Requested, Ready).When(e => ExportDecisions.Expire(e, Ana, One, Ready.Expires)).Then(null, new ExportDropped(Case, Seat.A, One, ExportEnd.Expired));
        Given(Requested).When(e => ExportDecisions.Expire(e, Ana, One, Ready.Expires)).Then(null);
    }

    [Fact]
    public void the_two_seats_and_the_coach_have_streams_of_their_own() =>
        Assert.Equal(3, new[] { Exports.StreamOf("t", Case, Seat.A, null), Exports.StreamOf("t", Case, Seat.B, null), Exports.StreamOf("t", Case, null, Couple.Coach) }.Distinct().Count());

    [Fact]
    public void a_file_is_handed_out_only_while_all_of_it_may_still_be_read()
    {
        Assert.True(ExportSight.StillHolds([], ["a"]));
        Assert.True(ExportSight.StillHolds(["a", "b"], ["a", "b", "c"]));
        Assert.False(ExportSight.StillHolds(["a", "b"], ["a", "c"]));
    }

    private static Story Given(params object[] events) => new(events.Aggregate(new Exports(), (state, e) => Exports.Fold(state, e, Now)));

    private sealed record Story(Exports State, Func<Exports, Decision>? Decide = null)
    {
        public Story When(Func<Exports, Decision> decide) => this with { Decide = decide };

        /// <param name="again">What a second run is refused with; null when it gives nothing.</param>
        public void Then(string? again, params object[] events)
        {
            var decision = Decide!(State);
            Assert.Null(decision.Refusal);
            Assert.Equal(events, decision.Events);
            var second = Decide(decision.Events.Aggregate(State, (state, e) => Exports.Fold(state, e, Now)));
            Assert.Equal(again, second.Refusal?.Slug);
            Assert.Empty(second.Events);
        }
    }
}
