using System.Text;
using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>The programmes beside the program. Immutable, so any thread may read it.</summary>
/// <param name="Programmes">In the order of their files.</param>
/// <param name="Refused">Why files were left out; empty when all could be read.</param>
public sealed record ShippedProgrammes(IReadOnlyList<Programme> Programmes, IReadOnlyList<PackProblem> Refused)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads every <c>*.md</c> of a folder in the order of their names. A file that cannot be read is refused like a wrong one; nothing is thrown.</summary>
    public static ShippedProgrammes Load(string folder, Func<string, Exercise?> exercise)
    {
        try
        {
            return Of(Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), ReadFile(path, exercise))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ShippedProgrammes([], [new PackProblem(folder, 1, $"The folder of the programmes cannot be read: {e.Message}")]);
        }
    }

    private static ShippedProgrammes Of(IEnumerable<(string File, ProgrammeReading Reading)> readings)
    {
        var (programmes, refused) = (new List<Programme>(), new List<PackProblem>());
        foreach (var (file, reading) in readings)
        {
            refused.AddRange(reading.Problems);
            if (reading.Programme is { } programme && programmes.Exists(p => p.Slug == programme.Slug))
                refused.Add(new PackProblem(file, 1, $"Another file has the programme ‘{programme.Slug}’ already."));
            else if (reading.Programme is not null)
                programmes.Add(reading.Programme);
        }

        return new ShippedProgrammes(programmes, refused);
    }

    private static ProgrammeReading ReadFile(string path, Func<string, Exercise?> exercise)
    {
        var file = Path.GetFileName(path);
        try
        {
            return ProgrammeReader.Read(file, File.ReadAllText(path, StrictUtf8), exercise);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return new ProgrammeReading(null, [new PackProblem(file, 1, $"The file cannot be read: {e.Message}")]);
        }
    }
}
