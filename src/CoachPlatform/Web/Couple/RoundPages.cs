using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.Web.Couple;

/// <summary>
/// The pages of one round. Which words are opened follows the scene: a page that shows nothing of the other's opens nothing of theirs, so nothing
/// is put on record for it.
/// </summary>
public static class RoundPages
{
    private const string Fragment = "/fragments/rounds/{roundId}/{step}";

    public static void MapRoundPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/rounds/{roundId}", (Guid roundId, Asking asking) => PageAsync(asking, roundId, null, 1)).ReadBy(For.PartnerOfCase);
        pages.MapGet("/rounds/{roundId}/{step}", (Guid roundId, string step, int? turn, Asking asking) => PageAsync(asking, roundId, step, turn ?? 1)).ReadBy(For.PartnerOfCase);
        pages.MapGet("/rounds/{roundId}/{step}/change", (Guid roundId, string step, int? turn, Guid? entry, Asking asking) => ChangeAsync(asking, roundId, step, turn ?? 1, entry)).ReadBy(For.PartnerOfCase);
        pages.MapGet("/rounds/{roundId}/{step}/readers", (Guid roundId, string step, int? turn, Guid? entry, Asking asking) => ReadersAsync(asking, roundId, step, turn ?? 1, entry)).ReadBy(For.PartnerOfCase);

        pages.MapGet(Fragment, (Guid roundId, string step, int? turn, Asking asking) =>
            asking.DrawAsync(roundId, step, turn ?? 1, null, scene => Pages.Page<SceneView>(new { Scene = scene }))).ReadBy(For.PartnerOfCase);
        pages.MapGet(Fragment + "/foot", (Guid roundId, string step, int? turn, Asking asking) =>
            asking.DrawAsync(roundId, step, turn ?? 1, false, scene => Pages.Page<SceneFoot>(new { Scene = scene }), ownWords: false)).ReadBy(For.PartnerOfCase);
        pages.MapGet(Fragment + "/still", (Guid roundId, string step, int? turn, Asking asking) =>
            asking.DrawAsync(roundId, step, turn ?? 1, false, scene => Pages.Page<StillOpen>(new { Scene = scene }), ownWords: false)).ReadBy(For.PartnerOfCase);
        pages.MapGet(Fragment + "/now", (Guid roundId, string step, int? turn, Guid? entry, Asking asking) =>
            asking.DrawAsync(roundId, step, turn ?? 1, null, scene => Pages.Page<TrueNow>(new { Scene = scene, Entry = entry, Refused = true }))).ReadBy(For.PartnerOfCase);
    }

    private static Task<IResult> PageAsync(Asking asking, Guid roundId, string? step, int turn) => asking.DrawAsync(roundId, step, turn, null, scene =>
        scene.Kind is SceneKind.Write or SceneKind.JointWrite
            ? Pages.Page<WritePage>(new { Scene = scene })
            : Pages.Page<RoundPage>(new { Scene = scene }));

    /// <summary>The form again, over what stands: an answer of mine, or the newest proposal.</summary>
    private static Task<IResult> ChangeAsync(Asking asking, Guid roundId, string step, int turn, Guid? entry) => asking.DrawAsync(roundId, step, turn, null, scene =>
        scene.Step.MayAct && scene.Kind is not (SceneKind.Opened or SceneKind.NotOpened) && scene.Kind == SceneKind.Log == entry is not null
            ? Pages.Page<WritePage>(new { Scene = scene, Entry = entry })
            : Results.Redirect(scene.Address));

    private static Task<IResult> ReadersAsync(Asking asking, Guid roundId, string step, int turn, Guid? entry) => asking.DrawAsync(roundId, step, turn, false, scene =>
        // Who reads a matched answer is not theirs to choose.
        scene.OwnAnswer(entry) is not null && scene.Step.Step.Mode != Mode.Matched ? Pages.Page<ReadersPage>(new { Scene = scene, Entry = entry }) : Results.Redirect(scene.Address));
}

/// <summary>One partner asking for one round.</summary>
public sealed record Asking(HttpContext Http, OpenRound Rounds, Sessions Sessions, TimeProvider Clock)
{
    public static ValueTask<Asking?> BindAsync(HttpContext http) => ValueTask.FromResult<Asking?>(
        new Asking(http, http.RequestServices.GetRequiredService<OpenRound>(), http.RequestServices.GetRequiredService<Sessions>(), http.RequestServices.GetRequiredService<TimeProvider>()));

    /// <param name="step">Null: what the round shows first.</param>
    /// <param name="ownWords">False for what says how the round stands and shows nobody's words.</param>
    /// <param name="withOthers">Whether the other's words are opened; null: as the scene needs it.</param>
    public async Task<IResult> DrawAsync(Guid roundId, string? step, int turn, bool? withOthers, Func<Scene, IResult> draw, bool ownWords = true)
    {
        var member = Http.Member();
        var own = member.Seat!.Value;
        if (await Rounds.ForAsync(member, roundId, Routes.Screen, withOthers: false, Http.RequestAborted) is not { } view)
            return Pages.NotFound;
        var found = step is null ? Scenes.First(view, own) : Find(view, step, turn);
        if (found is null)
            return Pages.NotFound;
        // A form shows nothing of anybody yet; whatever else is for one person only.
        if (ownWords && Scenes.KindOf(view, found, own) is not (SceneKind.Write or SceneKind.JointWrite) && await Sessions.AsksAsync(Http))
            return Pages.Refuse(Confirmed.StillYou);
        if (withOthers ?? Scenes.ShowsOthers(view, found, own))
            view = (await Rounds.ForAsync(member, roundId, Routes.Screen, withOthers: true, Http.RequestAborted))!;
        return Find(view, found.Ref.Key, found.Ref.Turn) is { } shown ? draw(Scene.Of(view, shown, own, Clock.GetUtcNow())) : Pages.NotFound;
    }

    private static StepView? Find(RoundView view, string key, int turn) => view.Steps.FirstOrDefault(s => s.Ref.Key == key && s.Ref.Turn == turn && !s.Skipped);
}
