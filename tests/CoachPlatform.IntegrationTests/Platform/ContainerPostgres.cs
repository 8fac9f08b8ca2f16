using System.Security.Cryptography;
using Docker.DotNet.Models;
using Testcontainers.PostgreSql;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>A PostgreSQL in a container that lives as long as the run.</summary>
internal static class ContainerPostgres
{
    public const string ImageVariable = "COACH_TEST_PG_IMAGE";

    /// <summary>Starts it. A container that does not come up fails the run: with a socket there, another source would hide that.</summary>
    public static async Task<TestServer> StartAsync(string socket)
    {
        var image = Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } given ? given : "postgres:17";
        var container = new PostgreSqlBuilder(image)
            .WithDatabase("coach")
            .WithUsername("coach")
            .WithPassword(RandomNumberGenerator.GetHexString(24, lowercase: true))
            .WithCreateParameterModifier(create => KeepToThisMachine(create.HostConfig))
            .Build();
        try
        {
            await container.StartAsync();
            return new(container.GetConnectionString(), $"a container of {image} over {socket}", container);
        }
        catch (Exception failure)
        {
            await container.DisposeAsync();
            throw new InvalidOperationException(
                $"{socket} answers, but a container of {image} did not start: {failure.Message} Name another image in {ImageVariable}, set {TestServer.Variable}, or stop that socket.", failure);
        }
    }

    // Published ports are open to the whole network otherwise. From within a container, or where the override names another address,
    // the engine's ports are not reached over loopback and stay as they are.
    private static void KeepToThisMachine(HostConfig? host)
    {
        var reachedAt = Environment.GetEnvironmentVariable("TESTCONTAINERS_HOST_OVERRIDE") ?? (File.Exists("/.dockerenv") ? "" : "localhost");
        if (reachedAt is not ("localhost" or "127.0.0.1"))
            return;
        foreach (var port in host?.PortBindings?.Values.SelectMany(ports => ports) ?? [])
            port.HostIP = "127.0.0.1";
    }
}
