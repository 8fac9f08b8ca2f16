using CoachPlatform.Platform.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.Specs.Demo;

public class DemoSetupSpecs
{
    // There is no database here: whoever asked for one would fail.
    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Staging", "true")]
    [InlineData("Development", "false")]
    [InlineData("Development", null)]
    public async Task only_development_gets_the_demo_and_another_host_only_when_it_asks(string environment, string? setting)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Coach:Demo"] = setting;
        await builder.AddDemoAsync([]);
        Assert.DoesNotContain(builder.Services, s => s.ImplementationType == typeof(DemoPractice) || s.ServiceType == typeof(DemoClock) || s.ServiceType == typeof(TimeProvider));
        Assert.Contains(builder.Services, s => s.ServiceType == typeof(CoachPlatform.Platform.Readiness));
    }

    [Fact]
    public async Task development_that_asks_looks_at_the_database()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["Coach:Demo"] = "true";
        await Assert.ThrowsAsync<InvalidOperationException>(() => builder.AddDemoAsync([]));
    }

    [Fact]
    public void the_clock_stands_where_it_was_moved_until_it_is_released()
    {
        var clock = new DemoClock();
        clock.MoveTo(SampleScript.Now);
        Assert.Equal(SampleScript.Now, clock.GetUtcNow());
        clock.Release();
        var before = TimeProvider.System.GetUtcNow();
        Assert.InRange(clock.GetUtcNow(), before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void an_address_that_listens_everywhere_is_told_as_localhost() => Assert.Equal(
        ["http://localhost:5080", "http://localhost:80", "http://127.0.0.1:5090"],
        Welcome.Reachable(["http://[::]:5080", "http://0.0.0.0:80", "http://127.0.0.1:5090"]));
}
