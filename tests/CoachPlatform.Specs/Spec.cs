using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Specs;

/// <summary>
/// Given these events, when this is decided, then these events. Each decision is made a second time on the state it led to, and must then
/// give nothing, or the refusal that the spec declares.
/// </summary>
internal sealed class Spec
{
    private readonly Told given;

    private Spec(Told given) => this.given = given;

    /// <param name="parts">Events, or lists of events.</param>
    public static Spec Given(params object[] parts) =>
        new(parts.SelectMany(p => p as IEnumerable<object> ?? [p]).Aggregate(new Told(), (told, e) => told.After(e, Couple.Now)));

    public Decided When(Func<Told, Decision> decide) => new(given, decide);

    internal sealed class Decided(Told given, Func<Told, Decision> decide)
    {
        private string? again;
        private object[] anew = [];

        /// <summary>The second run is refused with this slug.</summary>
        public Decided AgainRefused(string slug)
        {
            again = slug;
            return this;
        }

        /// <summary>The second run is a new wish, and gives these events.</summary>
        public Decided AgainGives(params object[] events)
        {
            anew = events;
            return this;
        }

        public void Then(params object[] events)
        {
            var decision = decide(given);
            Assert.Null(decision.Refusal);
            Assert.Equal(events.Select(Told.Line), decision.Events.Select(Told.Line));
            var second = decide(given.After(decision.Events, Couple.Now));
            Assert.Equal(again, second.Refusal?.Slug);
            Assert.Equal(anew.Select(Told.Line), second.Events.Select(Told.Line));
        }

        public void ThenNothing() => Then();

        public void ThenRefused(string slug, int status = 409)
        {
            foreach (var decision in new[] { decide(given), decide(given) })
            {
                Assert.Empty(decision.Events);
                Assert.Equal(slug, decision.Refusal?.Slug);
                Assert.Equal(status, decision.Refusal!.Status);
                Assert.False(string.IsNullOrWhiteSpace(decision.Refusal.Detail));
            }
        }
    }
}
