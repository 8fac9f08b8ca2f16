using System.Text.Json;

namespace CoachPlatform.Platform.Demo;

/// <summary>What the names of a script stand for, learned from the application's own answers.</summary>
internal sealed class Places
{
    private readonly Dictionary<Couple, Guid> cases = [];
    private readonly Dictionary<(Couple, string Who), (string Invitation, string Token)> links = [];
    private readonly Dictionary<(Couple, string Round), (Guid Assignment, Guid Round, string Exercise)> rounds = [];

    public Guid Case(Couple couple) => cases[couple];

    public (string Invitation, string Token) Link(Couple couple, string who) => links[(couple, who)];

    public (Guid Assignment, Guid Round, string Exercise) Round(Couple couple, string round) => rounds[(couple, round)];

    public void Learn(ScriptLine line, JsonElement reply)
    {
        switch (line.Act)
        {
            case Act.OpenCase:
                cases[line.Couple] = reply.GetProperty("caseId").GetGuid();
                break;
            case Act.Invite invite:
                var link = new Uri(reply.GetProperty("link").GetString()!);
                links[(line.Couple, invite.Who)] = (link.Segments[^1], link.Fragment[1..]);
                break;
            case Act.Assign assign:
                rounds[(line.Couple, assign.As)] = (reply.GetProperty("assignmentId").GetGuid(), reply.GetProperty("roundId").GetGuid(), assign.Exercise);
                break;
            default:
                break;
        }
    }
}
