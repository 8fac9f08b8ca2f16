using CoachPlatform.Platform.Http;
using JasperFx;
using JasperFx.CodeGeneration;
using Wolverine;
using Wolverine.Http;
using Wolverine.Http.Marten;

namespace CoachPlatform.Platform;

/// <summary>Wolverine: endpoints, their transactions and idempotency, and who runs the projections.</summary>
public static class Messaging
{
    public static void AddMessaging(this WebApplicationBuilder builder, string[] args)
    {
        var schema = args.Migrates(builder.Configuration, builder.Environment) ? AutoCreate.CreateOrUpdate : AutoCreate.None;
        builder.Services.CritterStackDefaults(tools =>
        {
            tools.Development.GeneratedCodeMode = TypeLoadMode.Dynamic;
            tools.Development.ResourceAutoCreate = schema;
            // What the image was built with is all there is: no compiler goes with it.
            tools.Production.GeneratedCodeMode = TypeLoadMode.Static;
            tools.Production.AssertAllPreGeneratedTypesExist = true;
            tools.Production.ResourceAutoCreate = schema;
        });
        builder.Host.UseWolverine(wolverine =>
        {
            wolverine.ApplicationAssembly = typeof(Messaging).Assembly;
            wolverine.Durability.Mode = builder.Configuration.GetValue("Coach:SeveralNodes", false) ? DurabilityMode.Balanced : DurabilityMode.Solo;
            wolverine.Durability.EnableDeduplicatedResponses = true;
            wolverine.Policies.AutoApplyTransactions();
            wolverine.AutoBuildMessageStorageOnStartup = schema;
        });
        builder.Services.AddWolverineHttp();
    }

    public static void MapCommands(this WebApplication app) => app.MapWolverineEndpoints(http =>
    {
        http.TenantId.DetectWith(new TenantOfMember());
        // Locks leave no race between two answers; what remains is a stale page, and it is told so without any id.
        http.MapMartenConcurrencyFailuresToConflict(_ => true, _ => Commands.Refusal.MovedOn.ToProblem());
    });
}
