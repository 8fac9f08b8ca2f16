using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Platform.Mail;

/// <summary>Why a link that works once does not. A wrong token and a link that never was look the same.</summary>
internal static class LinkRefusals
{
    public static Refusal Spent { get; } = new(410, "link-spent", "This link has been used, or a newer one has taken its place.");

    public static Refusal Expired { get; } = new(410, "link-expired", "This link has run out. Ask for a new one.");

    public static Refusal? Of(OneTimeLink? link, string? token, DateTimeOffset now) =>
        link is null || !link.Matches(token) ? Refusal.NotFound
        : link.Spent is not null ? Spent
        : link.Expires <= now ? Expired
        : null;
}
