using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;

namespace CoachPlatform.Answers;

/// <summary>Collects the boxes that one reader may have opened in one round, and puts the plain texts into their places afterwards.</summary>
internal sealed class Openings(Member member, Round round, RoundBoxes boxes, bool withOthers)
{
    private readonly List<Box> wanted = [];
    private readonly Dictionary<(StepRef Step, Seat? Author, Guid? Entry, string Field), int> slots = [];
    private readonly List<(CommentMade Made, DateTimeOffset At, int Slot)> comments = [];
    private readonly HashSet<AnswerRef> ofOthers = [];
    private readonly List<(StepRef Step, string Field, BoxPair Pair)> pairs = [];
    private IReadOnlyList<IReadOnlyList<string>> common = [];
    private int? word;

    public IReadOnlyList<Box> Boxes => wanted;

    /// <summary>The answers among them that somebody else wrote: these go into the ledger before anything opens.</summary>
    public IReadOnlyList<AnswerRef> OfOthers => [.. ofOthers];

    /// <summary>What is compared in a matched step: the lists themselves are opened for nobody.</summary>
    public IReadOnlyList<BoxPair> Pairs => [.. pairs.Select(p => p.Pair)];

    /// <summary>A matched step has opened, with or without anything to compare.</summary>
    public bool Compares { get; private set; }

    public void TakeCommon(IReadOnlyList<IReadOnlyList<string>> found) => common = found;

    public void Want(StepSight step)
    {
        foreach (var answer in step.Answers)
            Want(step, answer);
        if (step.Joint is not { } joint || step.Answers.All(a => a.Sight is not (Sight.Read or Sight.Own)))
            return;
        var others = joint.Confirmed ? Seats.Both.Where(s => s != member.Seat) : new[] { joint.By }.Where(s => s != member.Seat);
        if (!withOthers && others.Any())
            return;
        foreach (var seat in others)
            ofOthers.Add(new AnswerRef(round.Id, step.Step, seat, joint.Version));
        foreach (var (field, box) in boxes.Joint(member.Tenant!, round, step.Step, joint))
            Slot((step.Step, null, null, field), box);
    }

    public void WantWord(Sealed? sealedWord, Place place)
    {
        if (sealedWord is null)
            return;
        word = wanted.Count;
        wanted.Add(new Box(sealedWord, place));
    }

    public void WantComments()
    {
        foreach (var (made, at) in boxes.Comments)
        {
            // The coach reads back their own words through whichever box there is.
            var seat = member.Seat ?? made.For.Keys.First();
            if (!made.For.TryGetValue(seat, out var box))
                continue;
            comments.Add((made, at, wanted.Count));
            wanted.Add(new Box(box, Platform.KeyScopes.Comment(member.Tenant!, round.CaseId, seat, round.Id, made.CommentId)));
        }
    }

    public RoundView View(
        Exercise exercise, RoundSight sight, IReadOnlyList<string?> texts, IReadOnlyDictionary<Seat, string> names, IReadOnlyDictionary<Guid, string> staff, string coach, string zone, long position) => new(
        round.Id, round.CaseId, round.AssignmentId, round.Occurrence, exercise, sight.DueOn, sight.OpenedAt, sight.Open,
        word is { } slot ? texts[slot] : null,
        [.. sight.Steps.Select(s => StepOf(exercise, s, texts, names)).OfType<StepView>()],
        [.. comments.Where(c => texts[c.Slot] is not null).Select(c => new CommentView(c.Made.CommentId, staff.GetValueOrDefault(c.Made.StaffId, coach), texts[c.Slot]!, c.At, AddressedBy(c.Made)))],
        names, coach, zone, position);

    private IReadOnlyList<Seat> AddressedBy(CommentMade made) => member.Seat is { } own ? [own] : [.. made.For.Keys.Order()];

    private void Want(StepSight step, AnswerSight answer)
    {
        if (answer.Sight is Sight.Matches matches)
        {
            WantMatches(step, answer.Author, matches);
            return;
        }

        var mine = answer.Sight is Sight.Own;
        if (step.Mode == Mode.Joint || answer.State is not { Given: Given.Answered } state || (!mine && !withOthers))
            return;
        var readable = answer.Sight is Sight.Read read ? read.Fields : mine ? state.Fields ?? [] : [];
        if (readable.Count == 0)
            return;
        foreach (var (field, box) in boxes.Of(member.Tenant!, round, step.Step, answer.Author, answer.Entry).Where(b => readable.Contains(b.Key)))
            Slot((step.Step, answer.Author, answer.Entry, field), box);
        if (!mine)
            ofOthers.Add(new AnswerRef(round.Id, step.Step, answer.Author, state.Version, answer.Entry));
    }

    private void WantMatches(StepSight step, Seat other, Sight.Matches matches)
    {
        if (!withOthers || !step.Revealed)
            return;
        Compares = true;
        // On record whatever there is to compare: a line that is there only for some answers would be one more thing to tell them by.
        ofOthers.Add(new AnswerRef(round.Id, step.Step, other, round.Find(step.Step)!.Of(other).Version));
        if (step.Answers.FirstOrDefault(a => a.Author == member.Seat)?.State is not { Given: Given.Answered, Fields: { } own })
            return;
        var mine = boxes.Of(member.Tenant!, round, step.Step, member.Seat!.Value, null);
        var theirs = boxes.Of(member.Tenant!, round, step.Step, other, null);
        foreach (var field in matches.Fields.Where(own.Contains))
            pairs.Add((step.Step, field, new BoxPair(mine[field], theirs[field])));
    }

    private void Slot((StepRef, Seat?, Guid?, string) key, Box box)
    {
        slots[key] = wanted.Count;
        wanted.Add(box);
    }

    private StepView? StepOf(Exercise exercise, StepSight sight, IReadOnlyList<string?> texts, IReadOnlyDictionary<Seat, string> names)
    {
        if (exercise.Find(sight.Step.Key) is not { } step)
            return null;
        var answers = sight.Mode == Mode.Joint ? [] : sight.Answers.Select(a => AnswerOf(step, sight, a, texts, names)).ToList();
        var joint = sight.Joint is { } j && slots.Keys.Any(k => k.Step == sight.Step && k.Author is null)
            ? new JointView(
                j.Version, j.By, names.GetValueOrDefault(j.By, ""), j.By == member.Seat, j.Confirmed, j.Audience,
                Values(step, sight.Step, null, null, texts), j.ConfirmedAt ?? j.ProposedAt)
            {
                Carried = j.Carried,
            }
            : null;
        return new StepView(
            step, sight.Step, sight.Status == StepStatus.Skipped, sight.Status == StepStatus.NotOpen, sight.WaitsForDoing, sight.MayAct, sight.Revealed, sight.Shown,
            answers, joint, Scores(step, answers))
        {
            MayOpen = sight.MayOpen,
            MayReveal = sight.MayReveal,
        };
    }

    private AnswerView AnswerOf(Step step, StepSight sight, AnswerSight answer, IReadOnlyList<string?> texts, IReadOnlyDictionary<Seat, string> names)
    {
        var mine = answer.Sight is Sight.Own or Sight.Removed;
        var values = answer.Sight is Sight.Matches ? InCommon(sight.Step) : Values(step, sight.Step, answer.Author, answer.Entry, texts);
        var partner = member.Seat is not null;
        return new AnswerView(
            answer.Author, names.GetValueOrDefault(answer.Author, ""), mine, answer.Entry, StatusOf(answer), values,
            mine ? answer.State?.Sharing : null,
            partner && !mine ? null : answer.State?.Version,
            partner && !mine ? null : answer.State?.GivenAt,
            mine && answer.State?.ByHand == true)
        {
            ForCoachAlone = !partner && answer.State?.Sharing is { } sharing ? [.. values.Keys.Where(f => !sharing.Of(f).Partner()).Order(StringComparer.Ordinal)] : [],
        };
    }

    private static AnswerStatus StatusOf(AnswerSight answer) => answer.Sight switch
    {
        Sight.Own => answer.State?.Given switch
        {
            Given.Answered => AnswerStatus.Own,
            Given.Passed => AnswerStatus.Passed,
            Given.Withdrawn => AnswerStatus.Withdrawn,
            _ => AnswerStatus.Nothing,
        },
        Sight.Read => AnswerStatus.Read,
        Sight.Matches => AnswerStatus.Matches,
        Sight.Waiting => AnswerStatus.Waiting,
        Sight.NotShared => AnswerStatus.NotShared,
        Sight.Removed => AnswerStatus.Gone,
        // Before it opens, what was voided is simply not given yet.
        Sight.Tick { Gone: true, Given: not Given.Nothing } => AnswerStatus.Gone,
        Sight.Tick { Withheld: true } => AnswerStatus.Withheld,
        Sight.Tick { Given: Given.Answered } => AnswerStatus.Sealed,
        Sight.Tick { Given: Given.Passed } => AnswerStatus.Passed,
        Sight.Tick { Given: Given.Withdrawn } => AnswerStatus.Withdrawn,
        _ => AnswerStatus.Nothing,
    };

    private Dictionary<string, FieldValue> InCommon(StepRef step) => pairs
        .Zip(common, (p, keys) => (p.Step, p.Field, Keys: keys))
        .Where(p => p.Step == step && p.Keys.Count > 0)
        .ToDictionary(p => p.Field, p => (FieldValue)new FieldValue.ChosenMany(p.Keys));

    private Dictionary<string, FieldValue> Values(Step step, StepRef named, Seat? author, Guid? entry, IReadOnlyList<string?> texts) =>
        slots.Where(s => s.Key.Step == named && s.Key.Author == author && s.Key.Entry == entry && texts[s.Value] is not null)
            .ToDictionary(s => s.Key.Field, s => FieldValues.Parse(step, s.Key.Field, texts[s.Value]!));

    private static Dictionary<Seat, GuessScore> Scores(Step step, List<AnswerView> answers) =>
        answers.Where(a => a.Entry is null)
            .Select(a => (a.Author, Score: answers.FirstOrDefault(o => o.Author != a.Author) is { } other ? GuessScore.Count(step, a.Values, other.Values) : null))
            .Where(p => p.Score is not null)
            .ToDictionary(p => p.Author, p => p.Score!);
}
