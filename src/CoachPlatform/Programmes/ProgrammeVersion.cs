using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>The identity of a programme by its content.</summary>
public static class ProgrammeVersion
{
    /// <summary>SHA-256 of <see cref="Canonical"/> in UTF-8, lower-case hex.</summary>
    public static string Id(Programme programme) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(programme))));

    public static Programme Identified(this Programme programme) => programme with { VersionId = Id(programme) };

    /// <summary>One line per member in a fixed order; what is absent has no line, so that the format can grow without moving a version that exists.</summary>
    public static string Canonical(Programme programme)
    {
        var text = new StringBuilder();
        Add("programme", programme.Slug);
        Add("title", programme.Title);
        Add("for", programme.For);
        foreach (var practice in programme.Practices)
            Add("practice", practice);
        foreach (var step in programme.Steps)
        {
            Add("step", step.Key);
            Add("step.exercise", step.Exercise);
            Add("step.opens", LibraryWords.Word(step.Terms.Opens.When));
            Add("step.opens.step", step.Terms.Opens.Step);
            Add("step.opens.days", Number(step.Terms.Opens.Days));
            Add("step.cadence", step.Terms.Cadence is { } cadence ? LibraryWords.Word(cadence) : null);
            Add("step.rounds", Number(step.Terms.Rounds));
            Add("step.lasts", Number(step.Terms.Lasts));
            Add("step.only-if", step.OnlyIf is { } condition ? LibraryWords.Word(condition.Kind) : null);
            Add("step.only-if.of", step.OnlyIf?.Of);
            Add("step.word", step.Word);
            Add("step.why", step.Why);
        }

        return text.ToString();

        // White space collapses, so a value holds no line break and none can pass for another member.
        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(name).Append('=').AppendJoin(' ', value.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Append('\n');
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
