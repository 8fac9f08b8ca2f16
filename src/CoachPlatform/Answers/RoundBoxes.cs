using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using JasperFx.Events;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>The newest boxes of one round, folded from its short stream when a page needs them. Still sealed.</summary>
public sealed class RoundBoxes
{
    private readonly Dictionary<(StepRef Step, Seat Author, Guid? Entry), IReadOnlyDictionary<string, Sealed>> answers = [];
    private readonly Dictionary<StepRef, (Seat By, IReadOnlyDictionary<string, Sealed> Fields)> proposals = [];
    private readonly Dictionary<StepRef, IReadOnlyDictionary<string, Sealed>> agreed = [];
    private readonly List<(CommentMade Made, DateTimeOffset At)> comments = [];

    public IReadOnlyList<(CommentMade Made, DateTimeOffset At)> Comments => comments;

    public static async Task<RoundBoxes> LoadAsync(IQuerySession session, Guid roundId, CancellationToken ct)
    {
        var boxes = new RoundBoxes();
        foreach (var e in await session.Events.FetchStreamAsync(roundId, token: ct))
            boxes.Take(e);
        return boxes;
    }

    /// <summary>The boxes of one answer with their places; empty when there is none.</summary>
    public IReadOnlyDictionary<string, Box> Of(string tenant, Round round, StepRef step, Seat author, Guid? entry) =>
        answers.TryGetValue((step, author, entry), out var fields)
            ? fields.ToDictionary(f => f.Key, f => new Box(f.Value, KeyScopes.Answer(tenant, round.CaseId, author, round.Id, step, f.Key)))
            : new Dictionary<string, Box>();

    /// <summary>The boxes of a joint step: the agreed text, else the newest proposal.</summary>
    public IReadOnlyDictionary<string, Box> Joint(string tenant, Round round, StepRef step)
    {
        if (agreed.TryGetValue(step, out var fields))
            return fields.ToDictionary(f => f.Key, f => new Box(f.Value, KeyScopes.JointText(tenant, round.CaseId, round.Id, step, f.Key)));
        return proposals.TryGetValue(step, out var proposal)
            ? proposal.Fields.ToDictionary(f => f.Key, f => new Box(f.Value, KeyScopes.Answer(tenant, round.CaseId, proposal.By, round.Id, step, f.Key)))
            : new Dictionary<string, Box>();
    }

    private void Take(IEvent e)
    {
        switch (e.Data)
        {
            case AnswerGiven a:
                answers[(a.Step, a.Seat, a.Entry)] = a.Fields;
                break;
            case AnswerRevised a:
                answers[(a.Step, a.Seat, a.Entry)] = a.Fields;
                break;
            case AnswerVoided v:
                foreach (var gone in answers.Keys.Where(k => k.Step == v.Step && k.Author == v.Seat).ToList())
                    answers.Remove(gone);
                break;
            case JointProposed j:
                proposals[j.Step] = (j.Seat, j.Fields);
                // What it would replace is not what is on the table.
                agreed.Remove(j.Step);
                break;
            case JointConfirmed j:
                agreed[j.Step] = j.Fields;
                break;
            case StepCarried c:
                agreed[c.Step] = c.Fields;
                break;
            case CommentMade c:
                comments.Add((c, e.Timestamp));
                break;
        }
    }
}
