using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Demo;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Web;
using JasperFx;

return await Start.GuardedAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await builder.AddDatabaseAsync(args);
    await builder.AddDemoAsync(args);
    builder.AddVault(args);
    builder.AddStore();
    builder.AddMessaging();
    builder.AddEdge();
    builder.AddSignIn();
    builder.Services.AddReads();
    builder.Services.AddLive();
    builder.Services.AddPages();
    builder.Services.AddOpenApi();

    var app = builder.Build();
    app.UseEdge();
    app.MapHealth();
    app.MapSignIn();
    app.MapCommands();
    app.MapReads();
    app.MapPages();
    app.MapLive();
    app.MapOpenApi().WithMetadata(new AccessAttribute(For.Anyone));

    app.MapNothing();

    if (!args.OnlyGeneratesCode())
        await app.PrepareAsync();
    return await app.RunJasperFxCommands(args);
});

/// <summary>The application; named so that tests can start it.</summary>
public partial class Program;
