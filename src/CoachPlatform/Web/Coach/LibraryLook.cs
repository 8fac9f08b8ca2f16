using System.Globalization;
using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Library.Documents;
using CoachPlatform.Web.Shared;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace CoachPlatform.Web.Coach;

/// <summary>What the library's address asks for.</summary>
/// <param name="Case">The case for which a coach is looking; null when none.</param>
public sealed record LibraryAddress(string? Query, LibraryFilter Filter, Guid? Case)
{
    public static LibraryAddress Everything { get; } = new(null, new LibraryFilter(), null);

    public bool HasWords => !string.IsNullOrWhiteSpace(Query);

    /// <summary>How many of the filters are on that stand behind "More filters".</summary>
    public int More => new[] { !string.IsNullOrWhiteSpace(Filter.Topic), Filter.Minutes is not null, !string.IsNullOrWhiteSpace(Filter.Document), Filter.Favourite, Filter.Own }.Count(on => on);

    /// <summary>The same for everybody, with nothing asked.</summary>
    public LibraryAddress Cleared => Everything with { Case = Case };

    /// <summary>The address of an exercise, or of the list, that keeps what was asked for.</summary>
    public string To(string? slug)
    {
        var parts = new List<string>();
        Add("query", Query);
        Add("dimension", Filter.Dimension);
        Add("topic", Filter.Topic);
        Add("mode", Filter.Mode is { } mode ? LibraryWords.Word(mode) : null);
        Add("minutes", Filter.Minutes?.ToString(CultureInfo.InvariantCulture));
        Add("document", Filter.Document);
        Add("favourite", Filter.Favourite ? "true" : null);
        Add("own", Filter.Own ? "true" : null);
        Add("case", Case?.ToString());
        return (slug is null ? "/library" : $"/library/{slug}") + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}

/// <summary>What the library's pages say. Pure.</summary>
public static class LibraryLook
{
    // Packs are our own files, and an imported document is not: no HTML passes either way.
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static MarkupString Html(string markdown) => new(Markdown.ToHtml(markdown, Plain));

    public static string Of(Mode mode) => mode switch
    {
        Mode.Individual => CoachWords.Mode_Individual,
        Mode.Sealed => CoachWords.Mode_Sealed,
        Mode.Joint => CoachWords.Mode_Joint,
        Mode.Matched => CoachWords.Mode_Matched,
        Mode.Live => CoachWords.Mode_Live,
    };

    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];

    public static string Topic(string topic) => topic == "none" ? CoachWords.Library_TopicNone : TopicName.Of(topic);

    public static string Of(UseState state) => state switch
    {
        UseState.Running => CoachWords.Use_Running,
        UseState.Paused => CoachWords.Use_Paused,
        UseState.Over => CoachWords.Use_Over,
        UseState.TakenBack => CoachWords.Use_TakenBack,
    };

    /// <summary>"Who wrote it, Caption of a picture (2)": what was set aside, each reason once.</summary>
    public static string Cuts(IReadOnlyList<(CutReason Reason, int Count)> cuts) =>
        string.Join(", ", cuts.Select(c => c.Count == 1 ? DocumentLook.Of(c.Reason) : CoachWords.Source_CutMany.With(DocumentLook.Of(c.Reason), c.Count)));

    public static string Of(Who who) => who switch
    {
        Who.Each => CoachWords.Who_Each,
        Who.Pair => CoachWords.Who_Pair,
        Who.Teller => CoachWords.Who_Teller,
        Who.Listener => CoachWords.Who_Listener,
        Who.Opener => CoachWords.Who_Opener,
        Who.Accepter => CoachWords.Who_Accepter,
    };

    public static string Of(Cadence cadence) => cadence switch
    {
        Cadence.Once => CoachWords.Cadence_Once,
        Cadence.Daily => CoachWords.Cadence_Daily,
        Cadence.Weekly => CoachWords.Cadence_Weekly,
        Cadence.Fortnightly => CoachWords.Cadence_Fortnightly,
        Cadence.Monthly => CoachWords.Cadence_Monthly,
        Cadence.Quarterly => CoachWords.Cadence_Quarterly,
        Cadence.OnDemand => CoachWords.Cadence_OnDemand,
    };

    /// <summary>"each, sealed", "one tells": who acts and how it opens.</summary>
    public static string Of(Step step) => step.Who is Who.Pair || step.Mode is Mode.Individual && step.Who is not Who.Each
        ? Of(step.Who)
        : CoachWords.Who_AndMode.With(Of(step.Who), Of(step.Mode).ToLower(CultureInfo.CurrentCulture));

    /// <summary>What a step waits for; null when it is there from the start.</summary>
    public static string? Opens(Exercise exercise, Step step) => step.Opens switch
    {
        { When: OpensWhen.Start } => null,
        { When: OpensWhen.After, Step: { } before } => CoachWords.Opens_After.With(TitleOf(exercise, before)),
        { When: OpensWhen.Ready } => CoachWords.Opens_Ready,
        { When: OpensWhen.AfterDays, Days: { } days, Step: { } before } => CoachWords.Opens_AfterDays.With(days, TitleOf(exercise, before)),
        _ => null,
    };

    /// <summary>The kinds of its fields, each once: "scale 0–10, long text".</summary>
    public static string Kinds(Step step) => string.Join(", ", step.Fields.Select(Of).Distinct());

    /// <summary>"November 2021" of <c>2021-11-10</c>: as much as the document itself says.</summary>
    public static string? Dated(string date) => date.Length >= 7 && DateOnly.TryParse(date.Length == 7 ? $"{date}-01" : date, CultureInfo.InvariantCulture, out var day)
        ? day.ToString("MMMM yyyy", CultureInfo.CurrentCulture)
        : date.Length == 4 ? date : null;

    private static string TitleOf(Exercise exercise, string key) => exercise.Find(key)?.Title ?? key;

    private static string Of(Field field) => field.Kind switch
    {
        FieldKind.Text => CoachWords.Kind_Text,
        FieldKind.Long => CoachWords.Kind_Long,
        FieldKind.Scale => CoachWords.Kind_Scale.With(field.Min ?? 0, field.Max ?? 10),
        FieldKind.Five => CoachWords.Kind_Five,
        FieldKind.Choice => CoachWords.Kind_Choice,
        FieldKind.Multi => CoachWords.Kind_Multi,
        FieldKind.Count => CoachWords.Kind_Count,
        FieldKind.Date => CoachWords.Kind_Date,
        FieldKind.Guess => CoachWords.Kind_Guess,
        FieldKind.List => CoachWords.Kind_List,
        FieldKind.Done => CoachWords.Kind_Done,
        FieldKind.Rank => CoachWords.Kind_Rank,
    };
}
