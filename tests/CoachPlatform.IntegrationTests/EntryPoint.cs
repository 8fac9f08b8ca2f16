using CoachPlatform.IntegrationTests.Platform;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace CoachPlatform.IntegrationTests;

/// <summary>Runs the tests, or, when a test asks for another process, the small program it names.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        [PostgresChild.Word, .. var settings] => PostgresChild.RunAsync(settings),
        _ when args.Any(arg => arg is "-automated" or "@@") => ConsoleRunner.Run(args),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
