using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Web.Couple;

/// <summary>What one step of a round is on the screen of the partner who looks at it.</summary>
public enum SceneKind
{
    /// <summary>A form: nothing of mine is in yet.</summary>
    Write,

    /// <summary>Mine is in; the picture is the same for every reason to wait.</summary>
    Waiting,

    /// <summary>I passed, and it has not opened.</summary>
    Passed,

    /// <summary>Not mine to answer, and not open.</summary>
    Elsewhere,
    Opened,
    NotOpened,

    /// <summary>An individual answer of mine.</summary>
    Own,
    Log,
    JointWrite,
    JointWaiting,
    JointReply,
    JointAgreed,

    /// <summary>The step waits until the two have done something.</summary>
    Doing,
    Closed,
}

/// <summary>One step of a round, ready to be drawn. It adds nothing to what the view may show.</summary>
public sealed record Scene(RoundView View, StepView Step, SceneKind Kind, Seat Own, DateTimeOffset Now)
{
    public static Scene Of(RoundView view, StepView step, Seat own, DateTimeOffset now) => new(view, step, Scenes.KindOf(view, step, own), own, now);

    public Seat Other => Own.Other();

    public string OwnName => NameOf(Own);

    public string OtherName => NameOf(Other);

    /// <summary>What the coach is called in running text: the first name, where it is one and no title.</summary>
    public string Coach => Called.Briefly(View.CoachName);

    public StepRef Ref => Step.Ref;

    public string Address => Addresses.Step(View.RoundId, Ref.Key, Ref.Turn);

    public string Draft => Addresses.Draft(View.RoundId, Own, Ref.Key, Ref.Turn);

    public AnswerView? Mine => Step.Answers.FirstOrDefault(a => a.Mine && a.Entry is null);

    public AnswerView? Theirs => Step.Answers.FirstOrDefault(a => !a.Mine && a.Entry is null);

    /// <summary>An answer of mine that can be read back.</summary>
    public bool HasMine => Mine?.Status == AnswerStatus.Own;

    /// <summary>An answer of mine that stands, or one line of it; null where there is none.</summary>
    public AnswerView? OwnAnswer(Guid? entry) => Step.Answers.FirstOrDefault(a => a.Mine && a.Entry == entry && a.Status == AnswerStatus.Own);

    public bool HasSteps => View.Exercise.Steps.Count > 1;

    public int Number => 1 + View.Exercise.Steps.TakeWhile(s => s.Key != Ref.Key).Count();

    /// <summary>A sealed exchange: who keeps theirs closed does not read the other's either.</summary>
    public bool Reciprocal => Step.Step.Mode is Mode.Sealed or Mode.Matched or Mode.Live;

    /// <summary>What the other wrote and this step is about; null when it is about nothing or cannot be read.</summary>
    public (StepView Step, AnswerView Answer)? About =>
        Step.Step.About is { } key && View.Steps.FirstOrDefault(s => s.Ref.Key == key && s.Ref.Turn == Ref.Turn) is { } about
        && about.Answers.FirstOrDefault(a => !a.Mine && a.Status == AnswerStatus.Read) is { } answer ? (about, answer) : null;

    public IEnumerable<Scene> Doing => View.Steps.Where(s => s.WaitsForDoing).Select(With);

    /// <summary>The other parts of the round, in the order of the exercise.</summary>
    public IEnumerable<Scene> Parts => View.Steps.Where(s => s.Ref != Ref && !s.WaitsForDoing && !s.Skipped).Select(With);

    /// <summary>What there is to go on to from here.</summary>
    public Scene? Next => Parts.FirstOrDefault(p => p.Kind is SceneKind.Write or SceneKind.JointWrite or SceneKind.JointReply);

    public string NameOf(Seat seat) => View.Names.GetValueOrDefault(seat, "");

    public static IReadOnlyDictionary<string, JsonElement> Json(IReadOnlyDictionary<string, FieldValue>? values) =>
        values?.ToDictionary(v => v.Key, v => JsonElement.Parse(v.Value.ToJson())) ?? [];

    private Scene With(StepView step) => Of(View, step, Own, Now);
}

/// <summary>Which scene a step is, and which step a round shows first. Pure.</summary>
public static class Scenes
{
    public static SceneKind KindOf(RoundView view, StepView step, Seat own) => step switch
    {
        { WaitsForDoing: true } => SceneKind.Doing,
        { Step.Mode: Mode.Joint } => OfJoint(view, step),
        { Step.Log: true } => SceneKind.Log,
        _ when step.Answers.FirstOrDefault(a => a.Mine) is not { } mine => OfAnother(step),
        _ when step.Step.Mode == Mode.Individual => OfIndividual(step, mineOf: step.Answers.First(a => a.Mine)),
        { Revealed: true } => step.Opened is not null || step.Answers.Any(a => a.Status == AnswerStatus.Read) ? SceneKind.Opened : SceneKind.NotOpened,
        _ => OfSealed(view, step, step.Answers.First(a => a.Mine)),
    };

    /// <summary>Whether the scene of this step shows, or may show, words of the other: only then are they opened and put on record.</summary>
    public static bool ShowsOthers(RoundView view, StepView step, Seat own) => step.Step.Mode == Mode.Joint || KindOf(view, step, own) switch
    {
        SceneKind.Write => step.Step.About is not null,
        SceneKind.Waiting or SceneKind.Passed or SceneKind.Doing or SceneKind.Closed or SceneKind.NotOpened => false,
        SceneKind.Elsewhere => step.Answers.Any(a => a.Status == AnswerStatus.Read),
        SceneKind.Own => step.Answers.Any(a => !a.Mine && a.Status == AnswerStatus.Read),
        SceneKind.Opened or SceneKind.Log or SceneKind.JointWrite or SceneKind.JointWaiting or SceneKind.JointReply or SceneKind.JointAgreed => true,
    };

    /// <summary>
    /// What a round shows when no step is named: what has opened before what follows from it, else what there is to do, else what is waited for.
    /// </summary>
    public static StepView? First(RoundView view, Seat own)
    {
        var steps = view.Steps.Where(s => !s.Skipped).ToList();
        SceneKind Kind(StepView step) => KindOf(view, step, own);
        var opened = steps.LastOrDefault(s => Kind(s) is SceneKind.Opened);
        var write = steps.FirstOrDefault(s => Kind(s) is SceneKind.Write);
        if (write is not null)
            return opened is not null && write.Step.Opens.Step == opened.Ref.Key ? opened : write;
        return steps.LastOrDefault(s => Kind(s) is SceneKind.Waiting or SceneKind.Passed)
            ?? steps.LastOrDefault(s => Kind(s) is not (SceneKind.Doing or SceneKind.JointWrite))
            ?? steps.LastOrDefault(s => Kind(s) is not SceneKind.Doing)
            ?? steps.LastOrDefault();
    }

    private static SceneKind OfJoint(RoundView view, StepView step) => step.Joint switch
    {
        { Confirmed: true } => SceneKind.JointAgreed,
        _ when !view.Open => SceneKind.Closed,
        null => step.MayAct ? SceneKind.JointWrite : SceneKind.Elsewhere,
        { Mine: true } => SceneKind.JointWaiting,
        _ => SceneKind.JointReply,
    };

    private static SceneKind OfAnother(StepView step) => step.Answers.Any(a => a.Status == AnswerStatus.Read) ? SceneKind.Opened
        : step.Answers.Any(a => a.Status == AnswerStatus.NotShared) ? SceneKind.NotOpened
        : SceneKind.Elsewhere;

    private static SceneKind OfIndividual(StepView step, AnswerView mineOf) => mineOf.Status switch
    {
        AnswerStatus.Nothing => step.MayAct ? SceneKind.Write : SceneKind.Closed,
        _ => SceneKind.Own,
    };

    private static SceneKind OfSealed(RoundView view, StepView step, AnswerView mine) => mine.Status switch
    {
        _ when !view.Open => SceneKind.Closed,
        AnswerStatus.Own => SceneKind.Waiting,
        AnswerStatus.Passed => SceneKind.Passed,
        _ => step.MayAct ? SceneKind.Write : SceneKind.Closed,
    };
}
