using CoachPlatform.Platform.Http;
using Microsoft.AspNetCore.Builder;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>An endpoint that says not who it is for stops the start.</summary>
public sealed class DeclaredAccessTests
{
    [Fact]
    public async Task An_endpoint_without_declared_access_is_named_and_stops_the_start()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/declared", () => "").WithMetadata(new AccessAttribute(For.Anyone));
        app.MustDeclareAccess();
        app.MapGet("/forgotten", () => "");

        var refused = Assert.Throws<InvalidOperationException>(app.MustDeclareAccess);

        Assert.Contains("/forgotten", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/declared", refused.Message, StringComparison.Ordinal);
    }
}
