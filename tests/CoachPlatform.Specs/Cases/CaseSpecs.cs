using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;

namespace CoachPlatform.Specs.Cases;

public class CaseSpecs
{
    private static readonly Guid New = new("00000000-0000-7000-8000-0000000000aa");

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    private static Func<Told, Decision> Invite(Seat seat) => told => InvitePartner.Decide(told.Gate, seat, New, Couple.Now);

    private static Func<Told, Decision> Join(Seat seat, int? accepts = 1, bool conflict = false, Guid? invitation = null) =>
        told => JoinSeat.Decide(told.Gate, seat, invitation ?? Couple.Invitation(seat), accepts, conflict);

    [Fact]
    public void a_case_opens_with_the_policy_that_is_put_to_both()
    {
        var events = OpenCase.Decide(Couple.CaseId, Couple.Coach, Couple.Zone, SecretsPolicy.None);
        Assert.Equal([new CaseOpened(Couple.CaseId, Couple.Coach, Couple.Zone, 1), new SecretsPolicyProposed(Couple.CaseId, 1, SecretsPolicy.None)], events);
        var gate = Couple.Gate(events);
        Assert.Equal(Standing.Forming, gate.Standing);
        Assert.All(Seats.Both, seat => Assert.Equal(new SeatState(), gate.Seats[seat]));
        Assert.False(gate.OpensNow);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void an_empty_seat_is_invited_and_a_second_invitation_replaces_the_first(Seat seat) =>
        Spec.Given(Couple.Opened)
            .When(Invite(seat))
            .AgainGives(new InvitationRevoked(Couple.CaseId, New), new SeatInvited(Couple.CaseId, seat, New, Couple.Now + Invitation.Lifetime))
            .Then(new SeatInvited(Couple.CaseId, seat, New, Couple.Now + Invitation.Lifetime));

    [Theory, MemberData(nameof(BothSeats))]
    public void a_taken_seat_is_not_invited(Seat seat) =>
        Spec.Given(Couple.Together).When(Invite(seat)).ThenRefused("seat-taken");

    [Theory, MemberData(nameof(BothSeats))]
    public void a_standing_invitation_is_revoked(Seat seat) =>
        Spec.Given(Couple.Opened, Couple.Invited(seat))
            .When(told => RevokeInvitation.Decide(told.Gate, Couple.Invitation(seat)))
            .Then(new InvitationRevoked(Couple.CaseId, Couple.Invitation(seat)));

    [Fact]
    public void what_does_not_stand_is_not_revoked()
    {
        Spec.Given(Couple.Opened).When(told => RevokeInvitation.Decide(told.Gate, New)).ThenNothing();
        Spec.Given(Couple.OnlyAJoined).When(told => RevokeInvitation.Decide(told.Gate, Couple.Invitation(Seat.A))).ThenNothing();
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void the_first_to_join_accepts_and_the_case_is_still_forming(Seat seat)
    {
        Spec.Given(Couple.Opened, Couple.Invited(seat)).When(Join(seat)).AgainRefused("invitation-spent").Then([.. Couple.Joined(seat)]);
        var gate = Couple.Gate([.. Couple.Opened, Couple.Invited(seat), .. Couple.Joined(seat)]);
        Assert.Equal(Standing.Forming, gate.Standing);
        Assert.True(gate.MayWrite(seat));
        Assert.False(gate.MayWrite(seat.Other()));
        Assert.False(gate.OpensNow);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void the_second_to_join_brings_the_policy_into_force(Seat seat)
    {
        object[] given = [.. seat == Seat.A ? Couple.OnlyBJoined : Couple.OnlyAJoined, Couple.Invited(seat)];
        Spec.Given(given).When(Join(seat)).AgainRefused("invitation-spent").Then([.. Couple.Joined(seat), new SecretsPolicyInForce(Couple.CaseId, 1)]);
        Assert.True(Couple.Gate([.. given, .. Couple.Joined(seat), new SecretsPolicyInForce(Couple.CaseId, 1)]).OpensNow);
    }

    [Fact]
    public void a_link_that_does_not_stand_for_this_seat_is_spent()
    {
        Spec.Given(Couple.Opened, Couple.Invited(Seat.A)).When(Join(Seat.A, invitation: New)).ThenRefused("invitation-spent", 410);
        Spec.Given(Couple.Opened).When(Join(Seat.A)).ThenRefused("invitation-spent", 410);
        Spec.Given(Couple.Opened, Couple.Invited(Seat.A), new InvitationRevoked(Couple.CaseId, Couple.Invitation(Seat.A))).When(Join(Seat.A)).ThenRefused("invitation-spent", 410);
    }

    [Fact]
    public void staff_and_the_other_partner_cannot_take_the_seat() =>
        Spec.Given(Couple.Opened, Couple.Invited(Seat.A)).When(Join(Seat.A, conflict: true)).ThenRefused("seat-conflict");

    [Fact]
    public void the_policy_accepted_is_the_one_that_was_shown()
    {
        object[] moved = [.. Couple.Opened, new SecretsPolicyProposed(Couple.CaseId, 2, SecretsPolicy.None), Couple.Invited(Seat.A)];
        Spec.Given(moved).When(Join(Seat.A, accepts: 1)).ThenRefused("policy-moved");
        Spec.Given(moved).When(Join(Seat.A, accepts: null)).ThenRefused("policy-moved");
    }

    [Fact]
    public void two_acceptances_of_different_policies_bring_none_into_force() =>
        Spec.Given(Couple.OnlyAJoined, new SecretsPolicyProposed(Couple.CaseId, 2, SecretsPolicy.None), Couple.Invited(Seat.B))
            .When(Join(Seat.B, accepts: 2)).AgainRefused("invitation-spent")
            .Then(Couple.Joined(Seat.B)[0], Couple.Joined(Seat.B)[1], new SecretsPolicyAccepted(Couple.CaseId, Seat.B, 2));

    [Theory, InlineData(Seat.A), InlineData(Seat.B)]
    public void leaving_looks_like_a_pause_to_the_other_until_they_are_told(Seat seat)
    {
        var left = Couple.Gate([.. Couple.Together, new SeatLeft(Couple.CaseId, seat)]);
        Assert.Equal((true, false), (left.EndedFor(seat), left.PausedFor(seat)));
        Assert.Equal((false, true), (left.EndedFor(seat.Other()), left.PausedFor(seat.Other())));
        foreach (object then in new object[] { new LeavingTold(Couple.CaseId, seat), new CaseSeparated(Couple.CaseId), new CaseClosed(Couple.CaseId) })
        {
            var known = CaseGate.Fold(left, then, Couple.Now)!;
            Assert.Equal((true, false), (known.EndedFor(seat.Other()), known.PausedFor(seat.Other())));
        }
    }

    [Fact]
    public void a_pause_ends_where_it_began()
    {
        foreach (var before in new[] { Couple.Opened, Couple.OnlyAJoined, Couple.Together })
        {
            var gate = Couple.Gate(before);
            var paused = CaseGate.Fold(gate, new CasePaused(Couple.CaseId), Couple.Now)!;
            Assert.Equal(Standing.Paused, paused.Standing);
            Assert.Equal(gate.Standing, CaseGate.Fold(paused, new CaseResumed(Couple.CaseId), Couple.Now)!.Standing);
        }
    }

    [Fact]
    public void the_first_end_counts_with_the_hold_that_stood_then()
    {
        var concern = Guid.Parse("00000000-0000-7000-8000-0000000000cc");
        var told = new Told().After([.. Couple.Together, new HoldPlaced(Couple.CaseId, concern)], Couple.Now)
            .After(new SeatLeft(Couple.CaseId, Seat.A), Couple.Now.AddDays(1))
            .After(new HoldLifted(Couple.CaseId, concern), Couple.Now.AddDays(2))
            .After(new CaseSeparated(Couple.CaseId), Couple.Now.AddDays(3));
        Assert.Equal(new CoupleEnd(Couple.Now.AddDays(1), Couple.Now), told.Gate.End);
        Assert.Equal((Standing.Apart, null), (told.Gate.Standing, told.Gate.HeldSince));
    }
}
