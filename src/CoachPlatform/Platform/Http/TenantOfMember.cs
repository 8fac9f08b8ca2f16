using Wolverine.Http.Runtime.MultiTenancy;

namespace CoachPlatform.Platform.Http;

/// <summary>The practice of a request is that of the member the gatekeeper found; nothing a browser sends can name one.</summary>
internal sealed class TenantOfMember : ITenantDetection
{
    public ValueTask<string?> DetectTenant(HttpContext context) => new(context.MemberOrNull()?.Tenant);
}
