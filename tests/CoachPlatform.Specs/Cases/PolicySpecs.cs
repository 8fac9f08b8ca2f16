using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Specs.Cases;

public class PolicySpecs
{
    private static readonly SecretsPolicyProposed Second = new(Couple.CaseId, 2, SecretsPolicy.None);

    private static readonly DateTimeOffset Morning = LocalDay.NextMorning(Couple.Now, Couple.Zone);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    private static Func<Told, Decision> Propose(SecretsPolicy? policy, DateTimeOffset? at = null) => told => ProposePolicy.Decide(told.Gate, policy, at ?? Couple.Now);

    private static Func<Told, Decision> Accept(Seat seat, int? version = 2) => told => AcceptPolicy.Decide(told.Gate, seat, version);

    private static SecretsPolicyAccepted Accepted(Seat seat, int version = 2) => new(Couple.CaseId, seat, version);

    private static CaseGate Gate(params object[] parts) => Couple.Gate([.. Couple.Together, .. parts]);

    [Fact]
    public void another_way_of_handling_confidences_is_proposed_under_the_next_version() =>
        Spec.Given(Couple.Together).When(Propose(SecretsPolicy.None)).Then(Second);

    [Fact]
    public void proposing_what_stands_proposes_nothing()
    {
        Spec.Given(Couple.Together).When(Propose(SecretsPolicy.Limited)).ThenNothing();
        Spec.Given(Couple.Opened).When(Propose(SecretsPolicy.Limited)).ThenNothing();
        Spec.Given(Couple.Together, Second).When(Propose(SecretsPolicy.None)).ThenNothing();
    }

    [Fact]
    public void a_proposal_says_which() => Spec.Given(Couple.Together).When(Propose(null)).ThenRefused("fields-invalid", 422);

    [Fact]
    public void what_is_in_force_stays_so_while_another_is_proposed()
    {
        var gate = Gate(Second);
        Assert.Equal(SecretsPolicy.Limited, gate.Policy);
        Assert.Equal(SecretsPolicy.Limited, gate.PolicyAt(Couple.Now.AddYears(1)));
        Assert.Equal(1, gate.PolicyInForce);
        Assert.Equal(SecretsPolicy.None, gate.PolicyProposed());
        Assert.True(gate.OpensNow);
        Assert.All(Seats.Both, seat => Assert.True(gate.MayWrite(seat)));
    }

    [Fact]
    public void the_stored_events_of_a_case_with_one_policy_fold_as_they_always_did()
    {
        var gate = Gate();
        Assert.Equal((1, SecretsPolicy.Limited, 1, null), (gate.ProposedPolicy, gate.Policy, gate.PolicyInForce, gate.NextPolicy));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void the_first_acceptance_changes_nothing_yet(Seat seat)
    {
        Spec.Given(Couple.Together, Second).When(Accept(seat)).Then(Accepted(seat));
        Assert.Equal(SecretsPolicy.Limited, Gate(Second, Accepted(seat)).PolicyAt(Couple.Now.AddYears(1)));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void the_second_acceptance_brings_it_into_force_and_it_holds_from_the_morning(Seat seat)
    {
        Spec.Given(Couple.Together, Second, Accepted(seat.Other())).When(Accept(seat)).Then(Accepted(seat), new SecretsPolicyInForce(Couple.CaseId, 2));
        var gate = Gate(Second, Accepted(seat.Other()), Accepted(seat), new SecretsPolicyInForce(Couple.CaseId, 2));
        Assert.Equal(2, gate.PolicyInForce);
        Assert.Equal(SecretsPolicy.Limited, gate.PolicyAt(Couple.Now));
        Assert.Equal(SecretsPolicy.Limited, gate.PolicyAt(Morning.AddTicks(-1)));
        Assert.Equal(SecretsPolicy.None, gate.PolicyAt(Morning));
        Assert.Null(gate.PolicyToCome(Morning));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void only_what_was_shown_is_accepted(Seat seat)
    {
        Spec.Given(Couple.Together, Second).When(Accept(seat, 1)).ThenRefused("policy-moved");
        Spec.Given(Couple.Together, Second).When(Accept(seat, 3)).ThenRefused("policy-moved");
        Spec.Given(Couple.Together, Second).When(Accept(seat, null)).ThenRefused("fields-invalid", 422);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void nobody_accepts_from_a_seat_that_is_not_theirs_yet(Seat seat) =>
        Spec.Given(Couple.Opened, Second).When(Accept(seat)).ThenRefused("couple-ended");

    [Theory, MemberData(nameof(BothSeats))]
    public void whoever_has_left_agrees_to_nothing_new_and_the_other_is_not_told_by_that(Seat seat)
    {
        Spec.Given(Couple.Together, Second, new SeatLeft(Couple.CaseId, seat)).When(Accept(seat)).ThenRefused("couple-ended");
        Spec.Given(Couple.Together, Second, new SeatLeft(Couple.CaseId, seat)).When(Accept(seat.Other())).Then(Accepted(seat.Other()));
        Spec.Given(Couple.Together, Second, new CasePaused(Couple.CaseId)).When(Accept(seat.Other())).Then(Accepted(seat.Other()));
        Spec.Given(Couple.Together, new SeatLeft(Couple.CaseId, seat)).When(Propose(SecretsPolicy.None)).ThenRefused("case-closed");
        Spec.Given(Couple.Together, Second, new CaseSeparated(Couple.CaseId)).When(Accept(seat)).ThenRefused("couple-ended");
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void what_is_in_force_is_accepted_already(Seat seat) => Spec.Given(Couple.Together).When(Accept(seat, 1)).ThenNothing();

    [Theory, MemberData(nameof(BothSeats))]
    public void proposing_what_is_in_force_takes_the_standing_proposal_back(Seat seat)
    {
        var back = new SecretsPolicyProposed(Couple.CaseId, 3, SecretsPolicy.Limited);
        Spec.Given(Couple.Together, Second, Accepted(seat)).When(Propose(SecretsPolicy.Limited)).Then(back);
        Spec.Given(Couple.Together, Second, Accepted(seat), back).When(Accept(seat.Other(), 2)).ThenRefused("policy-moved");
        Spec.Given(Couple.Together, Second, Accepted(seat), back).When(Accept(seat.Other(), 3)).ThenNothing();
        Assert.Null(Gate(Second, Accepted(seat), back).NextPolicy);
    }

    [Fact]
    public void what_both_have_just_accepted_is_not_overtaken_before_it_holds()
    {
        object[] both = [Second, Accepted(Seat.A), Accepted(Seat.B), new SecretsPolicyInForce(Couple.CaseId, 2)];
        Spec.Given(Couple.Together, both).When(Propose(SecretsPolicy.Limited)).ThenRefused("policy-just-accepted");
        Spec.Given(Couple.Together, both).When(Propose(SecretsPolicy.Limited, Morning)).Then(new SecretsPolicyProposed(Couple.CaseId, 3, SecretsPolicy.Limited));
        var gate = Couple.Gate([.. Couple.Together, .. both, new SecretsPolicyProposed(Couple.CaseId, 3, SecretsPolicy.Limited)]);
        Assert.Equal((SecretsPolicy.None, 2, 3), (gate.PolicyAt(Morning), gate.PolicyInForce, gate.NextPolicy!.Version));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void one_who_joined_under_an_older_proposal_is_asked_anew_and_the_case_then_opens_at_once(Seat seat)
    {
        object[] given = [.. seat == Seat.A ? Couple.OnlyAJoined : Couple.OnlyBJoined, Second, Couple.Invited(seat.Other()), .. Couple.Joined(seat.Other()).Take(2), Accepted(seat.Other())];
        Assert.False(Couple.Gate(given).OpensNow);
        Assert.Equal(new MyPolicy(SecretsPolicy.None, InForce: false, new MyProposal(2, SecretsPolicy.None, Accepted: false)), MyPolicy.Of(Couple.Gate(given), seat, Couple.Now));
        Spec.Given(given).When(Accept(seat)).Then(Accepted(seat), new SecretsPolicyInForce(Couple.CaseId, 2));
        var gate = Couple.Gate([.. given, Accepted(seat), new SecretsPolicyInForce(Couple.CaseId, 2)]);
        Assert.True(gate.OpensNow);
        Assert.Equal(new MyPolicy(SecretsPolicy.None, InForce: true, null), MyPolicy.Of(gate, seat, Couple.Now));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void what_the_other_has_accepted_shows_nowhere_before_it_holds(Seat seat)
    {
        var own = Accepted(seat);
        var others = Accepted(seat.Other());
        string Shown(params object[] events) => System.Text.Json.JsonSerializer.Serialize(MyPolicy.Of(Gate(events), seat, Couple.Now), Store.Json);

        Assert.Equal(Shown(Second), Shown(Second, others));
        Assert.Equal(Shown(Second, own), Shown(Second, own, others, new SecretsPolicyInForce(Couple.CaseId, 2)));
        Assert.Equal(Shown(Second, own), Shown(Second, others, own, new SecretsPolicyInForce(Couple.CaseId, 2)));
        Assert.NotEqual(Shown(Second), Shown(Second, own));
        Assert.NotEqual(Shown(), Shown(Second));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void a_proposal_moves_everybody_and_an_acceptance_its_author_and_the_coach(Seat seat)
    {
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(Second, Gate()));
        Assert.Equal(Moved.CoachAlone, WhoIsMoved.ByCase(Couple.Opened[1], Gate()));
        var moved = WhoIsMoved.ByCase(Accepted(seat), Gate(Second));
        Assert.True(moved.Coach);
        Assert.Equal([seat], moved.Seats);
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(new SecretsPolicyInForce(Couple.CaseId, 1), Couple.Gate(Couple.OnlyAJoined)));
        Assert.Equal(Moved.CoachAlone, WhoIsMoved.ByCase(new SecretsPolicyInForce(Couple.CaseId, 2), Gate(Second)));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void the_versions_that_were_shown_are_kept_with_the_seat(Seat seat)
    {
        Assert.Equal((JoinSeat.Terms, JoinSeat.Consent), (Gate().Seats[seat].Terms!, Gate().Seats[seat].Consent!));
        Assert.Null(Couple.Gate(Couple.Opened).Seats[seat].Terms);
    }
}
