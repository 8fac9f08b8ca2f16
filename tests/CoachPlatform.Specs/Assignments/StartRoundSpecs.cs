using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Specs.Assignments;

public class StartRoundSpecs
{
    private const string Tenant = "practice";

    private static AssignmentMade Made(StartRule start = StartRule.Either, Cadence cadence = Cadence.OnDemand) => new(
        Couple.CaseId, "version", null, cadence, Couple.Zone, Topic: null, Screened: false, Run: null, start, Rounds: null, Word: null);

    private static readonly OccurrenceOpened First = new(Couple.CaseId, 1, Ids.Round(Tenant, Told.AssignmentId, 1), Couple.Now);

    private static Func<Told, Decision> By(Seat? seat, Guid? running = null, DateTimeOffset? at = null) =>
        told => StartRound.Decide(Tenant, told.Assignment, told.Gate, seat, running, at ?? Couple.Now);

    [Theory]
    [InlineData(Seat.A)]
    [InlineData(Seat.B)]
    public void either_starts_one(Seat seat) =>
        Spec.Given(Couple.Together, Made()).When(By(seat)).AgainGives(new OccurrenceOpened(Couple.CaseId, 2, Ids.Round(Tenant, Told.AssignmentId, 2), Couple.Now)).Then(First);

    [Fact]
    public void while_one_runs_a_second_press_finds_it() => Spec.Given(Couple.Together, Made(), First).When(By(Seat.B, running: First.RoundId)).ThenNothing();

    [Fact]
    public void where_both_must_ask_the_first_ask_opens_nothing_and_the_second_does()
    {
        var asked = new OpeningAsked(Couple.CaseId, Seat.A);
        Spec.Given(Couple.Together, Made(StartRule.Both)).When(By(Seat.A)).Then(asked);
        Spec.Given(Couple.Together, Made(StartRule.Both), asked).When(By(Seat.B)).AgainGives(new OpeningAsked(Couple.CaseId, Seat.B)).Then(First);
    }

    [Fact]
    public void an_ask_is_forgotten_after_thirty_days() =>
        Spec.Given(Couple.Together, Made(StartRule.Both), new OpeningAsked(Couple.CaseId, Seat.A))
            .When(By(Seat.B, at: Couple.Now + StartRound.AskLasts)).AgainGives(new OpeningAsked(Couple.CaseId, Seat.B)).Then(new OpeningAsked(Couple.CaseId, Seat.B));

    [Theory]
    [InlineData(StartRule.Either)]
    [InlineData(StartRule.Both)]
    public void before_its_topic_is_offered_there_is_nothing_here_for_a_partner_and_the_coach_is_told(StartRule start)
    {
        var made = Made(start) with { Topic = "intimacy" };
        var open = new TopicOpened(Couple.CaseId, "intimacy");
        Spec.Given(Couple.Together, made).When(By(Seat.A)).ThenRefused("not-found", 404);
        Spec.Given(Couple.Together, made).When(By(seat: null)).ThenRefused("topic-not-open");
        Spec.Given(Couple.Together, made, open).When(By(Seat.A)).ThenRefused("not-found", 404);
        Assert.Null(By(Seat.A, at: Couple.Now.AddDays(1))(new Told().After([.. Couple.Together, made, open], Couple.Now)).Refusal);
    }

    [Fact]
    public void what_cannot_start_is_refused_by_name()
    {
        Spec.Given(Couple.Together, Made(cadence: Cadence.Weekly)).When(By(Seat.A)).ThenRefused("not-on-demand");
        Spec.Given(Couple.Together, Made(StartRule.Both)).When(By(seat: null)).ThenRefused("not-on-demand");
        Spec.Given(Couple.Together, Made(StartRule.Coach)).When(By(Seat.A)).ThenRefused("not-on-demand");
        Spec.Given(Couple.Together, Made(), new AssignmentWithdrawn(Couple.CaseId)).When(By(Seat.A)).ThenRefused("assignment-withdrawn");
        Spec.Given(Couple.OnlyAJoined, Made()).When(By(Seat.B)).ThenRefused("policy-not-in-force");
    }
}
