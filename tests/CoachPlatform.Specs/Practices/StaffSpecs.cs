using CoachPlatform.Platform;
using CoachPlatform.Practices;

namespace CoachPlatform.Specs.Practices;

public class StaffSpecs
{
    private static readonly Guid Id = new("00000000-0000-7000-8000-0000000000b0");
    private static readonly Guid Miriam = new("00000000-0000-7000-8000-0000000000b1");
    private static readonly Guid Ivo = new("00000000-0000-7000-8000-0000000000b2");
    private static readonly Guid Lea = new("00000000-0000-7000-8000-0000000000b3");
    private static readonly Guid Invitation = new("00000000-0000-7000-8000-0000000000b4");
    private static readonly DateTimeOffset Ends = Couple.Now + OneTimeSecret.Lifetime;

    private static readonly object[] Opened = [.. OpenPractice.Decide(Id, Miriam)];

    private static readonly object[] OfTwo = [.. Opened, new StaffJoined(Ivo, Role.Coach)];

    private static readonly object[] Invited = [.. Opened, new StaffInvited(Invitation, [Role.Coach, Role.Supervisor], Ends)];

    [Fact]
    public void a_practice_begins_with_one_owner_who_coaches()
    {
        var practice = PracticeSpec.State(Opened);
        Assert.Equal([Role.Owner, Role.Coach], practice.Staff[Miriam]);
        Assert.True(practice.IsLastOwner(Miriam));
        Assert.Empty(practice.Invitations);
    }

    [Fact]
    public void an_invitation_says_in_which_roles_each_once_and_in_one_order() =>
        PracticeSpec.Given(Opened)
            .When(_ => InviteStaff.Decide([Role.Supervisor, Role.Coach, Role.Supervisor], Invitation, Couple.Now))
            .AgainGives(new StaffInvited(Invitation, [Role.Coach, Role.Supervisor], Ends))
            .Then(new StaffInvited(Invitation, [Role.Coach, Role.Supervisor], Ends));

    [Fact]
    public void nobody_is_invited_to_no_role()
    {
        PracticeSpec.Given(Opened).When(_ => InviteStaff.Decide([], Invitation, Couple.Now)).ThenRefused("fields-invalid", 422);
        PracticeSpec.Given(Opened).When(_ => InviteStaff.Decide(null, Invitation, Couple.Now)).ThenRefused("fields-invalid", 422);
    }

    [Fact]
    public void a_standing_invitation_is_taken_back_once() =>
        PracticeSpec.Given(Invited).When(p => RevokeStaffInvitation.Decide(p, Invitation)).Then(new StaffInvitationRevoked(Invitation));

    [Fact]
    public void what_does_not_stand_is_not_taken_back()
    {
        PracticeSpec.Given(Opened).When(p => RevokeStaffInvitation.Decide(p, Invitation)).ThenNothing();
        PracticeSpec.Given([.. Invited, new StaffJoined(Lea, Role.Coach, Invitation)]).When(p => RevokeStaffInvitation.Decide(p, Invitation)).ThenNothing();
    }

    [Fact]
    public void who_joins_is_there_in_each_role_and_the_invitation_is_spent() =>
        PracticeSpec.Given(Invited)
            .When(p => JoinPractice.Decide(p, Invitation, Lea, works: false, sits: false))
            .AgainRefused("invitation-spent")
            .Then(new StaffJoined(Lea, Role.Coach, Invitation), new StaffJoined(Lea, Role.Supervisor, Invitation));

    [Fact]
    public void an_invitation_that_was_taken_back_lets_nobody_in() =>
        PracticeSpec.Given([.. Invited, new StaffInvitationRevoked(Invitation)])
            .When(p => JoinPractice.Decide(p, Invitation, Lea, works: false, sits: false))
            .ThenRefused("invitation-spent", 410);

    [Fact]
    public void nobody_joins_twice_nor_beside_their_own_coach()
    {
        PracticeSpec.Given(Invited).When(p => JoinPractice.Decide(p, Invitation, Lea, works: true, sits: false)).ThenRefused("already-staff", 409);
        PracticeSpec.Given(Invited).When(p => JoinPractice.Decide(p, Invitation, Lea, works: false, sits: true)).ThenRefused("staff-conflict", 409);
    }

    [Fact]
    public void roles_change_to_what_is_said() =>
        PracticeSpec.Given(OfTwo)
            .When(p => ChangeRoles.Decide(p, Ivo, [Role.Supervisor, Role.Owner]))
            .Then(new RoleChanged(Ivo, [Role.Owner, Role.Supervisor]));

    [Fact]
    public void the_same_roles_are_no_change() =>
        PracticeSpec.Given(OfTwo).When(p => ChangeRoles.Decide(p, Miriam, [Role.Coach, Role.Owner])).ThenNothing();

    [Fact]
    public void somebody_keeps_at_least_one_role() =>
        PracticeSpec.Given(OfTwo).When(p => ChangeRoles.Decide(p, Ivo, [])).ThenRefused("fields-invalid", 422);

    [Fact]
    public void the_last_owner_stays_one_and_stays()
    {
        PracticeSpec.Given(OfTwo).When(p => ChangeRoles.Decide(p, Miriam, [Role.Coach])).ThenRefused("last-owner", 409);
        PracticeSpec.Given(OfTwo).When(p => EndPlace.Decide(p, Miriam)).ThenRefused("last-owner", 409);
        object[] twoOwners = [.. OfTwo, new RoleChanged(Ivo, [Role.Owner])];
        PracticeSpec.Given(twoOwners).When(p => ChangeRoles.Decide(p, Miriam, [Role.Coach])).Then(new RoleChanged(Miriam, [Role.Coach]));
        PracticeSpec.Given(twoOwners).When(p => EndPlace.Decide(p, Miriam)).Then(new StaffLeft(Miriam));
    }

    [Fact]
    public void who_leaves_has_no_place_and_is_known_to_have_had_one()
    {
        PracticeSpec.Given(OfTwo).When(p => EndPlace.Decide(p, Ivo)).Then(new StaffLeft(Ivo));
        PracticeSpec.Given([.. OfTwo, new StaffLeft(Ivo)]).When(p => ChangeRoles.Decide(p, Ivo, [Role.Owner])).ThenRefused("not-found", 404);
        Assert.False(PracticeSpec.State([.. OfTwo, new StaffLeft(Ivo)]).Staff.ContainsKey(Ivo));
    }

    [Fact]
    public void what_is_said_of_somebody_unknown_is_nothing_here()
    {
        PracticeSpec.Given(OfTwo).When(p => ChangeRoles.Decide(p, Lea, [Role.Coach])).ThenRefused("not-found", 404);
        PracticeSpec.Given(OfTwo).When(p => EndPlace.Decide(p, Lea)).ThenRefused("not-found", 404);
    }
}
