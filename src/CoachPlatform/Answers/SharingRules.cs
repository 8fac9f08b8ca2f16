using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Answers;

/// <summary>Which audiences and timings a step allows, and what they become with the exercise's own fixed fields.</summary>
public static class SharingRules
{
    public static (Sharing? Sharing, Refusal? Refusal) Choose(
        Step step, Audience? audience, Timing? timing, IReadOnlyDictionary<string, Audience>? fieldAudience)
    {
        var chosen = audience ?? Default(step);
        var when = timing ?? (step.Mode == Mode.Individual ? Timing.Now : Timing.WhenBoth);
        // Only what both marked ever shows, so there is nothing to choose: a choice would say something of its own.
        if (step.Mode == Mode.Matched && (chosen != Audience.PartnerOnly || when != Timing.WhenBoth || fieldAudience is { Count: > 0 }))
            return (null, Refusal.Field("sharing-not-allowed", "audience", "What you both mark shows to the two of you, and nothing else to anybody. There is nothing to choose here."));
        if (when == Timing.InSession)
            return (null, Refusal.Field("sharing-not-allowed", "timing", "Opening in a session is not possible here."));
        // The lines of a log never meet, so there is no instant at which they could open together.
        if (step.Log && when == Timing.WhenBoth)
            return (null, Refusal.Field("sharing-not-allowed", "timing", "Each line of this log opens by itself, so it cannot wait for both."));
        foreach (var (field, own) in fieldAudience ?? new Dictionary<string, Audience>())
        {
            if (step.Find(field) is null)
                return (null, Refusal.Field("unknown-field", field, "This exercise has no such field."));
            if (chosen.And(own) != own)
                return (null, Refusal.Field("sharing-not-allowed", field, "A single field can be shared with fewer people than the whole, not with more."));
        }

        var fields = step.Fields
            .Where(f => f.Audience is not null || fieldAudience?.ContainsKey(f.Key) == true)
            .ToDictionary(f => f.Key, f => chosen.And(Fixed(f)).And(fieldAudience?.GetValueOrDefault(f.Key, chosen) ?? chosen));
        return (new Sharing(chosen, when, fields.Count == 0 ? null : fields), null);
    }

    public static Audience Default(Step step) => Enum.TryParse<Audience>(step.Audience, ignoreCase: true, out var audience) ? audience : Audience.Partner;

    private static Audience Fixed(Field field) => Enum.TryParse<Audience>(field.Audience, ignoreCase: true, out var audience) ? audience : Audience.Partner;
}
