using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach publishes a programme of the practice's own: begun anew, copied, or changed. What runs goes on with the version it has.</summary>
public static class PublishProgramme
{
    /// <param name="Slug">Its name in addresses, which never changes; made from the title when left out.</param>
    /// <param name="Basis">The version that was changed or copied; left out for one begun anew.</param>
    public sealed record Request(string? Slug, string? Title, string? For, string? Basis, IReadOnlyList<Step>? Steps);

    /// <param name="Key">Stable within the programme; other steps name it.</param>
    public sealed record Step(
        string? Key, string? Exercise, Opening? Opens, Condition? OnlyIf, Cadence? Cadence, int? Rounds, int? Lasts, string? Word, string? Why);

    public sealed record Opening(StartsWhen? When, string? Step, int? Days);

    public sealed record Condition(OnlyIf? Kind, string? Of);

    public sealed record Reply(Guid ProgrammeId, string Slug, string VersionId);

    public sealed record Publishing(Guid Id, Programme Programme, ProgrammeState? State, Decision Decision);

    public static async Task<(ProblemDetails, Publishing?)> LoadAsync(
        Request request, HttpContext http, IDocumentSession session, LibraryShelf library, ProgrammeShelf programmes, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        var onOffer = await library.ForAsync(session, ct);
        var programme = Read(request, slug => onOffer.IsRetired(slug) ? null : onOffer.Newest(slug));
        var broken = ProgrammeRules.Broken(programme, onOffer.Newest)
            .GroupBy(b => b.Step is { } i ? $"steps[{i}].{b.Member}" : b.Member).ToDictionary(g => g.Key, g => g.Select(b => b.Reason).ToArray());
        if (broken.Count > 0)
            return (Refusal.Invalid("fields-invalid", "It was not published. Please look at what is marked.", broken).ToProblem(), null);
        var id = ProgrammeState.IdOf(session.TenantId, programme.Slug);
        var state = (await session.Events.FetchForExclusiveWriting<ProgrammeState>(id, ct)).Aggregate;
        var basis = request.Basis is null || await programmes.VersionAsync(session, request.Basis, ct) is not null;
        var decision = Decide(id, state, programme, request.Basis, basis, programmes.Shipped.Any(p => p.Slug == programme.Slug));
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new Publishing(id, programme, state, decision));
    }

    [WolverinePost("/api/programmes"), Access(Platform.Http.For.Coach), Once]
    [EndpointSummary("Publish a programme of the practice's own")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Request request, Publishing publishing, IDocumentSession session)
    {
        var (id, programme, state, decision) = publishing;
        if (decision.Events.Count > 0)
        {
            session.Store(new OwnProgramme(programme.VersionId, programme));
            if (state is null)
                session.Events.StartStream<ProgrammeState>(id, decision.Events);
            else
                session.Events.Append(id, decision.Events);
        }

        return new Reply(id, programme.Slug, programme.VersionId);
    }

    /// <summary>Given what was published under this name: a new version. Nothing when it is the newest already.</summary>
    /// <param name="knownBasis">The basis is a version that the practice can see, or none was named.</param>
    /// <param name="shipped">A shipped programme has this name.</param>
    public static Decision Decide(Guid id, ProgrammeState? state, Programme programme, string? basis, bool knownBasis, bool shipped)
    {
        if (!knownBasis)
            return Refusal.Field("unknown-basis", "basis", "The version that this was made from is not here.");
        if (shipped)
            return Refusal.Conflict("name-taken", "A programme that came with the platform has this name. Give yours a title of its own.");
        if (state is null)
            return Decision.Of(new ProgrammePublished(id, programme.VersionId, basis));
        if (state.Newest.Version == programme.VersionId)
            return Decision.Nothing;
        if (basis != state.Newest.Version)
            return new Refusal(
                409, "programme-moved", "A programme of this name was published meanwhile. Yours is still on this page; look at the other, or give yours another title.",
                More: new Dictionary<string, object?> { ["basis"] = state.Newest.Version });
        return state.Retired
            ? Refusal.Conflict("programme-retired", "You retired this programme. Restore it before you change it.")
            : Decision.Of(new ProgrammePublished(id, programme.VersionId, basis));
    }

    private static Programme Read(Request request, Func<string, Exercise?> exercise)
    {
        var programme = new Programme("", request.Slug is { Length: > 0 } slug ? slug : Slugs.Of(request.Title ?? "", "programme"), Plain(request.Title) ?? "", Plain(request.For) ?? "", [], [.. (request.Steps ?? []).Select(Read)]);
        return (programme with { Practices = ProgrammeEntry.DrawnFrom(programme, exercise) }).Identified();
    }

    private static ProgrammeStep Read(Step? step) => new(
        step?.Key ?? "", step?.Exercise ?? "",
        new StepTerms(
            step?.Opens is { } opens ? new StepOpening(opens.When ?? StartsWhen.AtOnce, opens.Step, opens.Days) : StepOpening.AtOnce,
            step?.Cadence is Cadence.Once ? null : step?.Cadence, step?.Rounds, step?.Lasts),
        step?.OnlyIf is { Kind: { } kind } condition ? new StepCondition(kind, Plain(condition.Of) ?? "") : null, Plain(step?.Word), Plain(step?.Why));

    private static string? Plain(string? text) => text?.Trim() is { Length: > 0 } plain ? plain : null;
}
