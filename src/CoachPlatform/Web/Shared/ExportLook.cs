using System.Globalization;
using CoachPlatform.Answers;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;

namespace CoachPlatform.Web.Shared;

/// <summary>What the readable file says about its data, in words, with the times of one zone. Pure.</summary>
public sealed record ExportLook(string Zone)
{
    /// <summary>Light, dark and paper. No file of the application is there when this is opened, so the reading face is whichever serif the device has.</summary>
    public const string Style = """
        :root { color-scheme: light dark; --paper: #FAF6F0; --surface: #FFFDFA; --line: #DED5C9; --ink: #2B2521; --ink-2: #5A5149; --a: #8A5300; --a-tint: #F9ECD3; --b: #0D6968; --b-tint: #DBEEEB; }
        @media (prefers-color-scheme: dark) { :root { --paper: #1A1715; --surface: #24201D; --line: #3D3731; --ink: #F2EBE2; --ink-2: #C9BEB2; --a: #E3AC4F; --a-tint: #3A2D19; --b: #63C0B8; --b-tint: #18352F; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 2.25rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 Figtree, system-ui, -apple-system, "Segoe UI", sans-serif; }
        header, main { max-width: 42rem; margin: 0 auto; }
        h1, h2, h3, dd, .words { font-family: Newsreader, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; }
        h1 { font-size: 2rem; line-height: 1.15; font-weight: 500; letter-spacing: -0.012em; text-wrap: balance; margin: 0.25rem 0 0.75rem; }
        h2 { font-size: 1.375rem; line-height: 1.3; font-weight: 500; margin: 2.25rem 0 0.5rem; }
        h3 { font-size: 1.25rem; line-height: 1.3; font-weight: 500; margin: 0; }
        h4 { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 0; }
        p { margin: 0.5rem 0; max-width: 62ch; }
        .practice, .note, .when, .details, th { color: var(--ink-2); font-size: 0.875rem; }
        .who { display: flex; flex-wrap: wrap; gap: 1rem; }
        .name, .label { display: flex; align-items: center; flex-wrap: wrap; gap: 0.5rem; font-weight: 600; }
        .label { margin: 0 0 0.25rem; }
        .label .note { font-weight: 400; flex-basis: 100%; }
        .mark { flex: none; stroke-width: 2; }
        .mark.a { fill: var(--a-tint); stroke: var(--a); }
        .mark.b { fill: var(--b-tint); stroke: var(--b); }
        .round { background: var(--surface); border: 1px solid var(--line); border-radius: 16px; padding: 1.25rem; margin: 1rem 0; }
        .said { border-radius: 12px; padding: 0.75rem 1rem; margin: 0.75rem 0; border: 1px solid var(--line); break-inside: avoid; }
        .said.a { background: var(--a-tint); border-color: transparent; }
        .said.b { background: var(--b-tint); border-color: transparent; }
        dl { margin: 0; }
        dt { font-size: 0.875rem; color: var(--ink-2); margin-top: 0.5rem; }
        dd, .words { margin: 0; font-size: 1.125rem; line-height: 1.45; white-space: pre-line; overflow-wrap: anywhere; }
        ul { padding-left: 1.25rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .when { white-space: nowrap; }
        .details { display: block; }
        .safe { border-left: 3px solid var(--line); padding-left: 0.75rem; }
        @media (max-width: 30rem) { .when { white-space: normal; } td, th { padding-right: 0.5rem; } }
        @media print {
            :root { color-scheme: light; --paper: #fff; --surface: #fff; --line: #999; --ink: #000; --ink-2: #333; --a: #000; --b: #000; --a-tint: #fff; --b-tint: #fff; }
            body { padding: 0; font-size: 10.5pt; }
            .round { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 1rem 0 0; }
            .said.a, .said.b { border-color: var(--line); }
            h2, h3, h4, .label { break-after: avoid; }
            tr { break-inside: avoid; }
        }
        """;

    public string Date(DateTimeOffset at) => LocalDay.Of(at, Zone).ToString(ExportWords.Doc_Date, CultureInfo.CurrentCulture);

    public string Time(DateTimeOffset at) => LocalDay.At(at, Zone).TimeOfDay.ToString(ExportWords.Doc_Time, CultureInfo.CurrentCulture);

    public string Moment(DateTimeOffset at) => $"{Date(at)}, {Time(at)}";

    public string Act(ExportAct act)
    {
        string?[] parts =
        [
            Word("Done", act.What), act.Version is { } version ? ExportWords.Doc_Version.With(version) : null, Moment(act.At),
            act.Audience is { } audience ? Word("Audience", audience) : null,
            act.Timing is { } timing && act.Audience is not Answers.Audience.Me ? Word("Timing", timing) : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>How a joint text stands, and since when.</summary>
    public string Together(ExportJoint joint) =>
        !joint.Agreed ? ExportWords.Doc_Together_Proposed.With(joint.ByName)
        : joint.Carried == true ? ExportWords.Doc_Together_Carried
        : joint.At is { } at ? ExportWords.Doc_Together_AgreedAt.With(Moment(at))
        : ExportWords.Doc_Together_Agreed;

    public static string LeftOut(ExportLeftOut what) => Word("Out", what);

    /// <param name="byCoach">What a coach has done to somebody is said in other words than what was done to oneself.</param>
    public static string Decided(ExportDecided decided, bool byCoach = false)
    {
        var what = decided.What.Replace('-', '_');
        string? Words(string kind) => ExportWords.ResourceManager.GetString($"{kind}_{what}", CultureInfo.CurrentUICulture);
        return (byCoach ? Words("ByCoach") : null) ?? Words("Event") ?? decided.What.Replace('-', ' ');
    }

    /// <summary>Topics by the names they have on the pages; versions of texts as they are on record.</summary>
    public static string Details(ExportDecided decided) =>
        string.Join(", ", decided.Details.Select(d => d.Key is "topic" ? TopicName.Of(d.Value) : d.Key is "topics" ? string.Join(", ", d.Value.Split(' ').Select(TopicName.Of)) : d.Value));

    /// <summary>Whether there is anything to say of an answer at all.</summary>
    public static bool Tells(ExportAnswer answer) => answer.Fields.Count > 0 || State(answer).Length > 0;

    public static string State(ExportAnswer answer) => answer.State switch
    {
        AnswerStatus.Waiting => ExportWords.State_Waiting,
        AnswerStatus.NotShared => ExportWords.State_NotShared,
        AnswerStatus.Sealed => ExportWords.State_Sealed,
        AnswerStatus.Passed => ExportWords.State_Passed,
        AnswerStatus.Withdrawn => ExportWords.State_Withdrawn,
        AnswerStatus.Withheld => ExportWords.State_Withheld,
        AnswerStatus.Gone => ExportWords.State_Gone,
        AnswerStatus.Matches => answer.Fields.Count > 0 ? ExportWords.State_Matches : ExportWords.State_NothingInCommon,
        _ => "",
    };

    public static string What(ExportReading reading) =>
        reading.Kind == "trend" ? Couple.CoupleWords.WhoRead_TrendUnder
        : reading.Step.Length == 0 || reading.Step == reading.Exercise ? reading.Exercise
        : Couple.CoupleWords.WhoRead_Step.With(reading.Exercise, reading.Step);

    public static string Who(ExportReading reading) => reading.Supervising == true ? ExportWords.Doc_Readings_Supervising.With(reading.Reader) : reading.Reader;

    public static string How(ExportReading reading) => reading.Route is { } route ? Couple.WhoReadView.Route(route).Words : "";

    private static string Word(string kind, Enum word) => ExportWords.ResourceManager.GetString($"{kind}_{word}", CultureInfo.CurrentUICulture) ?? word.ToString();
}
