using System.Net;
using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Access;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>
/// One couple and its coaches, who do this and that in no sensible order, from a seed. Every text is a canary; after each write that was taken both partners
/// and the coach read the round, and somebody reads anything else.
/// </summary>
internal sealed class CanaryHistory(int seed, Canaries canaries, KnownCase known, Client colleague, Client stranger, IReadOnlyList<Exercise> exercises, IDictionary<string, int> met)
{
    private readonly Random random = new(seed);
    private readonly List<string> told = [];
    private readonly List<Guid> concerns = [];
    private readonly List<(KnownAnswer Answer, string Field, string Mark)> answers = [];
    private readonly List<(KnownStep Step, KnownProposal Proposal, string Mark)> joint = [];
    private readonly Client first = known.Coach;
    private readonly List<string> own = [];
    private readonly Dictionary<(KnownRound Round, Seat Seat), List<(Step Step, int Turn)>> writable = [];
    private int texts;
    private Guid export = Guid.NewGuid();

    public int Seed => seed;

    public KnownCase Known => known;

    public IEnumerable<Client> Readers => [known.Of(Seat.A), known.Of(Seat.B), first, colleague, stranger];

    /// <summary>Before the first morning: what they agree on, and what the coach has asked of each alone.</summary>
    public async Task BeginAsync()
    {
        var screened = random.Next(2) == 0;
        if (screened)
            await DoAsync(first, $"/api/cases/{known.Id}/safety/ask", new { });
        foreach (var seat in Seats.Both)
        {
            if (screened)
                await DoAsync(known.Of(seat), $"/api/my/cases/{known.Id}/safety", new { check = 1 });
            foreach (var topic in new[] { "money", "fears" })
                if (await DoAsync(known.Of(seat), $"/api/my/cases/{known.Id}/topics/{topic}", new { decision = "grant" }) is not null)
                    known.Topic(topic)!.Decide(seat, grants: true);
        }
    }

    /// <summary>Most are short: few acts on few exercises find what many do, and find it again. Every eighth goes on for long.</summary>
    public async Task RunAsync()
    {
        var isLong = seed % 8 == 0;
        var (rounds, acts) = isLong ? (4, 30) : (random.Next(1, 4), random.Next(3, 16));
        known.Topic("money")!.Morning();
        known.Topic("fears")!.Morning();
        for (var i = 0; i < rounds; i++)
            await AssignAsync();
        for (var i = 0; i < acts; i++)
            await OneAsync(late: i > acts * 2 / 3);
    }

    /// <summary>The copy of one of the three; then a part of everything that can be read, by everybody.</summary>
    public async Task EndAsync(CoachApp app)
    {
        var who = random.Next(3) switch { 0 => known.Of(Seat.A), 1 => known.Of(Seat.B), _ => known.Coach };
        var mine = who != known.Coach;
        if (await DoAsync(who, mine ? $"/api/my/cases/{known.Id}/exports" : $"/api/cases/{known.Id}/exports", new { }) is { } reply)
        {
            export = reply.GetProperty("exportId").GetGuid();
            await app.MakeCopiesAsync();
            var copy = await CopyAsync(who, $"{(mine ? "/api/my" : $"/api/cases/{known.Id}")}/exports/{export}/file");
            if (!mine)
                await OnRecordAsync(copy);
        }

        var steps = known.Rounds.SelectMany(r => r.Exercise.Steps.Select(s => (Round: r, Step: s))).ToList();
        foreach (var route in EveryRoute.Of(seed))
            foreach (var reader in Readers)
            {
                var (round, step) = steps[random.Next(steps.Count)];
                if (EveryRoute.MayAsk(PersonOf(reader), route) && (IsOfTheCase(reader) || route.Contains('{', StringComparison.Ordinal)))
                    await LookAsync(reader, EveryRoute.Fill(route, round, step.Key, export, concerns.LastOrDefault()));
            }
    }

    /// <summary>What has reached somebody otherwise than by an answer to a request.</summary>
    public void Reached(Client who, string where, string text) => Judge(who, where, text);

    public string Story => string.Join('\n', told);

    private async Task OneAsync(bool late)
    {
        var round = known.Rounds[random.Next(known.Rounds.Count)];
        var seat = random.Next(2) == 0 ? Seat.A : Seat.B;
        var partner = known.Of(seat);
        var act = random.Next(100);
        var (step, turn) = Pick(round, seat);
        var here = round.Step(step, turn);
        var answer = here.Answer(seat);
        if (act is >= 6 and < 29 && known.Rounds.SelectMany(r => r.Steps).SelectMany(s => s.AnswersOf(seat)).Where(a => a.EverGiven).ToList() is { Count: > 0 } mine)
        {
            answer = mine[random.Next(mine.Count)];
            (here, round, step) = (answer.Step, answer.Step.Round, answer.Step.Of);
        }

        var named = new Dictionary<string, object?> { ["step"] = step.Key, ["turn"] = here.Turn };
        if (answer.Entry is { } entry)
            named["entry"] = entry;
        var taken = act switch
        {
            < 6 => await TakenAsync(partner, $"/api/rounds/{round.Id}/pass", named, () => here.Answer(seat).Pass()),
            < 11 when answer.In => await TakenAsync(partner, $"/api/rounds/{round.Id}/withdraw", named, answer.Withdraw),
            < 16 when answer.EverGiven => await VoidAsync(here, seat, random.Next(3) == 0 ? known.Coach : partner, named),
            < 29 when answer.Given => await ShareAsync(partner, answer, named),
            < 31 => await TakenAsync(partner, $"/api/rounds/{round.Id}/done", named),
            < 47 when step.Mode == Mode.Live => await LiveAsync(round),
            47 or 48 => await CommentAsync(round),
            49 or 50 => await TopicAsync(seat),
            51 or 52 => await ConcernAsync(seat),
            53 => await AssignAsync(),
            54 when random.Next(2) == 0 => await TakenAsync(known.Coach, $"/api/assignments/{round.Assignment}/withdraw", new { }, () => round.Withdrawn = true),
            55 => await TakenAsync(known.Coach, $"/api/assignments/{round.Assignment}/due", new { dueOn = $"2999-01-{random.Next(10, 29)}" }),
            56 or 57 => await TakenAsync(known.Coach, $"/api/cases/{known.Id}/{(known.Paused ? "resume" : "pause")}", new { }, () => known.Paused = !known.Paused),
            58 => await TakenAsync(known.Coach, $"/api/cases/{known.Id}/policy", new { policy = random.Next(2) == 0 ? "limited" : "none" }),
            59 => await TakenAsync(partner, $"/api/my/cases/{known.Id}/policy", new { accepts = random.Next(1, 4) }),
            60 when (known.Coach == first ? colleague : first) is var next => await TakenAsync(first, $"/api/cases/{known.Id}/coach", new { to = next.StaffId }, () => known.HandTo(next)),
            61 => await TakenAsync(partner, $"/api/my/cases/{known.Id}/history", new { coach = known.Coach.StaffId }, () => known.HistoryOpened.Add(seat)),
            62 => await TakenAsync(partner, $"/api/my/cases/{known.Id}/rest", new { }),
            63 when late => await TakenAsync(partner, $"/api/my/cases/{known.Id}/leave", new { }, () => known.End(seat)),
            64 when late && random.Next(2) == 0 => await TakenAsync(partner, $"/api/my/cases/{known.Id}/separate", new { }, () => known.End(null)),
            65 when late && random.Next(2) == 0 => await TakenAsync(known.Coach, $"/api/cases/{known.Id}/close", new { }, () => known.Closed = true),
            66 or 67 when known.Left.Contains(seat) => await TakenAsync(partner, $"/api/my/cases/{known.Id}/leaving-told", new { }, () => known.LeavingTold.Add(seat)),
            _ when step.Mode == Mode.Joint => await TogetherAsync(partner, seat, here, named),
            _ => await GiveAsync(partner, seat, here),
        };
        if (taken)
            await LookAroundAsync(round, step, seat);
    }

    /// <summary>Mostly a step that stands open for this seat, so that much comes of it; now and then any.</summary>
    private (Step Step, int Turn) Pick(KnownRound round, Seat seat)
    {
        if (random.Next(5) > 0 && writable.GetValueOrDefault((round, seat)) is { Count: > 0 } open)
            return open[random.Next(open.Count)];
        var any = round.Exercise.Steps[random.Next(round.Exercise.Steps.Count)];
        return (any, any.TakesTurns && random.Next(3) == 0 ? 2 : 1);
    }

    /// <summary>Both partners read the round, and the coach now and then, and find what they must; one of all reads something else.</summary>
    private async Task LookAroundAsync(KnownRound round, Step step, Seat acted)
    {
        foreach (var other in known.Rounds)
            other.Settle(acted: other == round);
        foreach (var seat in Seats.Both.Where(s => s != acted || random.Next(3) == 0))
        {
            var text = await LookAsync(known.Of(seat), $"/api/rounds/{round.Id}/answers");
            Expect(known.Of(seat), round, text);
            writable[(round, seat)] = Writable(round, text);
        }

        if (random.Next(2) == 0)
            Expect(known.Coach, round, await LookAsync(known.Coach, $"/api/rounds/{round.Id}/answers"));
        var somebody = Readers.ElementAt(random.Next(8) switch { < 3 => 0, < 6 => 1, 6 => 2, _ => random.Next(2, 5) });
        var routes = (random.Next(2) == 0 && somebody != stranger ? EveryRoute.OfRounds : EveryRoute.All).Where(r => EveryRoute.MayAsk(PersonOf(somebody), r)).ToList();
        await LookAsync(somebody, EveryRoute.Fill(routes[random.Next(routes.Count)], round, step.Key, export, concerns.LastOrDefault()));
    }

    private static List<(Step Step, int Turn)> Writable(KnownRound round, string text) => !text.Contains("\"steps\"", StringComparison.Ordinal) ? [] :
    [
        .. JsonElement.Parse(text).GetProperty("steps").EnumerateArray().Where(s => s.GetProperty("mayAct").GetBoolean())
            .Select(s => (round.Exercise.Find(s.GetProperty("step").GetString()!)!, s.GetProperty("turn").GetInt32())),
    ];

    private void Expect(Client who, KnownRound round, string text)
    {
        var there = Canaries.In(text).ToHashSet();
        foreach (var (answer, field, mark) in answers.Where(a => a.Answer.Step.Round == round))
            Look(WhoMayRead.Answer(who, answer, field, mark, sure: true), mark, answer.Seat, answer.Step);
        foreach (var (step, proposal, mark) in joint.Where(j => j.Step.Round == round))
            Look(WhoMayRead.Joint(who, step, proposal, sure: true), mark, proposal.By, step);

        void Look(bool must, string mark, Seat author, KnownStep step)
        {
            if (must && !there.Contains(mark))
                throw Wrong(who, $"/api/rounds/{round.Id}/answers", $"{mark} of {author} in {step.Of.Key}#{step.Turn} is not there, and should be");
            if (known.SeatOf(who) == author)
                return;
            var reader = known.SeatOf(who) is null ? "coach" : "partner";
            Count(there.Contains(mark) ? $"{reader} reads" : $"kept from the {reader}");
        }
    }

    private async Task<string> LookAsync(Client who, string path)
    {
        using var response = await who.GetAsync(path);
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            throw Wrong(who, path, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        var text = response.Content.Headers.ContentType?.MediaType == "application/zip"
            ? new ExportedFile(export, await response.Content.ReadAsByteArrayAsync()).All
            : await response.Content.ReadAsStringAsync();
        if (Judge(who, path, text) && response.Content.Headers.ContentType?.MediaType == "text/html")
            Count("read on a page");
        Count(response.IsSuccessStatusCode ? "requests answered" : "requests refused");
        return text;
    }

    private async Task<HashSet<string>> CopyAsync(Client who, string file)
    {
        var copy = Canaries.In(await LookAsync(who, file)).ToHashSet();
        var mine = answers.Where(a => known.SeatOf(who) == a.Answer.Seat && !a.Answer.Destroyed(a.Mark)).Select(a => a.Mark);
        var others = answers.Where(a => known.SeatOf(who) != a.Answer.Seat && WhoMayRead.Answer(who, a.Answer, a.Field, a.Mark, sure: true)).Select(a => a.Mark);
        if (mine.Concat(others).Except(copy).ToList() is { Count: > 0 } missing)
            throw Wrong(who, file, $"{string.Join(", ", missing)} should be there");
        Count("of others in a copy", others.Count());
        return copy;
    }

    /// <summary>Whatever is in the coach's copy stands in the ledger of whoever wrote it, by that route.</summary>
    private async Task OnRecordAsync(HashSet<string> copy)
    {
        foreach (var seat in Seats.Both)
        {
            var recorded = (await known.Of(seat).ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray()
                .Where(l => l.TryGetProperty("route", out var route) && route.GetString() == "export").Select(l => l.GetProperty("roundId").GetGuid()).ToHashSet();
            foreach (var (answer, _, mark) in answers.Where(a => a.Answer.Seat == seat && copy.Contains(a.Mark) && !recorded.Contains(a.Answer.Step.Round.Id)))
                throw Wrong(known.Of(seat), "/api/my/ledger", $"the coach's copy with {mark} of {answer.Step.Of.Key} is not on record");
        }
    }

    private async Task<bool> GiveAsync(Client partner, Seat seat, KnownStep step)
    {
        Guid? entry = step.Of.Log ? Guid.NewGuid() : null;
        var marks = Marks(step.Of);
        var fields = step.Of.Fields.ToDictionary(f => f.Key, f => AnyValues.One(step.Of, f, marks[f.Key], random));
        var chosen = Choose(step.Of);
        var answer = step.Answer(seat, entry);
        int? revises = answer.Given || random.Next(20) == 0 ? answer.Versions : null;
        return await TakenAsync(
            partner,
            $"/api/rounds/{step.Round.Id}/answer",
            new { step = step.Of.Key, turn = step.Turn, entry, revises, fields, audience = chosen.Audience, timing = chosen.Timing, fieldAudience = chosen.Fields },
            () =>
            {
                var words = marks.Where(m => HasWords(step.Of, m.Key)).ToDictionary();
                answer.Give(known.Now, [.. fields.Keys], words, chosen);
                foreach (var (field, mark) in words)
                {
                    answers.Add((answer, field, mark));
                    canaries.Add(mark, $"{seat} in {step.Of.Key}#{step.Turn} of {step.Round.Exercise.Slug} ({step.Of.Mode}, {step.Of.Who}), {field}", who => WhoMayRead.Answer(who, answer, field, mark, sure: false));
                }
            });
    }

    private async Task<bool> ShareAsync(Client partner, KnownAnswer answer, Dictionary<string, object?> named)
    {
        var chosen = Choose(answer.Step.Of);
        (named["audience"], named["timing"], named["fieldAudience"]) = (chosen.Audience, chosen.Timing, chosen.Fields);
        return await TakenAsync(partner, $"/api/rounds/{answer.Step.Round.Id}/sharing", named, () => answer.Share(known.Now, chosen));
    }

    private Task<bool> VoidAsync(KnownStep step, Seat seat, Client who, Dictionary<string, object?> named)
    {
        named["seat"] = seat.ToString();
        return TakenAsync(who, $"/api/rounds/{step.Round.Id}/void", named, () =>
        {
            foreach (var answer in step.AnswersOf(seat))
                answer.Void(answers.Where(a => a.Answer == answer).Select(a => a.Mark));
        });
    }

    private async Task<bool> TogetherAsync(Client partner, Seat seat, KnownStep step, Dictionary<string, object?> named)
    {
        var newest = step.Proposals.LastOrDefault();
        if (newest is not null && newest.By != seat && random.Next(3) == 0)
        {
            named["version"] = newest.Version;
            return await TakenAsync(partner, $"/api/rounds/{step.Round.Id}/joint/confirm", named, () => newest.ConfirmedAt ??= known.Now);
        }

        var marks = Marks(step.Of);
        var audience = random.Next(3) == 0 ? "partnerOnly" : "partner";
        named["fields"] = step.Of.Fields.ToDictionary(f => f.Key, f => AnyValues.One(step.Of, f, marks[f.Key], random));
        named["base"] = newest?.Version;
        named["audience"] = audience;
        return await TakenAsync(partner, $"/api/rounds/{step.Round.Id}/joint", named, () =>
        {
            var words = marks.Where(m => HasWords(step.Of, m.Key)).ToDictionary();
            var proposal = new KnownProposal(seat, (newest?.Version ?? 0) + 1, audience, known.Now, words);
            step.Proposals.Add(proposal);
            foreach (var mark in words.Values)
            {
                joint.Add((step, proposal, mark));
                canaries.Add(mark, $"proposed by {seat} in {step.Of.Key} of {step.Round.Exercise.Slug}", who => WhoMayRead.Joint(who, step, proposal, sure: false));
            }
        });
    }

    private async Task<bool> LiveAsync(KnownRound round)
    {
        var steps = round.Exercise.Steps.Where(s => s.Mode == Mode.Live).ToList();
        var step = round.Step(steps[random.Next(steps.Count)], 1);
        var reveal = random.Next(2) == 0;
        var reply = await DoAsync(known.Coach, $"/api/rounds/{round.Id}/steps/{(reveal ? "reveal" : "open")}", new { step = step.Of.Key, turn = step.Turn });
        if (reply is null)
            return false;
        known.Act();
        if (reveal && step.Opening is null)
        {
            if (!step.AllIn)
                throw Wrong(known.Coach, round.Exercise.Slug, $"{step.Of.Key} opened although not everybody was in");
            step.Open(known.Now, sure: true);
        }

        return true;
    }

    private async Task<bool> CommentAsync(KnownRound round)
    {
        var mark = Mark();
        var to = random.Next(3) switch { 0 => new[] { Seat.A }, 1 => [Seat.B], _ => [Seat.A, Seat.B] };
        return await TakenAsync(known.Coach, $"/api/rounds/{round.Id}/comments", new { text = mark, to = to.Select(s => s.ToString()) }, () =>
            canaries.Add(mark, $"a comment to {string.Join(" and ", to)}", who => who == known.Coach || (known.SeatOf(who) is { } seat && to.Contains(seat))));
    }

    private async Task<bool> TopicAsync(Seat seat)
    {
        var topic = random.Next(2) == 0 ? "money" : "fears";
        if (random.Next(4) == 0)
            return await TakenAsync(known.Coach, $"/api/cases/{known.Id}/topics/close", new { topic }, known.Topic(topic)!.Close);
        if (random.Next(3) == 0)
            return await TakenAsync(known.Coach, $"/api/cases/{known.Id}/topics/ask", new { topics = new[] { topic } });
        var decision = random.Next(3) switch { 0 => "withdraw", 1 => "decline", _ => "grant" };
        return await TakenAsync(known.Of(seat), $"/api/my/cases/{known.Id}/topics/{topic}", new { decision }, () => known.Topic(topic)!.Decide(seat, decision == "grant"));
    }

    private async Task<bool> ConcernAsync(Seat seat)
    {
        var mark = Mark();
        if (known.Holds.Count > 0 && random.Next(2) == 0)
        {
            var of = known.Holds.Keys.First();
            var close = random.Next(2) == 0;
            return await TakenAsync(known.Coach, $"/api/cases/{known.Id}/concerns/{of}/{(close ? "close" : "notes")}", new { note = mark }, () =>
            {
                canaries.Add(mark, "a note on a concern", who => who == known.Coach);
                if (close)
                    known.Holds.Remove(of);
            });
        }

        if (!await TakenAsync(known.Of(seat), $"/api/my/cases/{known.Id}/concerns", new { words = mark }, () => canaries.Add(mark, $"a concern of {seat}", who => who == known.Coach || known.SeatOf(who) == seat)))
            return false;
        var all = (await known.Coach.ReadAsync($"/api/cases/{known.Id}/safety")).GetProperty("concerns").EnumerateArray().Select(c => c.GetProperty("holdId").GetGuid());
        foreach (var hold in all.Except(concerns).ToList())
        {
            concerns.Add(hold);
            known.Raise(hold);
        }

        return true;
    }

    private async Task<bool> AssignAsync()
    {
        var mark = Mark();
        var exercise = exercises[random.Next(exercises.Count)];
        if (await DoAsync(known.Coach, $"/api/cases/{known.Id}/assignments", new { exercise = exercise.Slug, word = mark }, mark) is not { } reply)
            return known.Rounds.Count == 0 && await AssignAsync();
        known.Act();
        canaries.Add(mark, "the coach's word to both", who => who == known.Coach || known.SeatOf(who) is not null);
        var round = new KnownRound(known, reply.GetProperty("roundId").GetGuid(), reply.GetProperty("assignmentId").GetGuid(), exercise);
        known.Rounds.Add(round);
        foreach (var seat in Seats.Both)
            writable[(round, seat)] = Writable(round, await LookAsync(known.Of(seat), $"/api/rounds/{round.Id}/answers"));
        return true;
    }

    private async Task<bool> TakenAsync(Client who, string path, object body, Action? then = null)
    {
        if (await DoAsync(who, path, body, [.. own]) is null)
            return false;
        known.Act();
        then?.Invoke();
        return true;
    }

    /// <summary>Null when it was refused.</summary>
    private async Task<JsonElement?> DoAsync(Client who, string path, object body, params string[] marks)
    {
        own.Clear();
        using var response = await who.SendAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            throw Wrong(who, path, $"{(int)response.StatusCode} {text}");
        told.Add($"{known.Now} {Name(who)} {path} {JsonSerializer.Serialize(body)} {(int)response.StatusCode}");
        Judge(who, path, text, marks);
        if (!response.IsSuccessStatusCode)
            return null;
        Count(path[(path.LastIndexOf('/') + 1)..]);
        return JsonElement.Parse(text.Length == 0 ? "{}" : text);
    }

    /// <summary>Whether there is any canary.</summary>
    private bool Judge(Client who, string where, string text, params string[] marks)
    {
        if (canaries.Wrong(who, text, marks).ToList() is { Count: > 0 } wrong)
            throw Wrong(who, where, string.Join('\n', wrong));
        return Canaries.In(text).Any();
    }

    private InvalidOperationException Wrong(Client who, string where, string what) => new($"{Name(who)} at {where}: {what}\n\n{Story}");

    private bool IsOfTheCase(Client who) => who == first || who == known.Coach || known.SeatOf(who) is not null;

    private Person PersonOf(Client who) =>
        known.SeatOf(who) is { } seat ? (seat == Seat.A ? Person.A : Person.B) : who == first ? Person.Coach : who == colleague ? Person.Colleague : Person.Stranger;

    private string Name(Client who) => known.SeatOf(who)?.ToString() ?? (who == known.Coach ? "coach" : who == first ? "former coach" : who == colleague ? "colleague" : "stranger");

    private Chosen Choose(Step step)
    {
        if (step.Mode == Mode.Matched)
            return new Chosen("partnerOnly", "whenBoth", new Dictionary<string, string>());
        var audience = random.Next(7) switch { 0 => "me", 1 => "coach", 2 => "partnerOnly", _ => "partner" };
        var timing = random.Next(6) switch { 0 => "never", 1 or 2 => "now", _ => step.Log ? "now" : "whenBoth" };
        var narrower = audience == "partner" && random.Next(4) == 0
            ? new Dictionary<string, string> { [step.Fields[random.Next(step.Fields.Count)].Key] = random.Next(3) switch { 0 => "me", 1 => "coach", _ => "partnerOnly" } }
            : [];
        return new Chosen(audience, timing, narrower);
    }

    private string Mark(int field = 0)
    {
        if (field == 0)
            texts++;
        var mark = Canaries.MarkOf(seed, texts, field);
        own.Add(mark);
        return mark;
    }

    private Dictionary<string, string> Marks(Step step) => step.Fields.Select((f, i) => (f.Key, Mark: Mark(i))).ToDictionary(f => f.Key, f => f.Mark);

    private static bool HasWords(Step step, string field) =>
        step.Find(field) is { } f && (f.Kind == FieldKind.Guess ? step.Find(f.Guesses!)! : f).Kind is FieldKind.Text or FieldKind.Long or FieldKind.List;

    private void Count(string what, int by = 1) => met[what] = (met.TryGetValue(what, out var n) ? n : 0) + by;
}
