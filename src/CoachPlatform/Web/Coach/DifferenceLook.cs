using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>What differs between two versions, in a coach's words. Pure.</summary>
internal static class DifferenceLook
{
    private static Dictionary<string, string> Members => new(StringComparer.Ordinal)
    {
        ["title"] = BuilderWords.Member_Title,
        ["why"] = BuilderWords.Why,
        ["cadence"] = BuilderWords.Cadence,
        ["minutes"] = BuilderWords.Minutes,
        ["dimension"] = BuilderWords.Dimension,
        ["topic"] = BuilderWords.Topic,
        ["practices"] = BuilderWords.Member_Practices,
        ["flags"] = BuilderWords.Member_Flags,
        ["caution"] = BuilderWords.Caution,
        ["debrief"] = BuilderWords.Debrief,
        ["digest"] = BuilderWords.Digest,
        ["start"] = BuilderWords.Start,
        ["many"] = BuilderWords.Many,
        ["teller"] = BuilderWords.Teller,
        ["sources"] = CoachWords.DrawnFrom,
        ["help"] = BuilderWords.Help,
        ["who"] = BuilderWords.Who,
        ["mode"] = BuilderWords.Mode,
        ["opens"] = BuilderWords.Opens,
        ["after"] = BuilderWords.After,
        ["days"] = BuilderWords.Days,
        ["about"] = BuilderWords.About,
        ["occurs"] = BuilderWords.Occurs,
        ["log"] = BuilderWords.Log,
        ["carries"] = BuilderWords.Carries,
        ["audience"] = BuilderWords.Audience,
        ["doing"] = BuilderWords.Doing,
        ["label"] = BuilderWords.Question,
        ["kind"] = BuilderWords.Member_Kind,
        ["required"] = BuilderWords.Member_Required,
        ["options"] = BuilderWords.Options,
        ["min"] = BuilderWords.Min,
        ["max"] = BuilderWords.Max,
        ["low"] = BuilderWords.Low,
        ["high"] = BuilderWords.High,
        ["guesses"] = BuilderWords.Guess,
        ["items"] = BuilderWords.Items,
        ["step"] = BuilderWords.Member_Step,
        ["field"] = BuilderWords.Member_Field,
        ["metric"] = BuilderWords.Member_Metric,
        ["metric-label"] = BuilderWords.Metric_Label,
        ["metric-unit"] = BuilderWords.Metric_Unit,
        ["metric-from"] = BuilderWords.Member_From,
        ["metric-better"] = BuilderWords.Metric_Better,
    };

    /// <summary>"Tell it · How heard did you feel?": null for the exercise itself.</summary>
    public static string? Where(Difference difference) => (difference.Step, difference.Field) switch
    {
        (null, _) => null,
        ({ } step, null) => step,
        ({ } step, { } field) => BuilderWords.Where_Field.With(step, field),
    };

    public static string What(Difference difference)
    {
        var member = Members.GetValueOrDefault(difference.Member, difference.Member);
        return difference.Change switch
        {
            Change.Added => BuilderWords.Change_Added.With(member),
            Change.Removed => BuilderWords.Change_Removed.With(member),
            Change.Moved => BuilderWords.Change_Moved.With(member),
            Change.Changed => member,
        };
    }

    /// <summary>A value as it is said: words of the format in the coach's own, everything else as it was written.</summary>
    public static string Value(Difference difference, string value) => difference.Member switch
    {
        "mode" when LibraryWords.Modes.TryGetValue(value, out var mode) => LibraryLook.Of(mode),
        "who" when LibraryWords.Whos.TryGetValue(value, out var who) => LibraryLook.Of(who),
        "cadence" when LibraryWords.Cadences.TryGetValue(value, out var cadence) => LibraryLook.Of(cadence),
        "kind" => BuilderLook.Kinds.FirstOrDefault(k => k.Kind == value).Words ?? value,
        "audience" => BuilderLook.Audiences.FirstOrDefault(a => a.Word == value).Shown ?? value,
        "opens" => value switch
        {
            "start" => BuilderWords.Opens_Start,
            "after" => BuilderWords.Opens_After,
            "after-days" => BuilderWords.Opens_AfterDays,
            "ready" => BuilderWords.Opens_Ready,
            _ => value,
        },
        "required" or "many" or "log" or "carries" => value == "true" ? BuilderWords.Yes : BuilderWords.No,
        _ => value,
    };
}
