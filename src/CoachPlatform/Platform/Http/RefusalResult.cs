using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Platform.Http;

public static class RefusalResult
{
    public static IResult ToResult(this Refusal refusal) => Results.Json(
        refusal.ToProblem(), System.Text.Json.JsonSerializerOptions.Web, "application/problem+json", refusal.Status);
}
