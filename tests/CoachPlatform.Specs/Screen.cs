using System.Globalization;
using System.Text;
using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs;

/// <summary>Everything that one reader can be shown of a round: the sight in full, with the newest texts in the places that it permits.</summary>
/// <param name="Text">All of it, to compare by bytes.</param>
/// <param name="Canaries">The texts among it.</param>
internal sealed record Screen(string Text, IReadOnlySet<string> Canaries)
{
    public static Screen Of(Reader reader, Told told, IEnumerable<object> stored, DateTimeOffset now)
    {
        var boxes = new Boxes(stored);
        var sight = RoundSight.Of(reader, told.Round, told.Gate, now);
        var text = new StringBuilder($"open {sight.Open} due {sight.DueOn:O} since {sight.OpenedAt:O}\n");
        var canaries = new HashSet<string>();
        foreach (var step in sight.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Step.Key}#{step.Step.Turn} {step.Mode} {step.Status} doing {step.WaitsForDoing} act {step.MayAct} revealed {step.Revealed} shown {step.Shown:O} ");
            text.Append(JsonSerializer.Serialize(step.Joint, Store.Json)).Append('\n');
            foreach (var answer in step.Answers)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {answer.Author} {answer.Entry:N} {Words(answer.Sight)} {JsonSerializer.Serialize(answer.State, Store.Json)}");
                if (step.Mode != Mode.Joint)
                    Open(boxes.Of(step.Step, answer.Author, answer.Entry), FieldsOf(answer));
                text.Append('\n');
            }

            if (step.Joint is not null && step.Answers.Any(a => a.Sight is Sight.Read or Sight.Own))
                Open(boxes.Joint(step.Step, step.Joint), null);
        }

        return new Screen(text.ToString(), canaries);

        void Open(IReadOnlyDictionary<string, Sealed>? fields, IReadOnlyList<string>? only)
        {
            foreach (var (_, box) in (fields ?? new Dictionary<string, Sealed>()).Where(f => only?.Contains(f.Key) != false).OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                text.Append(" «").Append(box.Box).Append('»');
                canaries.Add(box.Box);
            }
        }
    }

    private static IReadOnlyList<string> FieldsOf(AnswerSight answer) => answer switch
    {
        { Sight: Sight.Read read } => read.Fields,
        { Sight: Sight.Own, State: { Given: Given.Answered, Fields: { } own } } => own,
        _ => [],
    };

    private static string Words(Sight sight) => sight is Sight.Matches ? "Matches" : sight is Sight.Read read ? $"Read {string.Join(',', read.Fields)}" : sight.ToString();

    /// <summary>The newest boxes, read from the events as a page does it.</summary>
    private sealed class Boxes
    {
        private readonly Dictionary<(StepRef, Seat, Guid?), IReadOnlyDictionary<string, Sealed>> answers = [];
        private readonly Dictionary<(StepRef, int, Seat, bool Agreed), IReadOnlyDictionary<string, Sealed>> joint = [];

        public Boxes(IEnumerable<object> stored)
        {
            foreach (var e in stored)
                switch (e)
                {
                    case AnswerGiven a:
                        answers[(a.Step, a.Seat, a.Entry)] = a.Fields;
                        break;
                    case AnswerRevised a:
                        answers[(a.Step, a.Seat, a.Entry)] = a.Fields;
                        break;
                    case AnswerVoided v:
                        foreach (var gone in answers.Keys.Where(k => k.Item1 == v.Step && k.Item2 == v.Seat).ToList())
                            answers.Remove(gone);
                        break;
                    case JointProposed j:
                        joint[(j.Step, j.Version, j.Seat, false)] = j.Fields;
                        break;
                    case JointConfirmed j:
                        joint[(j.Step, j.Version, j.Seat.Other(), true)] = j.Fields;
                        break;
                }
        }

        public IReadOnlyDictionary<string, Sealed>? Of(StepRef step, Seat author, Guid? entry) => answers.GetValueOrDefault((step, author, entry));

        public IReadOnlyDictionary<string, Sealed> Joint(StepRef step, JointState seen) => joint[(step, seen.Version, seen.By, seen.Confirmed)];
    }
}
