using CoachPlatform.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CoachPlatform.Specs.Platform;

public sealed class AskedSpecs
{
    [Theory]
    [InlineData("", true)]
    [InlineData("run", true)]
    [InlineData("--urls http://localhost:5090", true)]
    [InlineData("migrate", false)]
    [InlineData("open-practice --name Harbour", false)]
    [InlineData("codegen write", false)]
    public void Only_a_bare_start_serves(string line, bool serves) =>
        Assert.Equal(serves, line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Serves());

    [Theory]
    [InlineData("Development", null, "", true)]
    [InlineData("Production", null, "", false)]
    [InlineData("Staging", null, "", false)]
    [InlineData("Production", "true", "", true)]
    [InlineData("Development", "false", "", false)]
    [InlineData("Production", null, "migrate", true)]
    [InlineData("Production", null, "open-practice", false)]
    public void The_schema_is_changed_in_development_or_when_asked(string environment, string? setting, string word, bool migrates)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Coach:MigrateOnStart", setting)]).Build();
        string[] args = word.Length == 0 ? [] : [word];

        Assert.Equal(migrates, args.Migrates(configuration, new Named(environment)));
    }

    private sealed class Named(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
