using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Authoring;

/// <summary>The reasons of the pack's reader, for somebody who sees controls and no file. Pure.</summary>
internal static partial class FormWords
{
    public const string Needed = "This is needed.";

    /// <param name="path">The control; an answer to choose from is asked for by its label.</param>
    /// <param name="reason">As the reader gave it, without naming the part of the file.</param>
    public static FormProblem Of(string path, string reason)
    {
        var at = Option().IsMatch(path) ? $"{path}.label" : path;
        if (Missing().Match(reason) is not { Success: true } missing)
            return new FormProblem(at, Plain(reason));
        var key = missing.Groups["key"].Value;
        // When a step opens, the form asks on the step itself.
        var under = path.EndsWith(".after", StringComparison.Ordinal) ? path[..^".after".Length] : path;
        return new FormProblem(under.Length == 0 ? key : $"{under}.{key}", key is "steps" ? "Add a step." : key is "fields" ? "Add something to answer." : Needed);
    }

    private static string Plain(string reason) => reason switch
    {
        "An option is one ‘key: label’." or "‘options’ holds something that is not a text." => Needed,
        "‘min’ is greater than ‘max’." => "The lowest is greater than the highest.",
        _ when TooFew().IsMatch(reason) => "There have to be at least two answers to choose from.",
        _ when Twice().Match(reason) is { Success: true } twice => $"‘{twice.Groups["words"].Value}’ stands here twice.",
        _ => Sentence(This().Replace(reason, "This ")),
    };

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    [GeneratedRegex(@"\.options\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex(@"\A‘(?<key>[a-z-]+)’ is missing\.\z", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex(@"\Aa [a-z]+ needs at least two ‘options’\.\z", RegexOptions.CultureInvariant)]
    private static partial Regex TooFew();

    [GeneratedRegex(@"\A‘options’ names ‘(?<words>.*)’ twice\.\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Twice();

    [GeneratedRegex(@"\A‘[a-z-]+’ (?=must |may )", RegexOptions.CultureInvariant)]
    private static partial Regex This();
}
