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
    private readonly Dictionary<(StepRef Step, int Version, Seat By), IReadOnlyDictionary<string, Sealed>> proposals = [];
    private readonly Dictionary<(StepRef Step, int Version, Seat By), IReadOnlyDictionary<string, Sealed>> agreed = [];
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

    /// <summary>The boxes of a joint step: of exactly what is on the table as the reader sees it.</summary>
    public IReadOnlyDictionary<string, Box> Joint(string tenant, Round round, StepRef step, JointState seen)
    {
        var key = (step, seen.Version, seen.By);
        if (seen.Confirmed)
            return agreed[key].ToDictionary(f => f.Key, f => new Box(f.Value, KeyScopes.JointText(tenant, round.CaseId, round.Id, step, f.Key)));
        return proposals[key].ToDictionary(f => f.Key, f => new Box(f.Value, KeyScopes.Answer(tenant, round.CaseId, seen.By, round.Id, step, f.Key)));
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
            case AnswersExpired:
                answers.Clear();
                break;
            case JointProposed j:
                proposals[(j.Step, j.Version, j.Seat)] = j.Fields;
                break;
            case JointConfirmed j:
                agreed[(j.Step, j.Version, j.Seat.Other())] = j.Fields;
                break;
            case StepCarried c:
                agreed[(c.Step, c.Version, c.Seat)] = c.Fields;
                break;
            case CommentMade c:
                comments.Add((c, e.Timestamp));
                break;
        }
    }
}
