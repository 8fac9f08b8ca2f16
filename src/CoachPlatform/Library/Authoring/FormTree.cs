using System.Globalization;

namespace CoachPlatform.Library.Authoring;

/// <summary>
/// A form as the tree that a pack's block would be read into. Its "lines" number the controls of the form, so that each reason a reader gives can be
/// put to the control it is about.
/// </summary>
internal sealed class FormTree
{
    private readonly List<string> paths = [""];
    private readonly PackProblems problems;

    private FormTree(PackProblems problems) => this.problems = problems;

    /// <summary>The control that a line stands for, such as <c>steps.0.fields.2.label</c>; empty for the exercise as a whole.</summary>
    public string Path(int line) => paths[line];

    public static (YamlMap Map, FormTree Tree) Of(ExerciseForm form, string slug, IReadOnlyList<string> practices, PackProblems problems)
    {
        var tree = new FormTree(problems);
        return (tree.Exercise(form, slug, practices), tree);
    }

    private YamlMap Exercise(ExerciseForm form, string slug, IReadOnlyList<string> practices)
    {
        var map = new MapOf(this, "");
        map.Add("slug", slug);
        map.Add("title", form.Title);
        map.Add("practice", practices);
        map.Add("mode", LibraryWords.Word(ModeOf(form)));
        map.Add("cadence", form.Cadence);
        map.Add("minutes", form.Minutes);
        map.Add("dimension", form.Dimension);
        map.Add("topic", form.Topic);
        map.Add("flags", FlagsOf(form));
        map.Add("caution", form.Caution);
        map.Add("why", form.Why);
        map.Add("debrief", form.Debrief);
        map.Add("start", form.Start);
        map.Add("many", form.Many);
        map.Add("teller", form.Teller);
        map.Add("sources", "sources", [.. (form.Sources ?? []).Skip(1)], Source, from: 1);
        map.Add("steps", "steps", form.Steps ?? [], Step);
        map.Add("metrics", "metrics", form.Metrics ?? [], Metric);
        return map.Build();
    }

    private YamlMap Source(SourceForm source, string path)
    {
        var map = new MapOf(this, path);
        map.Add("document", source.Document);
        map.Add("section", source.Section);
        return map.Build();
    }

    private YamlMap Step(StepForm step, string path)
    {
        var map = new MapOf(this, path);
        map.Add("key", step.Key);
        map.Add("title", step.Title);
        map.Add("help", step.Help);
        map.Add("who", step.Who);
        map.Add("mode", step.Mode);
        Opens(map, step, path);
        map.Add("about", step.About);
        map.Add("occurs", step.Occurs);
        map.Add("log", step.Log);
        map.Add("carries", step.Carries);
        map.Add("audience", step.Audience);
        map.Add("doing", step.Doing);
        map.Add("fields", "fields", step.Fields ?? [], Field);
        return map.Build();
    }

    private void Opens(MapOf step, StepForm form, string path)
    {
        if (form.Opens is not ("after" or "after-days" or "ready"))
        {
            step.Add("opens", form.Opens);
            return;
        }

        var opens = new MapOf(this, path, at: "after");
        opens.Add(form.Opens == "ready" ? "ready" : "after", form.After, at: "after");
        if (form.Opens != "after")
            opens.Add("days", form.Days);
        step.Add("opens", opens.Build());
    }

    private YamlMap Field(FieldForm field, string path)
    {
        var map = new MapOf(this, path);
        map.Add("key", field.Key);
        map.Add("kind", field.Kind);
        map.Add("label", field.Label);
        map.Add("help", field.Help);
        if (field.Optional)
            map.Add("required", "false", at: "optional");
        if (field.Kind == "five")
            map.Add("options", [.. (field.Options ?? []).Select(o => o.Label ?? "")]);
        else
            map.Add("options", "options", field.Options ?? [], Option);
        map.Add("min", field.Min);
        map.Add("max", field.Max);
        map.Add("low", field.Low);
        map.Add("high", field.High);
        map.Add("guesses", field.Guesses);
        map.Add("items", field.Items ?? []);
        map.Add("audience", field.Audience);
        if (field.Audience is not null)
            map.Add("fixed", "true", at: "audience");
        return map.Build();
    }

    private YamlMap Option(OptionForm option, string path)
    {
        var line = Line(path);
        return new YamlMap(line, [new(new YamlText(line, option.Key ?? ""), Text(Line($"{path}.label"), option.Label ?? ""))]);
    }

    private YamlMap Metric(MetricForm metric, string path)
    {
        var map = new MapOf(this, path);
        map.Add("key", metric.Key);
        map.Add("label", metric.Label);
        map.Add("unit", metric.Unit);
        map.Add("from", metric.From);
        map.Add("better", metric.Better);
        map.Add("counts", metric.Counts ?? []);
        map.Add("leaves-out", metric.LeavesOut ?? []);
        return map.Build();
    }

    /// <summary>As <see cref="Library.Exercise.Mode"/>, before anything else is known to be right.</summary>
    private static Mode ModeOf(ExerciseForm form)
    {
        var modes = (form.Steps ?? []).Where(s => LibraryWords.Modes.ContainsKey(s.Mode ?? "")).Select(s => LibraryWords.Modes[s.Mode!]).ToList();
        return modes.Where(m => m is not (Mode.Individual or Mode.Joint)).Select(m => (Mode?)m).FirstOrDefault() ?? (modes.Contains(Mode.Joint) ? Mode.Joint : Mode.Individual);
    }

    private static List<string> FlagsOf(ExerciseForm form)
    {
        List<string> flags = [];
        if (!string.IsNullOrWhiteSpace(form.Caution))
            flags.Add("caution");
        if (form.Topic == "intimacy")
            flags.Add("intimate");
        if (form.Screened)
            flags.Add("screened");
        return flags;
    }

    private int Line(string path)
    {
        paths.Add(path);
        return paths.Count - 1;
    }

    private YamlText Text(int line, string value)
    {
        var plain = value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        if (PlainText.FirstBad(plain) >= 0)
            problems.Add(line, FieldWords.BadCharacter);
        return new YamlText(line, plain);
    }

    /// <summary>What is empty is left out, as nobody would write it into a file.</summary>
    /// <param name="at">The control under the path that a reason against the whole is put to; null for the path itself.</param>
    private sealed class MapOf(FormTree tree, string path, string? at = null)
    {
        private readonly int line = tree.Line(at is null ? path : $"{path}.{at}");
        private readonly List<KeyValuePair<YamlText, YamlNode>> pairs = [];

        public void Add(string key, string? value, string? at = null)
        {
            if (!string.IsNullOrWhiteSpace(value))
                Add(key, l => tree.Text(l, value), at);
        }

        public void Add(string key, int? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture));

        public void Add(string key, bool value) => Add(key, value ? "true" : null);

        public void Add(string key, YamlMap value) => Add(key, _ => value);

        public void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                Add(key, l => new YamlList(l, [.. values.Select((v, i) => tree.Text(tree.Line($"{Under(key)}.{i}"), v))]));
        }

        public void Add<T>(string key, string at, IReadOnlyList<T> values, Func<T, string, YamlMap> map, int from = 0)
        {
            if (values.Count > 0)
                Add(key, l => new YamlList(l, [.. values.Select((v, i) => map(v, $"{Under(at)}.{i + from}"))]));
        }

        public YamlMap Build() => new(line, pairs);

        private void Add(string key, Func<int, YamlNode> value, string? at = null)
        {
            var l = tree.Line(Under(at ?? key));
            pairs.Add(new(new YamlText(l, key), value(l)));
        }

        private string Under(string key) => path.Length == 0 ? key : $"{path}.{key}";
    }
}
