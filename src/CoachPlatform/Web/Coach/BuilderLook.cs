using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>One step of a draft on the phone beside the builder.</summary>
/// <param name="Number">From 1; 0 when there is no step yet.</param>
/// <param name="Seat">Whose phone it is.</param>
public sealed record PreviewOf(string Title, IReadOnlyList<Step> Steps, int Number, Seat Seat)
{
    public Step? Step => Number == 0 ? null : Steps[Number - 1];

    /// <param name="step">A step's key; the first one when there is none of that key.</param>
    public static PreviewOf Draft(ExerciseForm form, string? step, Seat seat)
    {
        var steps = FormPreview.Of(form, new PreviewWords(BuilderWords.Untitled, BuilderWords.Step_Untitled, BuilderWords.Field_Untitled, BuilderWords.Option_Untitled));
        var at = steps.ToList().FindIndex(s => s.Key == step);
        return new PreviewOf(string.IsNullOrWhiteSpace(form.Title) ? BuilderWords.Untitled : form.Title, steps, steps.Count == 0 ? 0 : Math.Max(at, 0) + 1, seat);
    }

    /// <summary>Seat A tells first and opens; that is how it is tried, and no rule of a round.</summary>
    public bool Acts => Step?.Who switch
    {
        Who.Teller or Who.Opener => Seat == Seat.A,
        Who.Listener or Who.Accepter => Seat == Seat.B,
        _ => true,
    };

    public string Own => Seat == Seat.A ? BuilderWords.Name_A : BuilderWords.Name_B;

    public string Other => Seat == Seat.A ? BuilderWords.Name_B : BuilderWords.Name_A;

    public string Send => Step?.Mode switch
    {
        Mode.Joint => Web.Couple.CoupleWords.Joint_Suggest,
        Mode.Sealed or Mode.Matched or Mode.Live => Web.Couple.CoupleWords.Seal,
        _ => Web.Couple.CoupleWords.Save,
    };
}

internal static class BuilderLook
{
    /// <summary>The kinds in the order in which they are offered; a guess is asked for beside what it guesses.</summary>
    public static IReadOnlyList<(string Kind, string Icon, string Words)> Kinds =>
    [
        ("scale", "sliders-horizontal", BuilderWords.Kind_Scale), ("text", "type", BuilderWords.Kind_Text), ("long", "text-align-start", BuilderWords.Kind_Long),
        ("choice", "circle-dot", BuilderWords.Kind_Choice), ("multi", "square-check", BuilderWords.Kind_Multi), ("count", "hash", BuilderWords.Kind_Count),
        ("rank", "list-ordered", BuilderWords.Kind_Rank), ("date", "calendar", BuilderWords.Kind_Date), ("list", "list", BuilderWords.Kind_List),
        ("done", "check", BuilderWords.Kind_Done), ("five", "rows-3", BuilderWords.Kind_Five), ("guess", "circle-question-mark", BuilderWords.Kind_Guess),
    ];

    public static IReadOnlyList<(string Word, string Shown)> Modes =>
    [
        ("individual", BuilderWords.Mode_Individual), ("sealed", CoachWords.Mode_Sealed), ("joint", CoachWords.Mode_Joint), ("matched", CoachWords.Mode_Matched), ("live", CoachWords.Mode_Live),
    ];

    public static IReadOnlyList<(string Word, string Shown)> Whos =>
    [
        ("each", BuilderWords.Who_Each), ("pair", BuilderWords.Who_Pair), ("teller", BuilderWords.Who_Teller), ("listener", BuilderWords.Who_Listener),
        ("opener", BuilderWords.Who_Opener), ("accepter", BuilderWords.Who_Accepter),
    ];

    public static IReadOnlyList<(string Word, string Shown)> Audiences =>
    [
        ("me", BuilderWords.Audience_Me), ("coach", BuilderWords.Audience_Coach), ("partner", BuilderWords.Audience_Partner), ("partnerOnly", BuilderWords.Audience_PartnerOnly),
    ];

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    public static string Version(int number) => BuilderWords.Version_N.With(number);

    /// <summary>"version 2 stays with 4 cases", or nothing before there is a version.</summary>
    public static string? Stays(DraftView draft) => draft.Slug is null ? null : draft.Running switch
    {
        0 => BuilderWords.Stays_None.With(draft.Version - 1),
        1 => BuilderWords.Stays_One.With(draft.Version - 1),
        var running => BuilderWords.Stays_Many.With(draft.Version - 1, running),
    };

    public static string Problems(int count) => count switch { 0 => BuilderWords.Ready, 1 => BuilderWords.Problems_One, _ => BuilderWords.Problems_Many.With(count) };

    /// <summary>What the page's module says by itself.</summary>
    public static string ScriptWords => Json(new Dictionary<string, string>
    {
        ["saving"] = BuilderWords.Saving,
        ["saved"] = BuilderWords.Saved,
        ["offline"] = BuilderWords.Offline,
        ["signedOut"] = CoachWords.SignedOut,
        ["tooLong"] = BuilderWords.TooLong,
        ["gone"] = BuilderWords.Gone,
        ["conflict"] = BuilderWords.Conflict,
        ["untitled"] = BuilderWords.Untitled,
        ["stepUntitled"] = BuilderWords.Step_Untitled,
        ["fieldUntitled"] = BuilderWords.Field_Untitled,
        ["optionUntitled"] = BuilderWords.Option_Untitled,
        ["ready"] = BuilderWords.Ready,
        ["problemsOne"] = BuilderWords.Problems_One,
        ["problemsMany"] = BuilderWords.Problems_Many,
        ["moved"] = BuilderWords.Moved,
        ["added"] = BuilderWords.Added,
        ["removed"] = BuilderWords.Removed,
        ["copied"] = BuilderWords.Copied,
        ["undone"] = BuilderWords.Undone,
        ["guess"] = BuilderWords.Guess_Label,
        ["option"] = BuilderWords.Option_N,
        ["optionUp"] = BuilderWords.Option_Up,
        ["optionDown"] = BuilderWords.Option_Down,
        ["optionRemove"] = BuilderWords.Option_Remove,
        ["more"] = BuilderWords.More_Of,
        ["exercise"] = BuilderWords.TheExercise,
        ["atStart"] = BuilderWords.Under_Start,
        ["afterStep"] = BuilderWords.Under_After,
        ["afterDays"] = BuilderWords.Under_AfterDays,
        ["whenReady"] = BuilderWords.Under_Ready,
        ["whoWhen"] = BuilderWords.Under_WhoWhen,
        ["try"] = BuilderWords.Try,
        ["stopTrying"] = BuilderWords.Try_Stop,
        ["trying"] = BuilderWords.Trying,
        ["tried"] = BuilderWords.Tried,
        ["isThere"] = BuilderWords.Is_There,
        ["isNotThere"] = BuilderWords.Is_NotThere,
        ["unitScale"] = BuilderWords.Unit_Scale,
        ["unitFive"] = BuilderWords.Unit_Five,
        ["unitCount"] = BuilderWords.Unit_Count,
        ["unitDone"] = BuilderWords.Unit_Done,
        ["opensAt"] = BuilderWords.Kind_Range,
        ["asPartner"] = BuilderWords.AsPartner,
        ["towards"] = BuilderWords.Towards,
        ["notMoved"] = BuilderWords.NotMoved,
        ["mode.individual"] = BuilderWords.Opens_Individual,
        ["mode.sealed"] = BuilderWords.Opens_Sealed,
        ["mode.joint"] = BuilderWords.Opens_Joint,
        ["mode.matched"] = BuilderWords.Opens_Matched,
        ["mode.live"] = BuilderWords.Opens_Live,
        ["member.flags"] = BuilderWords.Member_Flags,
        ["member.step"] = BuilderWords.Member_Step,
        ["member.steps"] = BuilderWords.Member_Order,
        ["member.field"] = BuilderWords.Member_Field,
        ["member.fields"] = BuilderWords.Member_Order,
        ["member.metrics"] = BuilderWords.Member_Metric,
        ["member.field.options"] = BuilderWords.Options,
        ["member.field.kind"] = BuilderWords.Member_Kind,
        ["member.field.guesses"] = BuilderWords.Guess,
        ["member.step.key"] = BuilderWords.Member_Step,
    });
}
