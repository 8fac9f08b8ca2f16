using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>How somebody came to be a former partner.</summary>
public enum Gone
{
    /// <summary>Left, and has not said so: the seat is still theirs, and what they may do with it is little.</summary>
    Left,

    /// <summary>The two have parted.</summary>
    Parted,

    /// <summary>The coach has made the seat free, since the wrong person sat in it.</summary>
    Released,
}

/// <summary>Somebody who was a partner in a case of the same coach, with a round that had opened there and one in which the other's words never did.</summary>
public sealed record GonePartner(Gone How, Client Client, Guid CaseId, Guid Assignment, Guid Shown, Guid Closed, Guid Run, Guid Release)
{
    /// <summary>Stands in every text of the other that did not open before the end.</summary>
    public const string Unread = "the grey heron";

    public static async Task<GonePartner> OfAsync(Client coach, Gone how)
    {
        var couple = await coach.OpenCaseAsync();
        async Task<Guid> AssignAsync() => await coach.AssignAsync(couple.CaseId, "something-i-understood");
        var (shown, closed) = (await AssignAsync(), await AssignAsync());
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood", cadence = "onDemand" });
        var run = await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "listening" });
        if (how != Gone.Released)
        {
            await couple.A.AnswerAsync(shown, new { understood = "that mornings are hard" });
            await couple.B.AnswerAsync(shown, new { understood = "that evenings are" });
        }

        await couple.B.AnswerAsync(closed, new { understood = Unread });
        var release = await coach.DoAsync($"/api/cases/{couple.CaseId}/releases", new { to = "The court", purpose = "It has asked for it.", kinds = new[] { "answers" }, rounds = new[] { shown } });
        await EndAsync(coach, couple, how);
        return new GonePartner(how, couple.A, couple.CaseId, given.GetProperty("assignmentId").GetGuid(), shown, closed, run.GetProperty("runId").GetGuid(), release.GetProperty("releaseId").GetGuid());
    }

    /// <summary>Whether a row is about one case, so that there is another address for each.</summary>
    public static bool IsOfCase(AccessRow row) => row.Route.Split('/').Any(part => part is "{caseId}" or "{assignmentId}" or "{roundId}" or "{runId}");

    /// <summary>The same request about their own former case, in whichever of its two rounds. What else an address names and was not made stays unknown.</summary>
    public string PathOf(AccessRow row, string path, Guid round)
    {
        var (asked, query) = path.Split('?', 2) is [var p, var q] ? (p, "?" + q) : (path, "");
        var segments = asked.Split('/').Zip(row.Route.Split('/').Concat(Enumerable.Repeat("", 20)), (segment, part) => part switch
        {
            "{caseId}" => CaseId.ToString(),
            "{assignmentId}" => Assignment.ToString(),
            "{roundId}" => round.ToString(),
            "{runId}" => Run.ToString(),
            "{releaseId}" or "{releaseId:guid}" => Release.ToString(),
            _ when segment.StartsWith('{') => Guid.NewGuid().ToString(),
            _ => segment,
        });
        return string.Join('/', segments) + query;
    }

    private static Task EndAsync(Client coach, Couple couple, Gone how) => how switch
    {
        Gone.Left => couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/leave", new { }),
        Gone.Parted => couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/separate", new { }),
        _ => coach.DoAsync($"/api/cases/{couple.CaseId}/seats/release", new { seat = nameof(Seat.A) }),
    };
}
