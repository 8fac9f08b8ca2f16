using JasperFx;
using JasperFx.CommandLine;

[assembly: JasperFxAssembly]

namespace CoachPlatform.Platform;

/// <summary><c>CoachPlatform migrate</c>: brings the database to this version's schema and ends. Repeating it changes nothing.</summary>
[Description("Bring the database to the schema of this version, and end", Name = "migrate")]
public sealed class MigrateCommand : JasperFxAsyncCommand<NetCoreInput>
{
    public override async Task<bool> Execute(NetCoreInput input)
    {
        using var app = input.BuildHost();
        await app.MigrateAsync();
        Console.WriteLine("The database has the schema of this version.");
        return true;
    }
}
