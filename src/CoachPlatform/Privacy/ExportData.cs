using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Privacy.Releases;

namespace CoachPlatform.Privacy;

// These records are the format of data.json. ExportSchema.json describes them; a change that is not additive is another Version.

/// <summary>Everything in one export.</summary>
/// <param name="Readings">A person's own ledger: who read what they wrote. Empty in a coach's export.</param>
public sealed record ExportData(
    ExportManifest Manifest, ExportCase Case, IReadOnlyList<ExportDecided> Decided, IReadOnlyList<ExportRound> Rounds, IReadOnlyList<ExportReading> Readings)
{
    /// <summary>What was agreed, in the file of a release; absent everywhere else.</summary>
    public ExportRelease? Release { get; init; }

    /// <summary>What the person told their coach alone about safety, where they asked for it; absent everywhere else.</summary>
    public IReadOnlyList<ExportTold>? Told { get; init; }

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<Seat>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A file, never part of a page: words stay readable in every script.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };
}

public enum ExportKind { Person, Case, Release }

/// <summary>
/// What an export does not hold. The same list in every export of a kind, whatever there was. Answers about safety are left out for their author's sake,
/// since a file may be found by whoever they are about; in their own copy they are where the author asked for them, and then the list does not name them.
/// </summary>
public enum ExportLeftOut { AnswersNotOpenedToYou, WordsOfTheOtherAlone, AnswersAboutSafety, DraftsOnDevices, SignInSecrets, NotesOfYourCoach, AnswersKeptFromYou, WhoReadTheirAnswers, SignInOfOthers, NotReleased, NotSeenByBoth }

/// <param name="MadeAt">The moment: everything is as it could be read then.</param>
/// <param name="Zone">Where the couple lives; times in the readable file are of this zone.</param>
public sealed record ExportManifest(
    string Format, int Version, ExportKind Kind, Guid ExportId, DateTimeOffset MadeAt, string Zone, string Practice, string Coach, IReadOnlyList<ExportLeftOut> LeavesOut)
{
    public const string FormatName = "coachplatform-export";

    public const int Newest = 1;

    /// <param name="withSafety">Of a person's own copy: they asked for what they told their coach alone.</param>
    public static IReadOnlyList<ExportLeftOut> LeftOutOf(ExportKind kind, bool withSafety) =>
        withSafety && kind == ExportKind.Person ? [.. LeftOutOf(kind).Where(w => w != ExportLeftOut.AnswersAboutSafety)] : LeftOutOf(kind);

    public static IReadOnlyList<ExportLeftOut> LeftOutOf(ExportKind kind) => kind switch
    {
        ExportKind.Person => [ExportLeftOut.AnswersNotOpenedToYou, ExportLeftOut.WordsOfTheOtherAlone, ExportLeftOut.AnswersAboutSafety, ExportLeftOut.NotesOfYourCoach, ExportLeftOut.DraftsOnDevices, ExportLeftOut.SignInSecrets],
        ExportKind.Case => [ExportLeftOut.AnswersKeptFromYou, ExportLeftOut.AnswersAboutSafety, ExportLeftOut.WhoReadTheirAnswers, ExportLeftOut.SignInOfOthers],
        ExportKind.Release => [ExportLeftOut.NotReleased, ExportLeftOut.NotSeenByBoth, ExportLeftOut.AnswersAboutSafety, ExportLeftOut.WhoReadTheirAnswers, ExportLeftOut.SignInOfOthers],
    };
}

/// <param name="Own">Whose export it is; absent in a coach's.</param>
/// <param name="SignInName">What that person signs in with.</param>
public sealed record ExportCase(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, Seat? Own, string? SignInName, DateTimeOffset? JoinedAt);

/// <summary>Something that whoever exports has agreed to, decided or done in the case, apart from answers.</summary>
/// <param name="What">The stored name of the event, such as <c>topic-granted</c>.</param>
/// <param name="Details">Its closed vocabulary: topic, version of the text, policy.</param>
public sealed record ExportDecided(string What, DateTimeOffset At, IReadOnlyDictionary<string, string> Details);

/// <param name="Word">The coach's word to both.</param>
public sealed record ExportRound(
    Guid RoundId, string Exercise, string Title, string Version, int Occurrence, DateTimeOffset OpenedAt, DateOnly? DueOn, bool Open, string? Word,
    IReadOnlyList<ExportStep> Steps, IReadOnlyList<ExportComment> Comments);

/// <param name="Own">What whoever exports did in it, one entry for each version and change, in order.</param>
/// <param name="Answers">Of others, as they may be read at this moment.</param>
public sealed record ExportStep(
    string Key, int Turn, string Title, Mode Mode, DateTimeOffset? OpenedTogether, IReadOnlyList<ExportAct> Own, IReadOnlyList<ExportAnswer> Answers, ExportJoint? Joint);

public enum ExportDone { Given, Revised, SharingChanged, Passed, TakenBack, Voided, Proposed, Agreed }

/// <param name="Gone">The words of this version were destroyed.</param>
public sealed record ExportAct(
    ExportDone What, DateTimeOffset At, int? Version, Guid? Entry, Audience? Audience, Timing? Timing, IReadOnlyDictionary<string, Audience>? FieldAudience,
    bool Gone, IReadOnlyList<ExportField> Fields);

public sealed record ExportAnswer(Seat By, string Name, AnswerStatus State, Guid? Entry, int? Version, DateTimeOffset? At, IReadOnlyList<ExportField> Fields);

/// <summary>What stands in one round. Agreed on, it stands there for good, so what was agreed before it is in the rounds before.</summary>
public sealed record ExportJoint(int Version, Seat By, string ByName, bool Agreed, DateTimeOffset? At, IReadOnlyList<ExportField> Fields)
{
    /// <summary>True where it was agreed in an earlier round and taken over from it, when this one opened; absent everywhere else.</summary>
    public bool? Carried { get; init; }
}

/// <param name="Value">As the API gives it.</param>
/// <param name="Text">The same in words.</param>
public sealed record ExportField(string Key, string Question, JsonElement Value, string Text);

public sealed record ExportComment(Guid CommentId, string By, DateTimeOffset At, string Text, IReadOnlyList<Seat> To);

/// <param name="Kind">As in <c>GET /api/my/ledger</c>.</param>
public sealed record ExportReading(string Reader, string Kind, string? Route, DateTimeOffset At, string Exercise, string Step)
{
    /// <summary>True where the reader supervises the coach, and read along because both allow it; absent everywhere else.</summary>
    public bool? Supervising { get; init; }
}

/// <summary>To whom the file was to go, what for, and who had agreed when.</summary>
public sealed record ExportRelease(Guid ReleaseId, string To, string Purpose, IReadOnlyList<ReleaseKind> Kinds, DateTimeOffset ProposedAt, IReadOnlyList<ExportAgreement> Agreed);

public sealed record ExportAgreement(Seat By, string Name, DateTimeOffset At);
