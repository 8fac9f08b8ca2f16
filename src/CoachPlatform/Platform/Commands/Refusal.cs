using Microsoft.AspNetCore.Mvc;

namespace CoachPlatform.Platform.Commands;

/// <summary>An expected refusal of a command. It changes nothing, and its words are for the person who asked.</summary>
/// <param name="Slug">The problem type <c>/problems/{slug}</c>: stable, for programs.</param>
/// <param name="Detail">What happened, what is safe, what to do.</param>
/// <param name="Errors">One entry per field, keyed as the client sent it.</param>
/// <param name="More">Further members of the problem, such as the version to revise.</param>
public sealed record Refusal(
    int Status,
    string Slug,
    string Detail,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    IReadOnlyDictionary<string, object?>? More = null)
{
    /// <summary>The same bytes for everything a person may not know about: another practice's, hidden, or never existed.</summary>
    public static Refusal NotFound { get; } = new(404, "not-found", "There is nothing here for you.");

    public static Refusal NotYourRole { get; } = new(403, "not-your-role", "This belongs to another role in your practice.");

    public static Refusal MovedOn { get; } = new(409, "moved-on", "This has moved on meanwhile. Nothing was changed; look again and repeat.");

    public static Refusal Conflict(string slug, string detail) => new(409, slug, detail);

    public static Refusal Invalid(string slug, string detail, IReadOnlyDictionary<string, string[]>? errors = null) => new(422, slug, detail, errors);

    public static Refusal Field(string slug, string field, string detail) =>
        new(422, slug, detail, new Dictionary<string, string[]> { [field] = [detail] });

    public ProblemDetails ToProblem()
    {
        var problem = new ProblemDetails { Status = Status, Type = $"/problems/{Slug}", Title = Slug, Detail = Detail };
        if (Errors is not null)
            problem.Extensions["errors"] = Errors;
        foreach (var (key, value) in More ?? new Dictionary<string, object?>())
            problem.Extensions[key] = value;
        return problem;
    }
}
