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
        var develops = builder.Environment.IsDevelopment();
        builder.Services.CritterStackDefaults(tools =>
        {
            // One profile, chosen here, whatever the tools think of the environment.
            foreach (var profile in new[] { tools.Development, tools.Production })
            {
                profile.ResourceAutoCreate = schema;
                // Outside Development what the program was built with is all there is: no compiler is shipped.
                profile.GeneratedCodeMode = develops ? TypeLoadMode.Dynamic : TypeLoadMode.Static;
                profile.AssertAllPreGeneratedTypesExist = !develops;
            }
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
        http.AddPolicy<BodyRequired>();
        // Locks leave no race between two answers; what remains is a stale page, and it is told so without any id.
        http.MapMartenConcurrencyFailuresToConflict(_ => true, _ => Commands.Refusal.MovedOn.ToProblem());
    });
}
