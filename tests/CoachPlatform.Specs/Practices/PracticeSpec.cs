using CoachPlatform.Platform.Commands;
using CoachPlatform.Practices;

namespace CoachPlatform.Specs.Practices;

/// <summary>As <see cref="Spec"/>, for the stream of a practice: each decision is made a second time on what it led to.</summary>
internal sealed class PracticeSpec
{
    private readonly Practice given;

    private PracticeSpec(Practice given) => this.given = given;

    public static PracticeSpec Given(params object[] events) => new(State(events));

    public static Practice State(params object[] events) => events.Aggregate((Practice?)null, Practice.Fold)!;

    public Decided When(Func<Practice, Decision> decide) => new(given, decide);

    internal sealed class Decided(Practice given, Func<Practice, Decision> decide)
    {
        private string? again;
        private object[] anew = [];

        public Decided AgainRefused(string slug)
        {
            again = slug;
            return this;
        }

        public Decided AgainGives(params object[] events)
        {
            anew = events;
            return this;
        }

        public void Then(params object[] events)
        {
            var first = decide(given);
            Assert.Null(first.Refusal);
            Assert.Equal(events.Select(Told.Line), first.Events.Select(Told.Line));
            var second = decide(first.Events.Aggregate(given, (practice, e) => Practice.Fold(practice, e)!));
            Assert.Equal(again, second.Refusal?.Slug);
            Assert.Equal(anew.Select(Told.Line), second.Events.Select(Told.Line));
        }

        public void ThenNothing() => Then();

        public void ThenRefused(string slug, int status)
        {
            foreach (var decision in new[] { decide(given), decide(given) })
            {
                Assert.Empty(decision.Events);
                Assert.Equal((slug, status), (decision.Refusal?.Slug, decision.Refusal!.Status));
                Assert.False(string.IsNullOrWhiteSpace(decision.Refusal.Detail));
            }
        }
    }
}
