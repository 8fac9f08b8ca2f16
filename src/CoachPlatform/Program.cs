using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Demo;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Privacy;
using CoachPlatform.Web;

return await Start.GuardedAsync(async () =>
{
    if (args.OnlyVerifies())
        return await VerifyCertificateCommand.RunAsync(args);
    await using var app = await BuildAsync(args);
    return await app.ServeAsync(args);
});

/// <summary>The application. Tests and benchmarks build the very same one, and add only where it listens and what it logs to.</summary>
public partial class Program
{
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        adjust?.Invoke(builder);
        await builder.AddDatabaseAsync(args);
        await builder.AddDemoAsync(args);
        builder.AddVault(args);
        builder.AddStore(args);
        builder.AddMessaging(args);
        builder.AddEdge();
        builder.AddSignIn();
        builder.AddMail();
        builder.Services.AddReads();
        builder.Services.AddLive();
        builder.Services.AddPages();
        builder.Services.AddApiPages();

        var app = builder.Build();
        app.UseEdge();
        app.MapHealth();
        app.MapSignIn();
        app.MapMail();
        app.MapCommands();
        app.MapReads();
        app.MapPages();
        app.MapLive();
        app.MapApiPages();
        app.MapNothing();
        app.MustDeclareAccess();

        await app.PrepareAsync(args);
        return app;
    }
}
