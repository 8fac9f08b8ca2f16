using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// A write that takes an <c>Idempotency-Key</c>: the same key and body give the first successful response, another body under the same key is 422.
/// The claim is scoped to practice, person and endpoint and commits with the events. Responses are stored in the clear, so none may hold a text or a link.
/// </summary>
public sealed class OnceAttribute : DeduplicatedWithResponseAttribute, IAuthorizeData
{
    public OnceAttribute()
        : base(DeduplicationScope.Tenant | DeduplicationScope.User | DeduplicationScope.Endpoint)
    {
        Required = true;
        ClaimInTransaction = true;
    }

    // Callers without a session would share one scope, so a session is asked for here too, not only by the gatekeeper.
    string? IAuthorizeData.Policy { get; set; }

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}
