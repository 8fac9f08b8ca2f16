using CoachPlatform.Programmes;
using static CoachPlatform.Specs.Programmes.Running;

namespace CoachPlatform.Specs.Programmes;

public class PublishProgrammeSpecs
{
    private static readonly Guid Id = ProgrammeState.IdOf("tenant", "made");
    private static readonly Programme First = Of(Seen("a", StepOpening.AtOnce));
    private static readonly Programme Second = Of(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));

    [Fact]
    public void the_first_of_a_name_is_published_and_the_same_again_is_nothing()
    {
        Assert.Equal([new ProgrammePublished(Id, First.VersionId, "copied")], Decide(null, First, "copied"));
        Assert.Empty(Decide(Published(First), First, null));
        Assert.Empty(Decide(Published(First), First, First.VersionId));
    }

    [Fact]
    public void a_change_says_what_it_changed_or_is_told_that_somebody_was_first()
    {
        Assert.Equal([new ProgrammePublished(Id, Second.VersionId, First.VersionId)], Decide(Published(First), Second, First.VersionId));
        var refusal = PublishProgramme.Decide(Id, Published(First), Second, "older", knownBasis: true, shipped: false).Refusal!;
        Assert.Equal("programme-moved", refusal.Slug);
        Assert.Equal(First.VersionId, refusal.More!["basis"]);
    }

    [Fact]
    public void the_name_of_a_shipped_one_an_unknown_basis_and_a_retired_one_are_refused()
    {
        Assert.Equal("name-taken", PublishProgramme.Decide(Id, null, First, null, knownBasis: true, shipped: true).Refusal?.Slug);
        Assert.Equal("unknown-basis", PublishProgramme.Decide(Id, null, First, "x", knownBasis: false, shipped: false).Refusal?.Slug);
        Assert.Equal("programme-retired", PublishProgramme.Decide(Id, Published(First) with { Retired = true }, Second, First.VersionId, knownBasis: true, shipped: false).Refusal?.Slug);
    }

    [Fact]
    public void it_is_retired_once_and_restored_once()
    {
        var state = Published(First);
        var retired = ProgrammeState.Fold(state, Assert.Single(RetireProgramme.Decide(state).Events), Start)!;
        Assert.Empty(RetireProgramme.Decide(retired).Events);
        var restored = ProgrammeState.Fold(retired, Assert.Single(RestoreProgramme.Decide(retired).Events), Start)!;
        Assert.False(restored.Retired);
        Assert.Empty(RestoreProgramme.Decide(restored).Events);
    }

    private static IReadOnlyList<object> Decide(ProgrammeState? state, Programme programme, string? basis)
    {
        var decision = PublishProgramme.Decide(Id, state, programme, basis, knownBasis: true, shipped: false);
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    private static ProgrammeState Published(Programme programme) => ProgrammeState.Fold(null, new ProgrammePublished(Id, programme.VersionId, null), Start)!;
}
