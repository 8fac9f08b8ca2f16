using System.Globalization;
using System.Text;
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
                await heard.OtherAsync(act);
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
        }

        Assert.All(histories, h => Assert.True(histories[0].Text == h.Text, $"{h.Name} differs from {histories[0].Name}: {Difference(histories[0].Text, h.Text)}"));
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
        var heard = new Heard(topics.App, name, acts, coach, couple, round, wanted);
        await heard.SettledAsync();
        return heard;
    }

    private static string Difference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i], -1);
        return at < 0 ? $"{a.Length} lines and {b.Length}" : $"line {at}\n{a[at]}\n{b[at]}";
    }

    /// <summary>Everything that the account of B receives in one history.</summary>
    private sealed class Heard(CoachApp app, string name, string[] acts, Client coach, Couple couple, Guid round, Guid wanted)
    {
        private readonly StringBuilder text = new();
        private Frames? frames;
        private int day = 10;

        public string Name => name;

        public string[] Acts => acts;

        public Guid Round => round;

        public Guid Wanted => wanted;

        public string Text => text.ToString();

        public async Task ListenAsync() => frames = await Frames.OfAsync(couple.B, "/hubs/couple");

        /// <summary>What A does, or the coach for A.</summary>
        public async Task OtherAsync(string act)
        {
            Task Concern(string what, object body) => coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{what}", body);
            switch (act)
            {
                case "raise":
                    await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = "please speak to me alone" });
                    break;
                case "answer":
                    await couple.A.AnswerAsync(round, new { thing = "the-roof" });
                    break;
                case "unsafe":
                    await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { afraid = "yes" } });
                    break;
                case "start":
                    await couple.A.DoAsync($"/api/assignments/{wanted}/rounds", new { });
                    break;
                case "read":
                    await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{await HoldAsync()}");
                    break;
                case "take up":
                    await Concern($"{await HoldAsync()}/take-up", new { });
                    break;
                default:
                    await Concern($"{await HoldAsync()}/notes", new { note = "called" });
                    break;
            }
        }

        public async Task GetAsync(string path)
        {
            using var response = await couple.B.GetAsync(path);
            await HearAsync(path, response);
        }

        public async Task DoAsync(string path, object body)
        {
            using var response = await couple.B.SendAsync(path, body);
            await HearAsync(path, response);
        }

        public async Task LookAsync()
        {
            foreach (var path in new[]
                     {
                         "/api/me", "/api/my/rounds", "/api/my/exercises", "/api/my/rests", "/api/my/ledger", $"/api/my/cases/{couple.CaseId}/safety", $"/api/my/cases/{couple.CaseId}/topics",
                         "/today", "/fragments/today", "/fragments/asked", "/history", "/who-read", "/privacy", "/safety", $"/safety/questions/{couple.CaseId}", "/trends",
                         $"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}", $"/rounds/{round}/say", $"/fragments/rounds/{round}/say",
                     })
                await GetAsync(path);
        }

        /// <summary>Until everything so far has reached the rows that pages show. It moves the coach alone.</summary>
        public async Task SettledAsync()
        {
            await using var board = await Frames.OfAsync(coach, "/hubs/coach");
            var marker = await coach.DoAsync($"/api/assignments/{wanted}/due", new { dueOn = $"2999-01-{day++}" });
            await board.UntilAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
        }

        /// <summary>How many frames came before one that everybody gets.</summary>
        public async Task FramesAsync()
        {
            await SettledAsync();
            var marker = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "guess-and-tell" });
            var before = await frames!.BeforeAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
            text.Append(CultureInfo.InvariantCulture, $"frames {before.Count}\n");
        }

        /// <summary>The mails that are queued for B.</summary>
        public async Task MailsAsync()
        {
            var person = (await couple.B.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
            foreach (var kind in await app.TextsAsync($"select data->>'kind' from coach.mt_doc_mail_to_send where person_id = '{person}' order by 1"))
                text.Append(kind).Append('\n');
        }

        private async Task<Guid> HoldAsync() => (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety")).GetProperty("concerns")[0].GetProperty("holdId").GetGuid();

        private async Task HearAsync(string path, HttpResponseMessage response) =>
            text.Append(Traffic.Plain(path, couple, round, wanted)).Append(' ').Append(await Traffic.OfAsync(response, couple, round, wanted));
    }
}
