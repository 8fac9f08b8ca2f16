using CoachPlatform.IntegrationTests.Consent;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Safety;

/// <summary>
/// The whole traffic of B, over real HTTP and a real hub, while A raises a concern or has merely not answered: it must be the same, to the byte, the
/// frame and the mail.
/// </summary>
public sealed class ConcernTrafficTests(TopicApp topics) : IClassFixture<TopicApp>
{
    [Fact]
    public async Task The_traffic_of_the_one_is_the_same_whether_the_other_raised_a_concern_or_has_not_answered()
    {
        var histories = new List<Heard>
        {
            await OpenAsync("has not answered"), await OpenAsync("raised a concern", "raise"), await OpenAsync("raised two, and answered", "raise", "answer", "raise"),
            await OpenAsync("answered that they are not safe", "unsafe"), await OpenAsync("raised one, and the coach looks after it", "raise", "read", "take up", "note"),
            await OpenAsync("raised one and started a round", "raise", "start"),
        };
        foreach (var heard in histories)
        {
            await heard.ListenAsync();
            await heard.LookAsync();
            foreach (var act in heard.Acts)
                await heard.MeanwhileAsync(heard.OtherAsync(act));
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.DoAsync($"/api/rounds/{heard.Round}/answer", new { fields = new { thing = "the-letter" } });
            await heard.DoAsync($"/api/rounds/{heard.Round}/answer", new { revises = 1, fields = new { thing = "the-long-letter" } });
            await heard.DoAsync($"/api/assignments/{heard.Wanted}/rounds", new { });
            await heard.DoAsync($"/api/assignments/{heard.Wanted}/rounds", new { });
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.DoAsync($"/api/rounds/{heard.Round}/pass", new { });
            await heard.FramesAsync();
            await heard.LookAsync();
            await heard.MailsAsync();
            await heard.DisposeAsync();
        }

        Transcript.Same(histories);
        Assert.Contains("the-long-letter", histories[0].Text);
        Assert.Contains("frames 0", histories[0].Text);
    }

    private async Task<Heard> OpenAsync(string name, params string[] acts)
    {
        var coach = await topics.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await ConcernTests.ScreenAsync(coach, couple);
        var round = await coach.AssignAsync(couple.CaseId, "test-screened");
        var wanted = (await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-screened", cadence = "onDemand" })).GetProperty("assignmentId").GetGuid();
        // Asked once more: whether A answers it, and how, is A's and the coach's.
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        await couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "yes" } });
        var aside = await coach.AssignAsync(couple.CaseId, "laughter-log");
        return new Heard(topics.App, name, acts, coach, couple, aside, round, wanted);
    }

    /// <summary>Everything that the account of B receives in one history.</summary>
    private sealed class Heard(CoachApp app, string name, string[] acts, Client coach, Couple couple, Guid aside, Guid round, Guid wanted)
        : Transcript(name, coach, couple, couple.B, aside, round, wanted)
    {
        public string[] Acts => acts;

        public Guid Round => round;

        public Guid Wanted => wanted;

        /// <summary>What A does, or the coach for A.</summary>
        public async Task OtherAsync(string act)
        {
            Task Concern(string what, object body) => Coach.DoAsync($"/api/cases/{Couple.CaseId}/concerns/{what}", body);
            switch (act)
            {
                case "raise":
                    await Couple.A.DoAsync($"/api/my/cases/{Couple.CaseId}/concerns", new { words = "please speak to me alone" });
                    break;
                case "answer":
                    await Couple.A.AnswerAsync(round, new { thing = "the-roof" });
                    break;
                case "unsafe":
                    await Couple.A.DoAsync($"/api/my/cases/{Couple.CaseId}/safety", new { check = 1, answers = new { afraid = "yes" } });
                    break;
                case "start":
                    await Couple.A.DoAsync($"/api/assignments/{wanted}/rounds", new { });
                    break;
                case "read":
                    await Coach.ReadAsync($"/api/cases/{Couple.CaseId}/safety/{await HoldAsync()}");
                    break;
                case "take up":
                    await Concern($"{await HoldAsync()}/take-up", new { });
                    break;
                default:
                    await Concern($"{await HoldAsync()}/notes", new { note = "called" });
                    break;
            }
        }

        public Task LookAsync() => GetAsync(
            "/api/me", "/api/my/rounds", "/api/my/exercises", "/api/my/rests", "/api/my/ledger", $"/api/my/cases/{Couple.CaseId}/safety", $"/api/my/cases/{Couple.CaseId}/topics",
            "/today", "/fragments/today", "/fragments/asked", "/history", "/who-read", "/privacy", "/safety", $"/safety/questions/{Couple.CaseId}", "/trends",
            $"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}", $"/rounds/{round}/say", $"/fragments/rounds/{round}/say");

        /// <summary>The mails that are queued for B.</summary>
        public async Task MailsAsync()
        {
            var person = (await Couple.B.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
            foreach (var kind in await app.TextsAsync($"select data->>'kind' from coach.mt_doc_mail_to_send where person_id = '{person}' order by 1"))
                Say(kind);
        }

        private async Task<Guid> HoldAsync() => (await Coach.ReadAsync($"/api/cases/{Couple.CaseId}/safety")).GetProperty("concerns")[0].GetProperty("holdId").GetGuid();
    }
}
