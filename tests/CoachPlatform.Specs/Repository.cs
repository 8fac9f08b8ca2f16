namespace CoachPlatform.Specs;

/// <summary>The folder that holds the solution, wherever the tests were started.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    public static IEnumerable<(string Path, string Text)> Sources(params ReadOnlySpan<string> folder) =>
        Directory.EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories).Select(f => (System.IO.Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("CoachPlatform.sln is in no folder above the tests."),
        _ when File.Exists(System.IO.Path.Combine(folder.FullName, "CoachPlatform.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
