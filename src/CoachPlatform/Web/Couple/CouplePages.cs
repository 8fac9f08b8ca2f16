namespace CoachPlatform.Web.Couple;

/// <summary>The partners' pages, joining and signing in, and the fragments that their live screens fetch.</summary>
public static class CouplePages
{
    public static void MapCouplePages(this IEndpointRouteBuilder pages)
    {
        pages.MapEntryPages();
        pages.MapMyPages();
        pages.MapRoundPages();
        pages.MapErasePages();
        pages.MapSafetyPages();
    }
}
