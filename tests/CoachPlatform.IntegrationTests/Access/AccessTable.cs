using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.SignIn;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using static CoachPlatform.Platform.Http.For;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>One request that is well formed for whoever may make it.</summary>
public sealed record Asking(string Path, object? Body = null);

/// <param name="Spoils">It changes the session of whoever asks, so each asks with a session of its own.</param>
/// <param name="Consumes">What it is about is gone afterwards, so each who may asks about another one.</param>
/// <param name="Native">It is sent with the origin of a page of ours, as a browser sends it.</param>
/// <param name="Expected">One word per person, in the order of <see cref="Person"/>: <c>ok</c>, <c>401</c>, <c>403</c> or <c>404</c>.</param>
/// <param name="Ask">Makes what the request needs, and the request. Called once for each row.</param>
public sealed record AccessRow(string Method, string Route, For Who, string Expected, Func<People, Task<Asking>> Ask, bool Spoils = false, bool Consumes = false, bool Native = false)
{
    public string Name => $"{Method} {Route}";

    public IReadOnlyDictionary<Person, string> Cells =>
        People.All.Zip(Expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(p => p.First, p => p.Second);
}

/// <summary>
/// Who may ask what. An endpoint that is not here, or declares another access than here, fails the test: a new one is thought about for each
/// person before it is served to any.
/// </summary>
public static class AccessTable
{
    //                                                Coach Colleague Foreign A B Other Stranger Owner Former Supervisor HalfSupervisor
    private const string Everybody /*              */ = "ok ok ok ok ok ok ok ok ok ok ok";
    private const string Sessions /*               */ = "ok ok ok ok ok ok 401 ok ok ok ok";
    private const string TheStaff /*               */ = "ok ok ok 403 403 403 401 ok 403 ok ok";
    private const string Owners /*                 */ = "ok 403 ok 403 403 403 401 ok 403 403 403";
    private const string TheOwner /*               */ = "ok 403 404 403 403 403 401 ok 403 403 403";
    private const string Supervisors /*            */ = "403 403 403 403 403 403 401 403 403 ok ok";
    private const string TheSupervisor /*          */ = "403 404 404 403 403 404 401 404 404 ok 404";
    private const string Coaches /*                */ = "ok ok ok 403 403 403 401 403 403 403 403";
    private const string ThePractice /*            */ = "ok ok 404 403 403 403 401 403 403 403 403";
    private const string Partners /*               */ = "403 403 403 ok ok ok 401 403 403 403 403";
    private const string TheCoach /*               */ = "ok 404 404 403 403 404 401 404 404 403 404";
    private const string TheCoachOrOwner /*        */ = "ok 404 404 403 403 404 401 ok 404 403 404";
    private const string TheCouple /*              */ = "403 404 404 ok ok 404 401 404 404 403 404";
    // Another case of the same couple, in which no supervisor reads along.
    private const string TheCoachElsewhere /*      */ = "ok 404 404 403 403 404 401 404 404 404 404";
    private const string TheOwnerElsewhere /*      */ = "ok 404 404 403 403 404 401 ok 404 404 404";
    private const string TheCoupleElsewhere /*     */ = "403 404 404 ok ok 404 401 404 404 404 404";
    private const string TheMembers /*             */ = "ok 404 404 ok ok 404 401 404 404 403 404";
    private const string TheReaders /*             */ = "ok 404 404 ok ok 404 401 404 404 ok 404";

    public const string AnyMethod = "*";

    private static readonly object Understood = new { understood = "that mornings are hard" };

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        Get("/health/live", Anyone, Everybody),
        Get("/health/ready", Anyone, Everybody),
        Get("/openapi/{documentName}.json", Anyone, Everybody, _ => "/openapi/v1.json"),
        Post("/api/sign-in", Anyone, Everybody, p => new("/api/sign-in", new { email = p[Person.Coach].Email, password = CoachApp.Password })) with { Spoils = true },
        Post("/api/sign-out", Anyone, Everybody, _ => new("/api/sign-out")) with { Spoils = true },
        Get("/api-docs/{documentName?}", Anyone, Everybody, _ => "/api-docs/"),
        Get("/api-docs/scalar.js", Anyone, Everybody),
        Get("/api-docs/scalar.aspnetcore.js", Anyone, Everybody),
        Get("/api-docs/favicon.svg", Anyone, Everybody),
        Get("/api/me", SignedIn, Sessions),
        Get("/api/my/draft-key", SignedIn, Sessions),
        Post("/api/my/confirm", SignedIn, Sessions, _ => new("/api/my/confirm", new { password = CoachApp.Password })),
        Post("/api/my/confirm/options", SignedIn, Sessions, _ => new("/api/my/confirm/options")),
        Row("POST", "/api/sign-in/code", Anyone, Everybody, CodeAsync) with { Spoils = true },
        Post("/api/sign-in/passkey/options", Anyone, Everybody, _ => new("/api/sign-in/passkey/options")),
        Row("POST", "/api/sign-in/passkey", Anyone, Everybody, async p => new("/api/sign-in/passkey", await p.App.Stranger().PasskeyAnswerAsync(await p[Person.Coach].MakePasskeyAsync()))) with { Spoils = true, Native = true },
        Get("/api/my/sessions", SignedIn, Sessions),
        Row("POST", "/api/my/sessions/{sessionId:guid}/end", SignedIn, "404 404 404 ok 404 404 401 404 404 404 404", async p => new($"/api/my/sessions/{await ElsewhereAsync(p)}/end")),
        Post("/api/my/sessions/end-others", SignedIn, Sessions, _ => new("/api/my/sessions/end-others")),
        Post("/api/my/password", SignedIn, Sessions, _ => new("/api/my/password", new { password = CoachApp.Password })),
        Post("/api/my/reset-seen", SignedIn, Sessions, _ => new("/api/my/reset-seen")),
        Post("/api/my/passkeys/options", SignedIn, Sessions, _ => new("/api/my/passkeys/options")),
        Row("POST", "/api/my/passkeys", SignedIn, Sessions, NewPasskeyAsync) with { Native = true },
        Row("POST", "/api/my/passkeys/{passkeyId:guid}/rename", SignedIn, "404 404 404 ok 404 404 401 404 404 404 404", async p => new($"/api/my/passkeys/{await PasskeyAsync(p)}/rename", new { name = "My phone" })),
        Row("POST", "/api/my/passkeys/{passkeyId:guid}/remove", SignedIn, "404 404 404 ok 404 404 401 404 404 404 404", async p => new($"/api/my/passkeys/{await PasskeyAsync(p)}/remove")),
        Post("/api/my/second-step/begin", SignedIn, Sessions, _ => new("/api/my/second-step/begin")),
        Row("POST", "/api/my/second-step", SignedIn, Sessions, FirstCodeAsync),
        Post("/api/my/second-step/recovery-codes", SignedIn, Sessions, _ => new("/api/my/second-step/recovery-codes")),
        // After it, everybody signs in by the password alone again.
        Post("/api/my/second-step/off", SignedIn, Sessions, _ => new("/api/my/second-step/off")),
        Get("/api/library/exercises", SignedIn, Sessions),
        Get("/api/library/exercises/{slug}", SignedIn, Sessions, _ => "/api/library/exercises/guess-and-tell"),
        Get("/api/library/passages", Coach, Coaches, _ => "/api/library/passages?query=listening"),
        Get("/api/library/exercises/{slug}/used-with", Coach, Coaches, _ => "/api/library/exercises/guess-and-tell/used-with"),
        Post("/api/library/exercises/{slug}/favourite", Coach, Coaches, _ => new("/api/library/exercises/guess-and-tell/favourite", new { favourite = true })),

        Get("/api/library/drafts", Coach, Coaches),
        Post("/api/library/drafts", Coach, Coaches, _ => new("/api/library/drafts", new { })),
        Row("GET", "/api/library/drafts/{draftId:guid}", Coach, ThePractice, async p => new($"/api/library/drafts/{await DraftAsync(p)}")),
        Row("POST", "/api/library/drafts/{draftId:guid}", Coach, ThePractice, async p => new($"/api/library/drafts/{await DraftAsync(p)}", new { revision = 1, form = OwnExercise("Tea") })),
        Row("POST", "/api/library/drafts/{draftId:guid}/publish", Coach, ThePractice, async p => new($"/api/library/drafts/{await SavedDraftAsync(p)}/publish", new { revision = 2 })) with { Consumes = true },
        Row("POST", "/api/library/drafts/{draftId:guid}/discard", Coach, ThePractice, async p => new($"/api/library/drafts/{await DraftAsync(p)}/discard", new { revision = 1 })) with { Consumes = true },
        Row("POST", "/api/library/exercises/{slug}/retire", Coach, ThePractice, async p => new($"/api/library/exercises/{await OwnExerciseAsync(p)}/retire", new { })),
        Row("POST", "/api/library/exercises/{slug}/restore", Coach, ThePractice, async p => new($"/api/library/exercises/{await OwnExerciseAsync(p)}/restore", new { })),
        Row("GET", "/api/library/exercises/{slug}/versions", Coach, ThePractice, async p => new($"/api/library/exercises/{await OwnExerciseAsync(p)}/versions")),
        Row("GET", "/api/library/exercises/{slug}/pack", Coach, ThePractice, async p => new($"/api/library/exercises/{await OwnExerciseAsync(p)}/pack")),
        Row("GET", "/api/library/packs/{document}", Coach, ThePractice, async p => new($"/api/library/packs/{await OwnDocumentAsync(p)}")),
        Row("GET", "/api/library/versions/{from}/difference/{to}", Coach, ThePractice, async p => new(string.Format(null, "/api/library/versions/{0}/difference/{0}", await VersionAsync(p)))),
        Post("/api/library/packs", Coach, Coaches, _ => new("/api/library/packs", new { text = Pack })),

        Get("/api/documents", Coach, Coaches),
        Post("/api/documents", Coach, Coaches, _ => new("/api/documents", new { text = $"Read this slowly. {Guid.NewGuid()}" })),
        Row("GET", "/api/documents/{documentId:guid}", Coach, ThePractice, async p => new($"/api/documents/{await DocumentAsync(p)}")),
        Row("GET", "/api/documents/{documentId:guid}/passages/{n:int}/draft", Coach, ThePractice, async p => new($"/api/documents/{await DocumentAsync(p)}/passages/1/draft")),
        Row("POST", "/api/documents/{documentId:guid}/passages", Coach, ThePractice, async p => new($"/api/documents/{await DocumentAsync(p)}/passages", Passages)),
        Row("POST", "/api/documents/{documentId:guid}/withdraw", Coach, ThePractice, async p => new($"/api/documents/{await DocumentAsync(p)}/withdraw", new { })),

        Get("/api/programmes", Coach, Coaches),
        Get("/api/programmes/{slug}", Coach, Coaches, _ => "/api/programmes/listening"),
        Post("/api/programmes", Coach, Coaches, _ => new("/api/programmes", Programme())),
        Row("POST", "/api/programmes/{slug}/retire", Coach, ThePractice, async p => new($"/api/programmes/{await ProgrammeAsync(p)}/retire", new { })),
        Row("POST", "/api/programmes/{slug}/restore", Coach, ThePractice, async p => new($"/api/programmes/{await ProgrammeAsync(p)}/restore", new { })),
        Get("/api/cases/{caseId}/programmes", CoachOfCase, TheCoach, p => $"/api/cases/{p.CaseId}/programmes"),
        Post("/api/cases/{caseId}/programmes", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/programmes", new { programme = "listening" })),
        Post("/api/cases/{caseId}/programmes/simulate", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/programmes/simulate", new { programme = "rebuilding-trust" })),
        Row("POST", "/api/programme-runs/{runId}/pause", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/pause", new { })),
        Row("POST", "/api/programme-runs/{runId}/resume", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/resume", new { })),
        Row("POST", "/api/programme-runs/{runId}/end", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/end", new { })),
        Row("POST", "/api/programme-runs/{runId}/steps/{key}/leave-out", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/steps/line/leave-out", new { })),
        Row("POST", "/api/programme-runs/{runId}/steps/{key}/allow", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/steps/line/allow", new { })),
        Row("POST", "/api/programme-runs/{runId}/steps/{key}/change", CoachOfCase, TheCoach, async p => new($"/api/programme-runs/{await RunAsync(p)}/steps/line/change", new { lasts = 20 })),

        Get("/api/practice", Staff, TheStaff),
        Get("/api/practice/retention", Staff, TheStaff),
        Get("/api/practice/retention/preview", Owner, Owners, _ => "/api/practice/retention/preview?answers=12&cases=24"),
        Post("/api/practice/retention", Owner, Owners, _ => new("/api/practice/retention", new { })),
        Get("/api/my/retention", Partner, Partners),
        Get("/practice/retention", Staff, TheStaff),
        Post("/api/practice/staff-invitations", Owner, Owners, _ => new("/api/practice/staff-invitations", new { roles = new[] { "coach" } })),
        Post("/api/practice/staff-invitations/revoke", Owner, Owners, _ => new("/api/practice/staff-invitations/revoke", new { invitationId = Guid.NewGuid() })),
        Row("POST", "/api/practice/staff/{staffId:guid}/roles", Owner, TheOwner, async p => new($"/api/practice/staff/{await StaffAsync(p)}/roles", new { roles = new[] { "supervisor" } })),
        Row("POST", "/api/practice/staff/{staffId:guid}/leave", Owner, TheOwner, async p => new($"/api/practice/staff/{await StaffAsync(p)}/leave", new { })),
        Row("POST", "/api/staff-invitations/{invitationId:guid}/look", Anyone, Everybody, p => StaffInvitationAsync(p, "/api/staff-invitations/{0}/look")),
        Row("POST", "/api/invitations/find", Anyone, Everybody, async p => new("/api/invitations/find", new { code = (await p[Person.Coach].InviteStaffAsync("coach")).Code })),

        Get("/api/cases", Coach, Coaches),
        Post("/api/cases", Coach, Coaches, _ => new("/api/cases", new { labels = new { A = "Gil", B = "Hana" } })),
        Get("/api/cases/{caseId}", CoachOfCase, TheCoach, p => $"/api/cases/{p.CaseId}"),
        Row("POST", "/api/cases/{caseId}/invitations", CoachOfCase, TheCoach, async p => new($"/api/cases/{await EmptyCaseAsync(p)}/invitations", new { seat = "A" })) with
        {
            // An empty case has no partners of its own, so nobody but its coach knows of it.
            Expected = "ok 404 404 404 404 404 401 404 404 404 404",
        },
        Row("POST", "/api/cases/{caseId}/invitations/revoke", CoachOfCase, TheCoach, p => Task.FromResult(new Asking($"/api/cases/{p.CaseId}/invitations/revoke", new { invitationId = Guid.NewGuid() }))),
        Get("/api/cases/{caseId}/trends", MemberOfCase, TheMembers, p => $"/api/cases/{p.CaseId}/trends"),
        Post("/api/cases/{caseId}/policy", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/policy", new { policy = "limited" })),
        Get("/api/my/cases/{caseId}/policy", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/policy"),
        Post("/api/my/cases/{caseId}/policy", PartnerOfCase, TheCouple, p => new($"/api/my/cases/{p.CaseId}/policy", new { accepts = 1 })),
        Get("/api/my/agreements", Partner, Partners),
        Get("/api/cases/{caseId}/topics", CoachOfCase, TheCoach, p => $"/api/cases/{p.CaseId}/topics"),
        Post("/api/cases/{caseId}/topics/ask", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/topics/ask", new { topics = new[] { "money" } })),
        Post("/api/cases/{caseId}/topics/close", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/topics/close", new { topic = "health" })),
        // To the one who has it: it stays where it is, whoever asks.
        Row("POST", "/api/cases/{caseId}/coach", CoachOrOwnerOfCase, TheCoachOrOwner, p => Task.FromResult(new Asking($"/api/cases/{p.CaseId}/coach", new { to = p[Person.Coach].StaffId }))),
        Get("/api/supervision", Supervisor, Supervisors),
        Get("/api/supervision/{caseId}", SupervisorOfCase, TheSupervisor, p => $"/api/supervision/{p.CaseId}"),
        Get("/api/my/cases/{caseId}/staff", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/staff"),
        Post("/api/my/cases/{caseId}/history", PartnerOfCase, TheCouple, p => new($"/api/my/cases/{p.CaseId}/history", new { coach = p[Person.Coach].StaffId })),
        Post("/api/my/cases/{caseId}/supervision", PartnerOfCase, TheCouple, p => new($"/api/my/cases/{p.CaseId}/supervision", new { supervisor = p[Person.Supervisor].StaffId, decision = "allow" })),
        Get("/api/my/cases/{caseId}/topics", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/topics"),
        Post("/api/my/cases/{caseId}/topics/{topic}", PartnerOfCase, TheCouple, p => new($"/api/my/cases/{p.CaseId}/topics/money", new { decision = "grant" })),
        Row("POST", "/api/cases/{caseId}/pause", CoachOfCase, TheCoachElsewhere, async p => new($"/api/cases/{await CoupleAsync(p)}/pause", new { })),
        Row("POST", "/api/cases/{caseId}/resume", CoachOfCase, TheCoachElsewhere, async p => new($"/api/cases/{await CoupleAsync(p)}/resume", new { })),
        Row("POST", "/api/cases/{caseId}/close", CoachOfCase, TheCoachElsewhere, async p => new($"/api/cases/{await CoupleAsync(p)}/close", new { })),
        Row("POST", "/api/cases/{caseId}/separate", CoachOfCase, TheCoachElsewhere, async p => new($"/api/cases/{await CoupleAsync(p)}/separate", new { })),
        Row("POST", "/api/cases/{caseId}/seats/release", CoachOfCase, TheCoachElsewhere, async p => new($"/api/cases/{await CoupleAsync(p)}/seats/release", new { seat = "A" })),
        Row("POST", "/api/my/cases/{caseId}/rest", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await CoupleAsync(p)}/rest", new { })),
        Row("POST", "/api/my/cases/{caseId}/return", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await CoupleAsync(p)}/return", new { })),
        Row("POST", "/api/my/cases/{caseId}/leave", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await CoupleAsync(p)}/leave", new { })),
        Row("POST", "/api/my/cases/{caseId}/leaving-told", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await CoupleAsync(p, left: true)}/leaving-told", new { })),
        Row("POST", "/api/my/cases/{caseId}/separate", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await CoupleAsync(p)}/separate", new { })),
        Get("/api/my/cases", Partner, Partners),
        Post("/api/cases/{caseId}/assignments", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/assignments", new { exercise = "guess-and-tell" })),
        // Whose cases they are is looked at one by one.
        Post("/api/assignments", Coach, Coaches, p => new("/api/assignments", new { exercise = "guess-and-tell", cases = new[] { p.CaseId } })),
        Row("POST", "/api/assignments/{assignmentId}/due", CoachOfCase, TheCoach, async p => new($"/api/assignments/{(await AssignAsync(p)).Assignment}/due", new { dueOn = "2999-01-01" })),
        Row("POST", "/api/assignments/{assignmentId}/withdraw", CoachOfCase, TheCoach, async p => new($"/api/assignments/{(await AssignAsync(p)).Assignment}/withdraw", new { })),
        Row("POST", "/api/assignments/{assignmentId}/pause", CoachOfCase, TheCoach, async p => new($"/api/assignments/{(await AssignAsync(p)).Assignment}/pause", new { })),
        Row("POST", "/api/assignments/{assignmentId}/resume", CoachOfCase, TheCoach, async p => new($"/api/assignments/{(await AssignAsync(p)).Assignment}/resume", new { })),
        Row("POST", "/api/assignments/{assignmentId}/cadence", CoachOfCase, TheCoach, async p => new($"/api/assignments/{(await AssignAsync(p, cadence: "weekly")).Assignment}/cadence", new { cadence = "monthly" })),
        Row("POST", "/api/my/assignments/{assignmentId}/rest", PartnerOfCase, TheCouple, async p => new($"/api/my/assignments/{(await AssignAsync(p)).Assignment}/rest", new { })),
        Row("POST", "/api/my/assignments/{assignmentId}/rest/end", PartnerOfCase, TheCouple, async p => new($"/api/my/assignments/{(await AssignAsync(p)).Assignment}/rest/end", new { })),
        Row("POST", "/api/assignments/{assignmentId}/rounds", MemberOfCase, TheMembers, async p => new($"/api/assignments/{(await AssignAsync(p, cadence: "onDemand")).Assignment}/rounds", new { })),
        Row("POST", "/api/rounds/{roundId}/comments", CoachOfCase, TheCoach, async p => new($"/api/rounds/{await RoundAsync(p)}/comments", new { text = "Well done." })),
        Row("POST", "/api/rounds/{roundId}/steps/open", CoachOfCase, TheCoach, async p => new($"/api/rounds/{await LiveAsync(p)}/steps/open", new { step = "ask" })),
        Row("POST", "/api/rounds/{roundId}/steps/reveal", CoachOfCase, TheCoach, async p => new($"/api/rounds/{await LiveInAsync(p)}/steps/reveal", new { step = "ask" })),
        Row("GET", "/api/rounds/{roundId}/answers", ReaderOfCase, TheReaders, async p => new($"/api/rounds/{await RoundAsync(p)}/answers")),

        Row("POST", "/api/invitations/{invitationId:guid}/look", Anyone, Everybody, p => InvitationAsync(p, "/api/invitations/{0}/look")),

        Get("/api/my/rounds", Partner, Partners),
        Get("/api/my/exercises", Partner, Partners),
        Get("/api/my/ledger", Partner, Partners),
        Get("/api/my/rests", Partner, Partners),
        Row("GET", "/api/my/rounds/{roundId}", PartnerOfCase, TheCouple, async p => new($"/api/my/rounds/{await RoundAsync(p)}")),
        Row("POST", "/api/rounds/{roundId}/answer", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await RoundAsync(p)}/answer", new { fields = Understood })),
        Row("POST", "/api/rounds/{roundId}/pass", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await RoundAsync(p)}/pass", new { })),
        Row("POST", "/api/rounds/{roundId}/sharing", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await AnsweredAsync(p)}/sharing", new { step = "say", audience = "me", timing = "never" })),
        Row("POST", "/api/rounds/{roundId}/withdraw", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await AnsweredAsync(p)}/withdraw", new { step = "say" })),
        Row("POST", "/api/rounds/{roundId}/void", MemberOfCase, TheMembers, async p => new($"/api/rounds/{await AnsweredAsync(p)}/void", new { step = "say", seat = "A" })),
        Row("POST", "/api/my/cases/{caseId}/erase", PartnerOfCase, TheCoupleElsewhere, async p => new($"/api/my/cases/{await SecondCaseAsync(p)}/erase", new { understood = true })) with { Consumes = true },
        Get("/api/certificates/public-key", Anyone, Everybody),
        Row("GET", "/api/certificates/{ticket}", Anyone, Everybody, async p => new($"/api/certificates/{await ErasedAsync(p)}")),
        Row("POST", "/api/rounds/{roundId}/done", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await RoundAsync(p, "laughter-log")}/done", new { step = "pick" })),
        Row("POST", "/api/rounds/{roundId}/joint", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await RoundAsync(p, "plan-something-small")}/joint", new { step = "plan", fields = Plan })),
        Row("POST", "/api/rounds/{roundId}/joint/confirm", PartnerOfCase, TheCouple, async p => new($"/api/rounds/{await ProposedAsync(p)}/joint/confirm", new { step = "plan", version = 1 })),

        Row("POST", "/api/cases/{caseId}/safety/ask", CoachOfCase, TheCoach, p => Task.FromResult(new Asking($"/api/cases/{p.CaseId}/safety/ask", new { }))),
        Get("/api/cases/{caseId}/safety", CoachOfCase, TheCoach, p => $"/api/cases/{p.CaseId}/safety"),
        Row("GET", "/api/cases/{caseId}/safety/{of:guid}", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/safety/{await ConcernAsync(p)}")),
        Row("POST", "/api/cases/{caseId}/concerns/{holdId:guid}/take-up", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/concerns/{await ConcernAsync(p)}/take-up", new { })),
        Row("POST", "/api/cases/{caseId}/concerns/{holdId:guid}/notes", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/concerns/{await ConcernAsync(p)}/notes", new { note = "We spoke." })),
        Row("POST", "/api/cases/{caseId}/concerns/{holdId:guid}/close", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/concerns/{await ConcernAsync(p)}/close", new { note = "We spoke." })),
        Get("/api/my/cases/{caseId}/safety", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/safety"),
        Get("/api/my/cases/{caseId}/safety/told", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/safety/told"),
        Row("POST", "/api/my/cases/{caseId}/safety", PartnerOfCase, TheCouple, async p => new($"/api/my/cases/{await AskedAsync(p)}/safety", new { check = 1 })),
        Row("POST", "/api/my/cases/{caseId}/concerns", PartnerOfCase, TheCouple, p => Task.FromResult(new Asking($"/api/my/cases/{p.CaseId}/concerns", new { words = "Please call me alone." }))),
        Post("/api/practice/emergency-contacts", Owner, Owners, _ => new("/api/practice/emergency-contacts", new { contacts = new[] { new[] { "Help line", "016" } } })),
        Get("/fragments/cases/{caseId}/safety", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/safety"),
        Get("/cases/{caseId}/safety", CoachOfCase, TheCoach, p => $"/cases/{p.CaseId}/safety"),
        Get("/practice/emergency-contacts", Staff, TheStaff),
        Get("/safety", Partner, Partners),
        Get("/safety/told", Partner, Partners),
        Get("/fragments/asked", Partner, Partners),
        Get("/safety/questions/{caseId}", PartnerOfCase, TheCouple, p => $"/safety/questions/{p.CaseId}"),

        Post("/api/my/cases/{caseId}/exports", PartnerOfCase, TheCouple, p => new($"/api/my/cases/{p.CaseId}/exports", new { })),
        Row("POST", "/api/my/cases/{caseId}/exports/{exportId}/drop", PartnerOfCase, "403 404 404 ok 404 404 401 404 404 403 404", async p => new($"/api/my/cases/{p.CaseId}/exports/{await CopyAsync(p)}/drop", new { })),
        Row("GET", "/api/my/exports/{exportId}", Partner, "403 403 403 ok 404 404 401 403 403 403 403", async p => new($"/api/my/exports/{await CopyAsync(p)}")),
        Row("GET", "/api/my/exports/{exportId}/file", Partner, "403 403 403 ok 404 404 401 403 403 403 403", async p => new($"/api/my/exports/{await CopyAsync(p)}/file")),
        Post("/api/cases/{caseId}/exports", CoachOfCase, TheCoach, p => new($"/api/cases/{p.CaseId}/exports", new { })),
        Row("POST", "/api/cases/{caseId}/exports/{exportId}/drop", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/exports/{await CaseCopyAsync(p)}/drop", new { })),
        Row("GET", "/api/cases/{caseId}/exports/{exportId}", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/exports/{await CaseCopyAsync(p)}")),
        Row("GET", "/api/cases/{caseId}/exports/{exportId}/file", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/exports/{await CaseCopyAsync(p)}/file")),

        Get("/api/practice/legal-holds", Owner, Owners),
        Row("POST", "/api/cases/{caseId}/legal-hold", OwnerOfCase, TheOwnerElsewhere, async p => new($"/api/cases/{await SecondCaseAsync(p)}/legal-hold", new { })),
        Row("POST", "/api/cases/{caseId}/legal-hold/lift", OwnerOfCase, TheOwnerElsewhere, async p => new($"/api/cases/{await SecondCaseAsync(p)}/legal-hold/lift", new { })),
        Get("/api/my/cases/{caseId}/legal-hold", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/legal-hold"),
        Get("/practice/legal-holds", Owner, Owners),
        Get("/practice/legal-holds/{caseId}", OwnerOfCase, TheCoachOrOwner, p => $"/practice/legal-holds/{p.CaseId}"),
        Get("/fragments/cases/{caseId}/legal-hold", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/legal-hold"),
        Get("/fragments/privacy/legal-hold", Partner, Partners),

        Get("/api/cases/{caseId}/releases", CoachOfCase, TheCoach, p => $"/api/cases/{p.CaseId}/releases"),
        Row("POST", "/api/cases/{caseId}/releases", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/releases", await ReleaseOfAsync(p))),
        Row("POST", "/api/cases/{caseId}/releases/{releaseId:guid}/take-back", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/releases/{await ReleaseAsync(p)}/take-back", new { })),
        Row("POST", "/api/cases/{caseId}/releases/{releaseId:guid}/file", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/releases/{await ReleaseAsync(p, agreed: true)}/file", new { })),
        Row("GET", "/api/cases/{caseId}/releases/{releaseId}/file", CoachOfCase, TheCoach, async p => new($"/api/cases/{p.CaseId}/releases/{await ReleasedAsync(p)}/file")),
        Get("/api/my/cases/{caseId}/releases", PartnerOfCase, TheCouple, p => $"/api/my/cases/{p.CaseId}/releases"),
        Row("POST", "/api/my/cases/{caseId}/releases/{releaseId:guid}/agree", PartnerOfCase, TheCouple, async p => new($"/api/my/cases/{p.CaseId}/releases/{await ReleaseAsync(p)}/agree", new { })),
        Row("POST", "/api/my/cases/{caseId}/releases/{releaseId:guid}/take-back", PartnerOfCase, TheCouple, async p => new($"/api/my/cases/{p.CaseId}/releases/{await ReleaseAsync(p)}/take-back", new { })),
        Get("/cases/{caseId}/releases", CoachOfCase, TheCoach, p => $"/cases/{p.CaseId}/releases"),
        Get("/fragments/cases/{caseId}/releases", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/releases"),
        Get("/privacy/releases", Partner, Partners),
        Get("/fragments/privacy/releases", Partner, Partners),
        Get("/fragments/privacy/releases-asked", Partner, Partners),
        Row("GET", "/cases/{caseId}/rounds/{roundId}/void", CoachOfCase, TheCoach, async p => new($"/cases/{p.CaseId}/rounds/{await RoundAsync(p)}/void")),

        Post("/hubs/coach/negotiate", Coach, Coaches, _ => new("/hubs/coach/negotiate?negotiateVersion=1")) with { Method = AnyMethod },
        Get("/hubs/coach", Coach, Coaches) with { Method = AnyMethod },
        Post("/hubs/couple/negotiate", Partner, Partners, _ => new("/hubs/couple/negotiate?negotiateVersion=1")) with { Method = AnyMethod },
        Get("/hubs/couple", Partner, Partners) with { Method = AnyMethod },
        // Pages and fragments.
        // Somebody who has a place nowhere is told that there is nothing here.
        Get("/", Anyone, "ok ok ok ok ok ok ok ok 404 ok ok"),
        Get("/sign-in", Anyone, Everybody),
        Get("/join", Anyone, Everybody),
        Row("POST", "/fragments/join", Anyone, Everybody, async p => new("/fragments/join", new { code = (await p[Person.Coach].InviteStaffAsync("coach")).Code })),
        Get("/supervision", Supervisor, Supervisors),
        Get("/supervision/{caseId}", SupervisorOfCase, TheSupervisor, p => $"/supervision/{p.CaseId}"),
        Get("/practice", Staff, TheStaff),
        Get("/fragments/practice", Staff, TheStaff),
        Get("/dev/outbox", Anyone, Everybody),
        Get("/forgot", Anyone, Everybody),
        Get("/forgot/sent", Anyone, Everybody),
        Get("/forgot/code", Anyone, Everybody),
        Get("/reset/{linkId}", Anyone, Everybody, _ => $"/reset/{Guid.NewGuid()}"),
        Get("/confirm-address", Anyone, Everybody),
        Get("/confirm-address/{linkId}", Anyone, Everybody, _ => $"/confirm-address/{Guid.NewGuid()}"),
        Get("/account/mail", SignedIn, Sessions),
        Get("/api/my/mail", SignedIn, Sessions),
        Post("/api/my/mail", SignedIn, Sessions, _ => new("/api/my/mail", new { ready = true, opened = true })),
        Post("/api/my/address", SignedIn, Sessions, _ => new("/api/my/address", new { address = $"{Guid.NewGuid():N}@couple.example" })),
        Post("/api/password-reset", Anyone, Everybody, _ => new("/api/password-reset", new { name = "nobody@couple.example" })),
        Row("POST", "/api/password-reset/code", Anyone, Everybody, RecoveryAsync),
        Row("POST", "/api/password-reset/{linkId:guid}", Anyone, Everybody, ResetLinkAsync) with { Consumes = true },
        Row("POST", "/api/addresses/{linkId:guid}/confirm", Anyone, Everybody, AddressLinkAsync) with { Consumes = true },
        // For somebody whose account leads nowhere else.
        Row("POST", "/api/cases/{caseId}/reset-links", CoachOfCase, "ok 404 404 404 404 404 401 404 404 404 404", async p => new($"/api/cases/{await WithIdaAsync(p)}/reset-links", new { seat = "A" })),
        Get("/join/{invitationId}", Anyone, Everybody, _ => $"/join/{Guid.NewGuid()}"),
        Row("POST", "/fragments/join/{invitationId}", Anyone, Everybody, p => InvitationAsync(p, "/fragments/join/{0}")),
        Get("/account", SignedIn, Sessions),
        Get("/account/second-step", SignedIn, Sessions),
        Get("/account/reset", SignedIn, Sessions),
        Get("/confirm", SignedIn, Sessions),
        Get("/fragments/confirm", SignedIn, Sessions),
        Get("/board", Coach, Coaches),
        Get("/fragments/board/rows", Coach, Coaches),
        Get("/fragments/board/summary", Coach, Coaches),
        Get("/fragments/board/rows/{caseId}", CoachOfCase, TheCoach, p => $"/fragments/board/rows/{p.CaseId}"),
        Get("/cases/{caseId}", CoachOfCase, TheCoach, p => $"/cases/{p.CaseId}"),
        Get("/fragments/cases/{caseId}/policy", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/policy"),
        Get("/fragments/cases/{caseId}/rounds", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/rounds"),
        Get("/fragments/cases/{caseId}/seats", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/seats"),
        Get("/fragments/cases/{caseId}/programmes", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/programmes"),
        Get("/fragments/cases/{caseId}/programmes/{slug}/calendar", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/programmes/rebuilding-trust/calendar"),
        Get("/programmes", Coach, Coaches),
        Get("/programmes/new", Coach, Coaches),
        Get("/programmes/{slug}", Coach, Coaches, _ => "/programmes/listening"),
        Get("/programmes/{slug}/change", Coach, Coaches, _ => "/programmes/listening/change"),
        Get("/cases/{caseId}/trends", CoachOfCase, TheCoach, p => $"/cases/{p.CaseId}/trends"),
        Get("/fragments/cases/{caseId}/standing", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/standing"),
        Get("/fragments/cases/{caseId}/standing-note", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/standing-note"),
        Get("/privacy/pause", Partner, Partners),
        Get("/privacy/leave", Partner, Partners),
        Get("/fragments/cases/{caseId}/topics", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/topics"),
        Get("/fragments/cases/{caseId}/coming", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/coming"),
        Row("GET", "/fragments/cases/{caseId}/rounds/{roundId}", CoachOfCase, TheCoach, async p => new($"/fragments/cases/{p.CaseId}/rounds/{await RoundAsync(p)}")),
        Get("/library", Coach, Coaches),
        Get("/library/import", Coach, Coaches),
        Row("GET", "/library/documents/{documentId:guid}", Coach, ThePractice, async p => new($"/library/documents/{await DocumentAsync(p)}")),
        Get("/library/{slug}", Coach, Coaches, _ => "/library/guess-and-tell"),
        Row("GET", "/library/{slug}/versions", Coach, ThePractice, async p => new($"/library/{await OwnExerciseAsync(p)}/versions")),
        Get("/library/import-pack", Coach, Coaches),
        Row("GET", "/library/drafts/{draftId:guid}", Coach, ThePractice, async p => new($"/library/drafts/{await DraftAsync(p)}")),
        Row("GET", "/fragments/library/drafts/{draftId:guid}/preview", Coach, ThePractice, async p => new($"/fragments/library/drafts/{await DraftAsync(p)}/preview")),
        Row("GET", "/fragments/library/drafts/{draftId:guid}/publishing", Coach, ThePractice, async p => new($"/fragments/library/drafts/{await SavedDraftAsync(p)}/publishing")),
        Get("/today", Partner, Partners),
        Get("/fragments/today", Partner, Partners),
        Get("/history", Partner, Partners),
        Get("/fragments/history", Partner, Partners),
        Get("/trends", Partner, Partners),
        Get("/who-read", Partner, Partners),
        Get("/fragments/who-read", Partner, Partners),
        Get("/privacy", Partner, Partners),
        Get("/privacy/export", Partner, Partners),
        Get("/fragments/privacy/export", Partner, Partners),
        Get("/cases/{caseId}/export", CoachOfCase, TheCoach, p => $"/cases/{p.CaseId}/export"),
        Get("/fragments/cases/{caseId}/export", CoachOfCase, TheCoach, p => $"/fragments/cases/{p.CaseId}/export"),
        Get("/fragments/privacy/policy", Partner, Partners),
        Get("/agreement", Partner, Partners),
        Get("/agreement/text", Anyone, Everybody),
        Get("/agreement/text/{version}", Anyone, Everybody, _ => $"/agreement/text/{JoinSeat.Terms}"),
        Get("/fragments/privacy", Partner, Partners),
        Get("/privacy/erase", Partner, Partners),
        Row("GET", "/erased/{ticket}", Anyone, Everybody, async p => new($"/erased/{await ErasedAsync(p)}")),
        Get("/fragments/privacy/staff", Partner, Partners),
        RoundPage("/rounds/{roundId}"),
        RoundPage("/rounds/{roundId}/{step}"),
        RoundPage("/rounds/{roundId}/{step}/change"),
        RoundPage("/rounds/{roundId}/{step}/readers"),
        RoundPage("/fragments/rounds/{roundId}/{step}"),
        RoundPage("/fragments/rounds/{roundId}/{step}/foot"),
        RoundPage("/fragments/rounds/{roundId}/{step}/still"),
        RoundPage("/fragments/rounds/{roundId}/{step}/now"),

        new(AnyMethod, "{*path:nonfile}", Anyone, "404 404 404 404 404 404 404 404 404 404 404", _ => Task.FromResult(new Asking("/nothing/is/here"))),

        // Last, since these give whoever asks first a place.
        Row("POST", "/api/invitations/{invitationId:guid}/join", Anyone, Everybody, p => InvitationAsync(p, "/api/invitations/{0}/join")) with { Spoils = true },
        Row("POST", "/api/staff-invitations/{invitationId:guid}/join", Anyone, Everybody, p => StaffInvitationAsync(p, "/api/staff-invitations/{0}/join")) with { Spoils = true, Consumes = true },
    ];

    /// <summary>The public methods of the hubs, and who may call them.</summary>
    public static IReadOnlyDictionary<string, (string Hub, string Method, string Expected)> HubMethods { get; } = new Dictionary<string, (string, string, string)>
    {
        ["CoachHub.CatchUpAsync"] = ("/hubs/coach", "catchUp", Coaches),
        ["CoupleHub.CatchUpAsync"] = ("/hubs/couple", "catchUp", Partners),
    };

    public static object Plan { get; } = new { what = "a walk by the harbour", when = "2999-05-01" };

    private static AccessRow Get(string route, For who, string expected, Func<People, string>? path = null) =>
        new("GET", route, who, expected, p => Task.FromResult(new Asking(path?.Invoke(p) ?? route)));

    private static AccessRow Post(string route, For who, string expected, Func<People, Asking> ask) => new("POST", route, who, expected, p => Task.FromResult(ask(p)));

    private static AccessRow Row(string method, string route, For who, string expected, Func<People, Task<Asking>> ask) => new(method, route, who, expected, ask);

    private static AccessRow RoundPage(string route) => Row("GET", route, PartnerOfCase, TheCouple, async p =>
        new(route.Replace("{roundId}", (await AnsweredAsync(p)).ToString(), StringComparison.Ordinal).Replace("{step}", "say", StringComparison.Ordinal)));

    private static object Passages { get; } = new
    {
        revision = 0,
        passages = new[] { new { title = "Slowly", paragraphs = new[] { new { text = "Read this slowly.", place = new { unit = "character", from = 0, to = 17 } } } } },
    };

    private static object Programme(string? title = null) => new
    {
        title = title ?? $"Ours {Guid.NewGuid()}",
        @for = "For tests.",
        steps = new[] { new { key = "line", exercise = "something-i-understood", opens = new { when = "atOnce" }, onlyIf = new { kind = "coach", of = "Ready?" } } },
    };

    private static async Task<string> ProgrammeAsync(People p) => (await p[Person.Coach].DoAsync("/api/programmes", Programme())).GetProperty("slug").GetString()!;

    private static async Task<Guid> RunAsync(People p) =>
        (await p[Person.Coach].DoAsync($"/api/cases/{p.CaseId}/programmes", new { programme = await ProgrammeAsync(p) })).GetProperty("runId").GetGuid();

    private static async Task<Guid> DocumentAsync(People p) =>
        (await p[Person.Coach].DoAsync("/api/documents", new { text = $"Read this slowly. {Guid.NewGuid()}" })).GetProperty("documentId").GetGuid();

    private static object OwnExercise(string title) => new
    {
        title,
        cadence = "once",
        minutes = 5,
        dimension = "trust",
        topic = "none",
        why = "To try.",
        steps = new[] { new { key = "say", title = "Say", who = "each", mode = "sealed", opens = "start", fields = new[] { new { key = "what", kind = "text", label = "What?" } } } },
    };

    private const string Pack = """
        ---
        document: own
        title: Of our own
        publisher: us
        date: unknown
        language: en
        ---

        ## Of our own

        Try it.

        ```exercise
        slug: of-our-own
        title: Of our own
        mode: sealed
        cadence: once
        minutes: 5
        dimension: trust
        topic: none
        why: To try.
        steps:
          - key: say
            who: each
            mode: sealed
            opens: start
            fields:
              - key: what
                kind: text
                label: What?
        ```
        """;

    private static async Task<Guid> DraftAsync(People p) => (await p[Person.Coach].DoAsync("/api/library/drafts", new { })).GetProperty("draftId").GetGuid();

    private static async Task<Guid> SavedDraftAsync(People p)
    {
        var draft = await DraftAsync(p);
        await p[Person.Coach].DoAsync($"/api/library/drafts/{draft}", new { revision = 1, form = OwnExercise($"Tea {Guid.NewGuid()}") });
        return draft;
    }

    private static async Task<(string Slug, string Version)> PublishedAsync(People p)
    {
        var reply = await p[Person.Coach].DoAsync($"/api/library/drafts/{await SavedDraftAsync(p)}/publish", new { revision = 2 });
        return (reply.GetProperty("slug").GetString()!, reply.GetProperty("versionId").GetString()!);
    }

    private static async Task<string> OwnExerciseAsync(People p) => (await PublishedAsync(p)).Slug;

    /// <summary>What an exercise of the practice's own making names as its document.</summary>
    private static async Task<string> OwnDocumentAsync(People p)
    {
        await OwnExerciseAsync(p);
        return "own";
    }

    private static async Task<string> VersionAsync(People p) => (await PublishedAsync(p)).Version;

    /// <summary>The code of somebody with a second step whose password has just fitted.</summary>
    private static async Task<Asking> CodeAsync(People p)
    {
        var careful = await p.App.OpenPracticeAsync();
        var (_, codes) = await careful.TurnOnSecondStepAsync(p.App);
        return new("/api/sign-in/code", new { token = await p.App.Stranger().PasswordFitsAsync(careful.Email!), value = codes[0] });
    }

    /// <summary>Another session of the partner in seat A.</summary>
    private static async Task<Guid> ElsewhereAsync(People p)
    {
        var elsewhere = await p.App.SignInAsync(p[Person.A].Email!);
        return (await elsewhere.ReadAsync("/api/my/sessions")).EnumerateArray().Single(s => s.GetProperty("current").GetBoolean()).GetProperty("sessionId").GetGuid();
    }

    private static async Task<Asking> NewPasskeyAsync(People p)
    {
        var asked = await p[Person.A].AskAsync("/api/my/passkeys/options");
        using var device = new SoftPasskey(p[Person.A].Origin(), p[Person.A].Http.BaseAddress!.Host);
        return new("/api/my/passkeys", new { name = "My phone", credential = device.Make(asked.GetProperty("options")), token = asked.GetProperty("token").GetString() });
    }

    /// <summary>A passkey of the partner in seat A.</summary>
    private static async Task<Guid> PasskeyAsync(People p)
    {
        var name = Guid.NewGuid().ToString("N");
        using var device = await p[Person.A].MakePasskeyAsync(name);
        return (Guid)(await p.App.AskAsync("select id from coach.mt_doc_passkey where data->>'name' = @p", name))!;
    }

    private static async Task<Asking> FirstCodeAsync(People p)
    {
        var offer = await p[Person.A].DoAsync("/api/my/second-step/begin", new { });
        var secret = offer.GetProperty("key").GetString()!.Replace(" ", "", StringComparison.Ordinal);
        return new("/api/my/second-step", new { token = offer.GetProperty("token").GetString(), code = CoachPlatform.Platform.SignIn.Totp.Code(secret, p.App.Clock.GetUtcNow()) });
    }

    private static async Task<Guid> EmptyCaseAsync(People p) =>
        (await p[Person.Coach].DoAsync("/api/cases", new { labels = new { A = "Ida", B = "Jon" } })).GetProperty("caseId").GetGuid();

    /// <summary>Another case of the same two people, to do something to that would end everything else.</summary>
    private static async Task<Guid> CoupleAsync(People p, bool left = false)
    {
        var caseId = await EmptyCaseAsync(p);
        foreach (var (person, seat) in new[] { (Person.A, Seat.A), (Person.B, Seat.B) })
        {
            var (id, token) = await p[Person.Coach].InviteAsync(caseId, seat);
            await p[person].DoAsync($"/api/invitations/{id}/join", new { token, name = person.ToString(), consents = true, accepts = 1 });
            if (left)
                await p[person].DoAsync($"/api/my/cases/{caseId}/leave", new { });
        }

        return caseId;
    }

    private static async Task<Asking> InvitationAsync(People p, string path)
    {
        var (id, token) = await p[Person.Coach].InviteAsync(await EmptyCaseAsync(p), Seat.A);
        return new(path.Replace("{0}", id.ToString(), StringComparison.Ordinal), new { token, name = "Ida", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 1 });
    }

    private static async Task<Asking> StaffInvitationAsync(People p, string path)
    {
        var invited = await p[Person.Coach].InviteStaffAsync("coach");
        return new(path.Replace("{0}", invited.Id.ToString(), StringComparison.Ordinal), new { token = invited.Token, name = "Lea", email = $"{Guid.NewGuid():N}@coach.example", password = CoachApp.Password });
    }

    private static async Task<Guid> StaffAsync(People p) => (await p.App.AddCoachAsync(p[Person.Coach])).StaffId!.Value;

    private static async Task<Guid> WithIdaAsync(People p)
    {
        var caseId = await EmptyCaseAsync(p);
        await p[Person.Coach].JoinAsync(caseId, Seat.A, "Ida");
        return caseId;
    }

    private static async Task<Asking> ResetLinkAsync(People p)
    {
        var caseId = await WithIdaAsync(p);
        var link = new Uri((await p[Person.Coach].DoAsync($"/api/cases/{caseId}/reset-links", new { seat = "A" })).GetProperty("link").GetString()!);
        return new($"/api/password-reset/{link.Segments[^1]}", new { token = link.Fragment[1..], password = CoachApp.Password });
    }

    private static async Task<Asking> RecoveryAsync(People p)
    {
        var careful = await p[Person.Coach].JoinAsync(await EmptyCaseAsync(p), Seat.A, "Ida");
        var (_, codes) = await careful.TurnOnSecondStepAsync(p.App);
        return new("/api/password-reset/code", new { name = careful.Email, code = codes[0], password = CoachApp.Password });
    }

    private static async Task<Asking> AddressLinkAsync(People p)
    {
        var ida = await p[Person.Coach].JoinAsync(await EmptyCaseAsync(p), Seat.A, "Ida");
        var person = (await ida.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        var (link, token) = OneTimeLink.New(person, LinkPurpose.ConfirmAddress, p.App.Clock.GetUtcNow(), ida.Email);
        await using var session = p.App.Inside.GetRequiredService<IDocumentStore>().LightweightSession();
        link.Insert(session);
        await session.SaveChangesAsync();
        return new($"/api/addresses/{link.Id}/confirm", new { token });
    }

    private static async Task<(Guid Assignment, Guid Round)> AssignAsync(People p, string exercise = "something-i-understood", string cadence = "once")
    {
        var reply = await p[Person.Coach].DoAsync($"/api/cases/{p.CaseId}/assignments", new { exercise, cadence });
        return (reply.GetProperty("assignmentId").GetGuid(), reply.GetProperty("roundId").GetGuid());
    }

    private static async Task<Guid> RoundAsync(People p, string exercise = "something-i-understood") => (await AssignAsync(p, exercise)).Round;

    private static async Task<Guid> AnsweredAsync(People p)
    {
        var round = await RoundAsync(p);
        await p[Person.A].AnswerAsync(round, Understood);
        await p[Person.B].AnswerAsync(round, Understood);
        return round;
    }

    /// <summary>Another case in which the same two sit, so that something of theirs can be erased and they remain.</summary>
    private static async Task<Guid> SecondCaseAsync(People p)
    {
        var caseId = await EmptyCaseAsync(p);
        foreach (var (person, seat) in new[] { (Person.A, Seat.A), (Person.B, Seat.B) })
        {
            var (id, token) = await p[Person.Coach].InviteAsync(caseId, seat);
            await p[person].DoAsync($"/api/invitations/{id}/join", new { token, name = "Ida", consents = true, accepts = 1 });
        }

        return caseId;
    }

    private static async Task<string> ErasedAsync(People p) =>
        (await p[Person.A].DoAsync($"/api/my/cases/{await SecondCaseAsync(p)}/erase", new { understood = true })).GetProperty("ticket").GetString()!;

    /// <summary>A's copy, made; the one before it is replaced.</summary>
    private static async Task<Guid> CopyAsync(People p)
    {
        await p.App.MakeCopiesAsync();
        var id = await p[Person.A].AskForCopyAsync();
        await p.App.MakeCopiesAsync();
        return id;
    }

    private static async Task<Guid> CaseCopyAsync(People p)
    {
        await p.App.MakeCopiesAsync();
        var id = await p[Person.Coach].AskForCopyAsync(p.CaseId);
        await p.App.MakeCopiesAsync();
        return id;
    }

    private static async Task<object> ReleaseOfAsync(People p) =>
        new { to = "The court", purpose = "It has asked for it.", kinds = new[] { "answers" }, rounds = new[] { await AnsweredAsync(p) } };

    private static async Task<Guid> ReleaseAsync(People p, bool agreed = false)
    {
        var id = (await p[Person.Coach].DoAsync($"/api/cases/{p.CaseId}/releases", await ReleaseOfAsync(p))).GetProperty("releaseId").GetGuid();
        foreach (var person in agreed ? [Person.A, Person.B] : Array.Empty<Person>())
            await p[person].DoAsync($"/api/my/cases/{p.CaseId}/releases/{id}/agree", new { });
        return id;
    }

    private static async Task<Guid> ReleasedAsync(People p)
    {
        var id = await ReleaseAsync(p, agreed: true);
        await p[Person.Coach].DoAsync($"/api/cases/{p.CaseId}/releases/{id}/file", new { });
        await p.App.MakeCopiesAsync();
        return id;
    }

    /// <summary>Both have the safety questions before them.</summary>
    private static async Task<Guid> AskedAsync(People p)
    {
        foreach (var person in new[] { Person.A, Person.B })
        {
            using var answered = await p[person].SendAsync($"/api/my/cases/{p.CaseId}/safety", new { check = 1 });
            Assert.True(answered.IsSuccessStatusCode || answered.StatusCode == System.Net.HttpStatusCode.Conflict);
        }

        await p[Person.Coach].DoAsync($"/api/cases/{p.CaseId}/safety/ask", new { });
        return p.CaseId;
    }

    private static async Task<Guid> ConcernAsync(People p)
    {
        await p[Person.A].DoAsync($"/api/my/cases/{p.CaseId}/concerns", new { words = "Please call me alone." });
        return (await p[Person.Coach].ReadAsync($"/api/cases/{p.CaseId}/safety")).GetProperty("concerns")[0].GetProperty("holdId").GetGuid();
    }

    private static Task<Guid> LiveAsync(People p) => RoundAsync(p, "test-live");

    private static async Task<Guid> LiveInAsync(People p)
    {
        var round = await LiveAsync(p);
        await p[Person.Coach].DoAsync($"/api/rounds/{round}/steps/open", new { step = "ask" });
        await p[Person.A].AnswerAsync(round, new { question = "why the sea" });
        await p[Person.B].AnswerAsync(round, new { question = "what of music" });
        return round;
    }

    private static async Task<Guid> ProposedAsync(People p)
    {
        var round = await RoundAsync(p, "plan-something-small");
        await p[Person.A].DoAsync($"/api/rounds/{round}/joint", new { step = "plan", fields = Plan });
        return round;
    }
}
