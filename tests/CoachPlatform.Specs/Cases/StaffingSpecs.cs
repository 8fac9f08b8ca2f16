using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Practices;

namespace CoachPlatform.Specs.Cases;

public class StaffingSpecs
{
    private static readonly Guid Lea = new("00000000-0000-7000-8000-0000000000b3");
    private static readonly Guid Ivo = new("00000000-0000-7000-8000-0000000000b2");

    private static readonly object[] HandedOver = [.. Couple.Together, new CoachChanged(Couple.CaseId, Couple.Coach, Ivo)];

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    [Fact]
    public void a_case_goes_to_another_coach() =>
        Spec.Given(Couple.Together)
            .When(told => HandOver.Decide(told.Gate, Ivo, coaches: true))
            .Then(new CoachChanged(Couple.CaseId, Couple.Coach, Ivo));

    [Fact]
    public void what_the_former_coach_had_proposed_goes_with_them()
    {
        object[] proposed = [.. Couple.Together, new SecretsPolicyProposed(Couple.CaseId, 2, SecretsPolicy.None)];
        Spec.Given(proposed)
            .When(told => HandOver.Decide(told.Gate, Ivo, coaches: true))
            .Then(new CoachChanged(Couple.CaseId, Couple.Coach, Ivo), new SecretsPolicyProposed(Couple.CaseId, 3, SecretsPolicy.Limited));
        // What both have accepted is theirs, and comes.
        object[] accepted = [.. proposed, new SecretsPolicyAccepted(Couple.CaseId, Seat.A, 2), new SecretsPolicyAccepted(Couple.CaseId, Seat.B, 2), new SecretsPolicyInForce(Couple.CaseId, 2)];
        Spec.Given(accepted).When(told => HandOver.Decide(told.Gate, Ivo, coaches: true)).Then(new CoachChanged(Couple.CaseId, Couple.Coach, Ivo));
    }

    [Fact]
    public void whose_it_is_already_changes_nothing() =>
        Spec.Given(Couple.Together).When(told => HandOver.Decide(told.Gate, Couple.Coach, coaches: true)).ThenNothing();

    [Fact]
    public void who_does_not_coach_here_gets_no_case()
    {
        Spec.Given(Couple.Together).When(told => HandOver.Decide(told.Gate, Ivo, coaches: false)).ThenRefused("not-staff", 422);
        Spec.Given(Couple.Together).When(told => HandOver.Decide(told.Gate, null, coaches: false)).ThenRefused("not-staff", 422);
    }

    [Fact]
    public void a_case_whose_coach_is_gone_has_none_until_it_is_given_to_one()
    {
        var given = Couple.Gate(Couple.Together);
        Assert.Equal([new CoachChanged(Couple.CaseId, Couple.Coach, null)], GiveUpCases.Decide(given, Couple.Coach));
        Assert.Empty(GiveUpCases.Decide(given, Ivo));
        object[] orphaned = [.. Couple.Together, new CoachChanged(Couple.CaseId, Couple.Coach, null)];
        Assert.Empty(GiveUpCases.Decide(Couple.Gate(orphaned), Couple.Coach));
        Assert.Equal(Guid.Empty, Couple.Gate(orphaned).Coach);
        Spec.Given(orphaned).When(told => HandOver.Decide(told.Gate, Ivo, coaches: true)).Then(new CoachChanged(Couple.CaseId, Guid.Empty, Ivo));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void a_partner_opens_their_own_history_to_the_coach_who_is_there_now(Seat seat)
    {
        var told = new Told().After(Couple.Together, Couple.Now).After(new CoachChanged(Couple.CaseId, Couple.Coach, Ivo), Couple.Now.AddDays(1));
        var decision = OpenHistory.Decide(told.Gate, seat, Ivo);
        Assert.Equal([new HistoryOpened(Couple.CaseId, seat, Ivo)], decision.Events);
        var after = told.After(decision.Events, Couple.Now.AddDays(2));
        Assert.Equal([seat], after.Gate.HistoryOpened);
        Assert.Empty(OpenHistory.Decide(after.Gate, seat, Ivo).Events);
        Assert.NotEmpty(OpenHistory.Decide(after.Gate, seat.Other(), Ivo).Events);
        // The next coach begins where this one began.
        var next = after.After(new CoachChanged(Couple.CaseId, Ivo, Lea), Couple.Now.AddDays(3));
        Assert.NotEmpty(OpenHistory.Decide(next.Gate, seat, Lea).Events);
    }

    [Fact]
    public void history_is_opened_to_nobody_else_than_was_shown()
    {
        Spec.Given(HandedOver).When(told => OpenHistory.Decide(told.Gate, Seat.A, Couple.Coach)).ThenRefused("coach-moved");
        Spec.Given([.. Couple.Together, new CoachChanged(Couple.CaseId, Couple.Coach, null)]).When(told => OpenHistory.Decide(told.Gate, Seat.A, Guid.Empty)).ThenRefused("coach-moved");
        Spec.Given(Couple.Together).When(told => OpenHistory.Decide(told.Gate, Seat.A, Couple.Coach)).ThenNothing();
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void supervision_begins_with_the_second_yes_to_the_same_supervisor_and_ends_with_either(Seat seat)
    {
        Spec.Given(Couple.Together).When(told => Supervise.Decide(told.Gate, seat, Lea, Supervise.Choice.Allow, supervises: true)).Then(new SupervisionAllowed(Couple.CaseId, seat, Lea));
        var one = Couple.Gate([.. Couple.Together, new SupervisionAllowed(Couple.CaseId, seat, Lea), new SupervisionAllowed(Couple.CaseId, seat.Other(), Ivo)]);
        Assert.False(one.SupervisedBy(Lea));
        object[] both = [.. Couple.Together, new SupervisionAllowed(Couple.CaseId, seat, Lea), new SupervisionAllowed(Couple.CaseId, seat.Other(), Lea)];
        Assert.True(Couple.Gate(both).SupervisedBy(Lea));
        Spec.Given(both).When(told => Supervise.Decide(told.Gate, seat, Lea, Supervise.Choice.End, supervises: false)).Then(new SupervisionEnded(Couple.CaseId, seat, Lea));
        Assert.False(Couple.Gate([.. both, new SupervisionEnded(Couple.CaseId, seat, Lea)]).SupervisedBy(Lea));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void what_one_decides_about_supervision_is_the_same_whatever_the_other_has_decided(Seat seat)
    {
        foreach (object[] others in new object[][] { [], [new SupervisionAllowed(Couple.CaseId, seat.Other(), Lea)], [new SupervisionAllowed(Couple.CaseId, seat.Other(), Lea), new SupervisionEnded(Couple.CaseId, seat.Other(), Lea)] })
        {
            var gate = Couple.Gate([.. Couple.Together, .. others]);
            var allowed = Supervise.Decide(gate, seat, Lea, Supervise.Choice.Allow, supervises: true);
            Assert.Equal([new SupervisionAllowed(Couple.CaseId, seat, Lea)], allowed.Events);
            Assert.Empty(Supervise.Decide(gate, seat, Lea, Supervise.Choice.End, supervises: true).Events);
            Assert.Equal([seat], WhoIsMoved.ByCase(allowed.Events[0], gate).Seats);
            Assert.False(WhoIsMoved.ByCase(allowed.Events[0], gate).Coach);
        }
    }

    [Fact]
    public void nobody_but_a_supervisor_is_let_in_and_not_the_own_coach()
    {
        Spec.Given(Couple.Together).When(told => Supervise.Decide(told.Gate, Seat.A, Lea, Supervise.Choice.Allow, supervises: false)).ThenRefused("not-staff", 422);
        Spec.Given(Couple.Together).When(told => Supervise.Decide(told.Gate, Seat.A, Couple.Coach, Supervise.Choice.Allow, supervises: true)).ThenRefused("not-staff", 422);
        Spec.Given(Couple.Together).When(told => Supervise.Decide(told.Gate, Seat.A, Lea, choice: null, supervises: true)).ThenRefused("fields-invalid", 422);
        Spec.Given(Couple.Together).When(told => Supervise.Decide(told.Gate, Seat.A, Lea, Supervise.Choice.End, supervises: true)).ThenNothing();
        Spec.Given([.. Couple.Together, new CaseSeparated(Couple.CaseId)]).When(told => Supervise.Decide(told.Gate, Seat.A, Lea, Supervise.Choice.Allow, supervises: true)).ThenRefused("couple-ended");
    }

    [Fact]
    public void connections_end_where_somebody_coaches_no_more_and_nowhere_else()
    {
        Assert.Equal(CoachHub.GroupOf(Ivo), EndedRights.GroupEndedBy(new StaffLeft(Ivo)));
        Assert.Equal(CoachHub.GroupOf(Ivo), EndedRights.GroupEndedBy(new RoleChanged(Ivo, [Role.Owner, Role.Supervisor])));
        Assert.Null(EndedRights.GroupEndedBy(new RoleChanged(Ivo, [Role.Coach])));
        Assert.Equal(CoupleHub.GroupOf(Couple.CaseId, Seat.B), EndedRights.GroupEndedBy(new SeatReleased(Couple.CaseId, Seat.B)));
        Assert.Null(EndedRights.GroupEndedBy(new SeatLeft(Couple.CaseId, Seat.B)));
        Assert.Null(EndedRights.GroupEndedBy(new CoachChanged(Couple.CaseId, Couple.Coach, Ivo)));
    }
}
