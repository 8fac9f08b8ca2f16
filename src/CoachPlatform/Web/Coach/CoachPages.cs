namespace CoachPlatform.Web.Coach;

/// <summary>The coach's pages and the fragments that its live screens fetch.</summary>
public static class CoachPages
{
    public static void MapCoachPages(this IEndpointRouteBuilder pages)
    {
    }
}
