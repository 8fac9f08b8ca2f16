using System.Reflection;
using System.Text.RegularExpressions;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using JasperFx.Events.Projections;
using Marten.Events.Projections;
using Microsoft.AspNetCore.SignalR;

namespace CoachPlatform.Specs.Conventions;

public partial class CodeConventions
{
    private static readonly Assembly Product = typeof(Store).Assembly;

    [Fact]
    public void the_top_level_is_what_a_newcomer_was_told()
    {
        string[] told = ["CoachPlatform.sln", "README.md", "docker-compose.yml", "global.json", "ops", "seeds", "src", "tests"];
        // What tools leave behind is ignored by git and no part of the project.
        string[] leftBehind = ["TestResults", "node_modules", "bin", "obj"];
        var there = Directory.EnumerateFileSystemEntries(Repository.Root).Select(e => Path.GetFileName(e)).Where(e => !e.StartsWith('.')).Except(leftBehind).ToList();
        Assert.Empty(there.Except(told));
        Assert.Empty(new[] { "CoachPlatform.sln", "ops", "seeds", "src", "tests" }.Except(there));
    }

    [Fact]
    public void the_program_is_a_table_of_contents() => Assert.InRange(File.ReadAllLines(Repository.Path("src", "CoachPlatform", "Program.cs")).Length, 1, 60);

    [Fact]
    public void clocks_and_new_ids_are_banned_in_every_project_of_the_product()
    {
        var banned = File.ReadAllText(Repository.Path("ops", "build", "BannedSymbols.txt"));
        foreach (var symbol in new[] { "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Guid.NewGuid", "Guid.CreateVersion7" })
            Assert.Contains($":System.{symbol};", banned);
        foreach (var project in Directory.EnumerateFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).Select(File.ReadAllText))
        {
            Assert.Contains("ops/build/BannedSymbols.txt", project);
            Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", project);
        }
    }

    [Fact]
    public void the_ban_is_lifted_in_platform_alone() =>
        Assert.All(Repository.Sources("src").Where(s => s.Text.Contains("RS0030", StringComparison.Ordinal)), s => Assert.StartsWith("src/CoachPlatform/Platform/", s.Path));

    [Fact]
    public void no_capability_knows_of_pages()
    {
        var capabilities = Repository.Sources("src", "CoachPlatform").Where(s => s.Path.Split('/') is [_, _, not ("Web" or "Platform" or "Program.cs"), ..]).ToList();
        Assert.True(capabilities.Count > 100, $"{capabilities.Count} files");
        Assert.Empty(capabilities.Where(s => s.Text.Contains("using CoachPlatform.Web", StringComparison.Ordinal)).Select(s => s.Path));
    }

    [Fact]
    public void what_a_projection_is_called_by_is_public()
    {
        var projections = Product.GetTypes().Where(t => t.IsAssignableTo(typeof(ProjectionBase)) || t.IsAssignableTo(typeof(IProjection))).ToList();
        Assert.NotEmpty(projections);
        Assert.All(projections, p => Assert.True(p is { IsPublic: true } or { IsNestedPublic: true }, $"{p.Name} is hidden."));
        Assert.Empty(projections.SelectMany(p => HiddenMethods(p, "Evolve", "Apply", "Create", "ShouldDelete", "DetermineAction")));
    }

    [Fact]
    public void what_an_endpoint_is_called_by_is_public()
    {
        var endpoints = Product.GetTypes()
            .Where(t => t.GetMethods().Any(m => m.GetCustomAttributes().Any(a => a.GetType().Namespace == "Wolverine.Http" && a.GetType().Name.StartsWith("Wolverine", StringComparison.Ordinal))))
            .ToList();
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.SelectMany(e => HiddenMethods(e, "Load", "LoadAsync", "Validate", "ValidateAsync", "Before", "BeforeAsync", "After", "AfterAsync", "Post", "Get", "Put", "Delete")));
    }

    [Fact]
    public void decisions_are_static_and_take_no_services()
    {
        var decisions = Product.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(m => m.Name == "Decide").ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions.SelectMany(m => m.GetParameters()), p => Assert.False(p.ParameterType.IsInterface && !p.ParameterType.IsGenericType, $"{p.Member.DeclaringType!.Name}.{p.Name}"));
    }

    [Fact]
    public void a_frame_is_a_case_and_a_position_and_nothing_else()
    {
        var calls = Repository.Sources("src").Where(s => s.Text.Contains("SignalR", StringComparison.Ordinal)).SelectMany(s => Send().Matches(s.Text).Select(m => (s.Path, Call: m.Value))).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.StartsWith("src/CoachPlatform/Live/", c.Path));
        Assert.All(calls, c => Assert.Matches(Frame(), c.Call));
        Assert.All(Repository.Sources("src", "CoachPlatform", "Live"), s => Assert.DoesNotMatch(@"Clients\s*\.\s*(All|Others|Users?|AllExcept)\b", s.Text));
        // The two values of every frame: the id of a board row, and a position.
        Assert.Equal(typeof(Guid), typeof(CaseBoard).GetProperty("Id")!.PropertyType);
        Assert.Equal(typeof(long), typeof(Feed).GetProperty("Coach")!.PropertyType);
        Assert.Equal(typeof(long), typeof(Feed).GetProperty("Seats")!.PropertyType.GetGenericArguments()[1]);
    }

    [Fact]
    public void a_browser_may_call_catch_up_and_nothing_else()
    {
        var hubs = Product.GetTypes().Where(t => t.IsAssignableTo(typeof(Hub))).OrderBy(t => t.Name).ToList();
        Assert.Equal([typeof(CoachHub), typeof(CoupleHub)], hubs);
        foreach (var hub in hubs)
        {
            var callable = hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition().DeclaringType == hub);
            var method = Assert.Single(callable);
            Assert.Equal("catchUp", method.GetCustomAttribute<HubMethodNameAttribute>()?.Name);
            Assert.Equal(typeof(Task), method.ReturnType);
            Assert.Equal([typeof(IReadOnlyDictionary<Guid, long>)], method.GetParameters().Select(p => p.ParameterType));
        }
    }

    private static IEnumerable<string> HiddenMethods(Type type, params string[] names) =>
        type.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => names.Contains(m.Name)).Select(m => $"{type.Name}.{m.Name}");

    [GeneratedRegex(@"\.(SendAsync|SendCoreAsync|InvokeAsync|InvokeCoreAsync)\((""|[A-Za-z_.]+,)[^;]*;", RegexOptions.CultureInvariant)]
    private static partial Regex Send();

    [GeneratedRegex(@"\A\.SendAsync\(""caseMoved"", board\.Id, (board\.Feed\.(Coach|Seats\[seat\])|now), (ct|Context\.ConnectionAborted)\);\z", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
