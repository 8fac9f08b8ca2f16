using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Cases;

public class LegalHoldSpecs
{
    private static readonly Guid Owner = new("00000000-0000-7000-8000-0000000000b1");

    private static readonly object[] Held = [.. Couple.Together, new LegalHoldPlaced(Couple.CaseId, Owner)];

    [Fact]
    public void the_owner_places_it_once_and_lifts_it_once()
    {
        Spec.Given(Couple.Together).When(told => PlaceLegalHold.Decide(told.Gate, Owner)).Then(new LegalHoldPlaced(Couple.CaseId, Owner));
        Spec.Given(Held).When(told => LiftLegalHold.Decide(told.Gate, Owner)).Then(new LegalHoldLifted(Couple.CaseId, Owner));
        Spec.Given(Held).When(told => PlaceLegalHold.Decide(told.Gate, Owner)).ThenNothing();
        Spec.Given(Couple.Together).When(told => LiftLegalHold.Decide(told.Gate, Owner)).ThenNothing();
    }

    [Fact]
    public void it_can_be_placed_however_the_case_stands()
    {
        foreach (object end in new object[] { new CasePaused(Couple.CaseId), new SeatLeft(Couple.CaseId, Seat.A), new CaseSeparated(Couple.CaseId), new CaseClosed(Couple.CaseId) })
            Spec.Given(Couple.Together, end).When(told => PlaceLegalHold.Decide(told.Gate, Owner)).Then(new LegalHoldPlaced(Couple.CaseId, Owner));
    }

    [Fact]
    public void since_when_it_stands_is_known_and_goes_with_it()
    {
        var gate = Couple.Gate(Held);
        Assert.Equal(Couple.Now, gate.LegalHoldSince);
        Assert.Equal(Couple.Now, CaseGate.Fold(gate, new LegalHoldPlaced(Couple.CaseId, Owner), Couple.Now.AddDays(3))!.LegalHoldSince);
        Assert.Null(CaseGate.Fold(gate, new LegalHoldLifted(Couple.CaseId, Owner), Couple.Now.AddDays(3))!.LegalHoldSince);
    }

    [Fact]
    public void both_partners_and_the_coach_are_moved_by_it()
    {
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(new LegalHoldPlaced(Couple.CaseId, Owner), Couple.Gate(Couple.Together)));
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(new LegalHoldLifted(Couple.CaseId, Owner), Couple.Gate(Held)));
    }

    [Fact]
    public void an_answer_is_not_destroyed_while_it_stands_and_can_be_taken_back_all_the_same()
    {
        object[] given = [.. Held, Round(Step("say", Mode.Sealed)), Given(Seat.A, "say")];
        Spec.Given(given).When(told => VoidAnswer.Ask(told.Round, told.Gate, Seat.A, new StepRef("say"), Couple.Now)).ThenRefused("legal-hold");
        Spec.Given(given, new LegalHoldLifted(Couple.CaseId, Owner)).When(told => VoidAnswer.Ask(told.Round, told.Gate, Seat.A, new StepRef("say"), Couple.Now)).Then(Voided(Seat.A, "say"));
        var held = new Told().After(given, Couple.Now);
        Assert.NotEmpty(WithdrawAnswer.Decide(held.Round, held.Gate, Seat.A, new StepRef("say"), null, Couple.Now).Events);
    }

    [Fact]
    public void what_was_destroyed_before_a_backup_stays_destroyed_though_the_hold_stands_in_it() =>
        Spec.Given(Held, Round(Step("say", Mode.Sealed)), Given(Seat.A, "say")).When(told => VoidAnswer.Decide(told.Round, told.Gate, Seat.A, new StepRef("say"), Couple.Now)).Then(Voided(Seat.A, "say"));
}
