namespace CoachPlatform.Specs.Library;

/// <summary>One line of the sample pack bent at a time; each is refused with the line a reader has to look at.</summary>
public class PackRefusalSpecs
{
    /// <summary>What to find, what to put there, part of the line that the problem must name, part of its reason.</summary>
    public static TheoryData<string, string, string, string> Bent => new()
    {
        // Shape of the file
        { "publisher: somebody\n", "", "document:", "‘publisher’ is missing" },
        { "date: 2021-11", "date: last year", "date: last year", "‘date’ is a year" },
        { "language: en", "language: English", "language: English", "‘language’ is a tag" },
        { "title: A document", "title: ''", "title: ''", "not empty" },
        { "title: A document", "title: A document\ntitle: Again", "title: Again", "written twice" },
        { "## A1 · Doing", "## A1 Doing", "## A1 Doing", "A heading reads" },
        { "## A1 · Doing", "## Own · Doing", "## Own · Doing", "A heading reads" },
        { "Take one small thing and do it.\n\nIt may be **very** small.\n", "", "## A1", "no digest" },
        { "It may be **very** small.", "It may be <b>very</b> small.", "<b>very</b>", "Raw HTML" },
        { "debrief: How was it?\n```", "debrief: How was it?\n```\n\nMore words.", "More words.", "belongs above it" },
        { "debrief: How was it?\n```", "debrief: How was it?\n", "```exercise", "never closed" },
        { "```exercise", "```yaml", "## A1", "exactly one fenced block" },
        { "It may be **very** small.", "It may be\u0007 small.", "It may be", "no text may have" },
        { "why: It is good to do things.", "why: \"\\ud800 \\0\"", "why:", "" },
        // Keys and words
        { "slug: a-small-thing", "slug: A small thing", "slug: A small", "lower-case words" },
        { "why: It is good to do things.\n", "", "slug: a-small-thing", "‘why’ is missing" },
        { "why: It", "colour: red\nwhy: It", "colour: red", "‘colour’ is not a key" },
        { "why: It", "many: true\nwhy: It", "slug: a-small-thing", "‘many’, need the cadence on-demand" },
        { "why: It", "many: often\nwhy: It", "many: often", "true or false" },
        { "why: It", "start: soon\nwhy: It", "start: soon", "‘soon’ is no start" },
        { "why: It", "start: either\nwhy: It", "slug: a-small-thing", "cadence is on-demand" },
        { "why: It", "teller: both\nwhy: It", "teller: both", "‘both’ is no teller" },
        { "why: It", "teller: alternate\nwhy: It", "slug: a-small-thing", "no step is for the teller" },
        { "    doing: Do it.\n", "    doing: Do it.\n    occurs: sometimes\n", "occurs: sometimes", "‘sometimes’ is no occurs" },
        { "    who: pair\n", "    who: pair\n    occurs: first\n", "- key: review", "does not come in every round" },
        { "practice: [A1]", "practice: [A2]", "practice: [A2]", "what the heading names" },
        { "cadence: weekly", "cadence: yearly", "cadence: yearly", "‘yearly’ is no cadence" },
        { "mode: sealed", "mode: joint", "mode: joint", "the steps make this exercise sealed" },
        { "minutes: 10", "minutes: 0", "minutes: 0", "between 1 and 240" },
        { "dimension: time together", "dimension: happiness", "dimension: happiness", "is no dimension" },
        { "topic: none\n", "", "slug: a-small-thing", "‘topic’ is missing" },
        { "topic: none", "topic: weather", "topic: weather", "is no topic" },
        { "topic: none", "topic: intimacy", "slug: a-small-thing", "go together" },
        { "topic: none", "topic: none\nflags: [loud]", "flags: [loud]", "is no flag" },
        { "topic: none", "topic: none\nflags: [caution]", "slug: a-small-thing", "flag caution" },
        { "topic: none", "topic: none\ncaution: Mind.", "slug: a-small-thing", "flag caution" },
        // Steps
        { "    title: The plan\n", "", "- key: plan", "‘title’ is missing" },
        { "key: review", "key: plan", "- key: plan", "another step" },
        { "    opens: start\n", "", "- key: plan", "‘opens’ is missing" },
        { "opens: start", "opens: soon", "opens: soon", "‘opens’ is start" },
        { "{ready: plan, days: 6}", "{ready: nothing, days: 6}", "- key: review", "no step above" },
        { "{ready: plan, days: 6}", "{ready: plan}", "{ready: plan}", "‘days’ is missing" },
        { "{ready: plan, days: 6}", "{ready: plan, after: plan, days: 6}", "after: plan", "exactly one" },
        { "{ready: plan, days: 6}", "{ready: plan, days: 0}", "days: 0", "between 1 and 366" },
        { "{ready: plan, days: 6}", "{ready: plan, days: 8}", "slug: a-small-thing", "comes round every 7" },
        { "    doing: Do it.\n", "", "- key: review", "‘doing’" },
        { "    doing: Do it.\n", "    doing: Do it.\n    about: plan\n", "- key: review", "no text that one person wrote" },
        { "    doing: Do it.\n", "    doing: Do it.\n    about: nothing\n", "- key: review", "‘about’ names" },
        { "    doing: Do it.\n", "    doing: Do it.\n    log: true\n", "- key: review", "can be a log" },
        { "    doing: Do it.\n", "    doing: Do it.\n    carries: true\n", "- key: review", "carries on" },
        { "    doing: Do it.\n", "    doing: Do it.\n    audience: all\n", "audience: all", "is no audience" },
        { "who: pair", "who: each", "- key: plan", "done by the pair" },
        { "    who: each\n    mode: sealed", "    who: teller\n    mode: sealed", "- key: review", "answered by each" },
        { "    who: each\n    mode: sealed", "    who: each\n    mode: matched", "- key: review", "needs the topic intimacy" },
        { "    who: each\n    mode: sealed", "    who: both\n    mode: sealed", "who: both", "‘both’ is no who" },
        // Metrics
        { "better: higher}", "better: higher, counts: [some]}", "better: higher, counts: [some]}", "name options of a choice" },
        // Fields
        { "key: guess-drink", "key: drink", "key: drink", "another field" },
        { "kind: scale", "kind: scales", "kind: scales", "‘scales’ is no kind" },
        { "label: How close?", "label: How close?\n        required: maybe", "required: maybe", "true or false" },
        { "label: How close?", "label: How close?\n        min: 5\n        max: 3", "max: 3", "greater than" },
        { "        high: Near\n", "", "low: Far", "words at both ends" },
        { "label: How close?", "label: How close?\n        items: [a]", "items: [a]", "no meaning for the kind scale" },
        { "label: What?", "label: What?\n        max: 30000", "max: 30000", "20,000" },
        { "          - coffee: Coffee\n", "", "options:", "at least two" },
        { "          - coffee: Coffee", "          - tea: Coffee", "- tea: Coffee", "there twice" },
        { "          - coffee: Coffee", "          - coffee", "- coffee", "keys and values" },
        { "guesses: drink", "guesses: nothing", "key: guess-drink", "no field of this step" },
        { "        guesses: drink\n", "", "key: guess-drink", "‘guesses’ is missing" },
        { "guesses: drink", "guesses: guess-drink", "key: guess-drink", "cannot be guessed" },
        { "kind: choice", "kind: rank", "key: drink", "‘max’ is missing" },
        { "kind: choice\n", "kind: rank\n        max: 3\n", "max: 3", "only 2 options" },
        { "kind: choice", "kind: five", "options:", "" },
        { "label: What?", "label: What?\n        audience: coach", "audience: coach", "go together" },
        { "guesses: drink\n", "guesses: drink\n      - key: only\n        kind: text\n        label: Only\n        audience: everybody\n        fixed: true\n", "audience: everybody", "is no audience" },
        { "        kind: choice\n        label: Which drink?\n", "        kind: choice\n        label: Which drink?\n        audience: coach\n        fixed: true\n", "key: guess-drink", "kept from the partner" },
        // Metrics
        { "from: review.close", "from: review.nothing", "{key: close", "‘from’ names" },
        { "better: higher", "better: more", "{key: close", "is no better" },
    };

    [Theory]
    [MemberData(nameof(Bent))]
    public void a_bent_line_is_refused_with_its_line_and_reason(string find, string put, string onLine, string reason)
    {
        var text = SamplePack.With(find.ReplaceLineEndings("\n"), put);
        var reading = SamplePack.Read(text);
        Assert.Null(reading.Pack);
        Assert.Contains(reading.Problems, p => p.Reason.Contains(reason, StringComparison.Ordinal) && LineHolds(text, p.Line, onLine));
    }

    [Fact]
    public void a_slug_used_twice_in_a_file_is_refused_at_the_second_section()
    {
        var section = SamplePack.Text[SamplePack.Text.IndexOf("## A1", StringComparison.Ordinal)..];
        var problem = Assert.Single(SamplePack.Read(SamplePack.Text + "\n\n" + section).Problems);
        Assert.Contains("used already by the section at line 11", problem.Reason);
        Assert.Equal(SamplePack.Text.Split('\n').Length + 2, problem.Line);
    }

    private static bool LineHolds(string text, int line, string part) => text.Split('\n')[line - 1].Contains(part, StringComparison.Ordinal);
}
