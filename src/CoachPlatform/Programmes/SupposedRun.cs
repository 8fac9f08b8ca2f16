using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Programmes;

/// <summary>The calendar that a programme would give a case, before it starts.</summary>
public sealed class SupposedRun(IDocumentStore store, PlannedRun planned, RunDesk desk, TimeProvider clock)
{
    /// <param name="Programme">The slug.</param>
    /// <param name="StartsOn">Today or later, where the couple lives; at once when left out.</param>
    /// <param name="DoneAfter">Days after which they are taken to be done with what ends when they are, 0 to 366; its last day when left out.</param>
    public sealed record Request(string? Programme, DateOnly? StartsOn, int? DoneAfter);

    /// <param name="OpensOn">Where the couple lives; null when nobody can say.</param>
    /// <param name="Rounds">The day of each of its rounds, where it has several.</param>
    /// <param name="Waits">On what, where it would not open.</param>
    /// <param name="Asks">What it asks of the coach; a yes is taken for granted.</param>
    public sealed record Step(
        string Key, string Exercise, string Title, DateOnly? OpensOn, DateOnly? EndsOn, IReadOnlyList<DateOnly> Rounds, StepEnd Ends, StepWaits? Waits, string? Asks);

    /// <param name="Zone">Where the couple lives.</param>
    /// <param name="Now">When it was asked.</param>
    public sealed record View(string Programme, string Title, DateOnly StartsOn, DateOnly? EndsOn, string Zone, DateTimeOffset Now, IReadOnlyList<Step> Steps);

    public async Task<(View? View, Refusal? Refusal)> ForAsync(Member member, Guid caseId, Request request, CancellationToken ct)
    {
        if (request.DoneAfter is < 0 or > ProgrammeRules.MostDays)
            return (null, Refusal.Field("fields-invalid", "doneAfter", $"Choose 0 to {ProgrammeRules.MostDays} days."));
        await using var session = store.QuerySession(member.Tenant!);
        var now = clock.GetUtcNow();
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return (null, Refusal.NotFound);
        var (run, refusal) = await planned.OfAsync(session, gate, Guid.Empty, request.Programme, request.StartsOn, now, ct);
        if (refusal is not null || await desk.AtAsync(session, run!, gate, now, ct) is not { } at)
            return (null, refusal ?? Refusal.NotFound);
        var steps = Simulate.Calendar(at, new Supposing(request.StartsOn, request.DoneAfter)).Zip(at.Template.Steps, (supposed, step) => new Step(
            step.Key, step.Exercise, at.Exercises[step.Key].Title, Day(supposed.OpensAt), Day(supposed.EndsAt), [.. supposed.Rounds.Select(r => Day(r)!.Value)],
            StepEnds.Of(at.Exercises[step.Key], step.Terms), supposed.Waits, supposed.Asks)).ToList();
        var end = steps.TrueForAll(s => s.EndsOn is not null) ? steps.Max(s => s.EndsOn) : null;
        return (new View(at.Template.Slug, at.Template.Title, request.StartsOn ?? LocalDay.Of(now, gate.Zone), end, gate.Zone, now, steps), null);

        DateOnly? Day(DateTimeOffset? moment) => moment is { } m ? LocalDay.Of(m, gate.Zone) : null;
    }
}
