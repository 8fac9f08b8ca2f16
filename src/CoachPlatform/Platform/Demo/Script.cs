using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>A practice and its couples as an event script.</summary>
/// <param name="Password">Of every account in it.</param>
/// <param name="Emergency">What partners find on their safety page; may be empty.</param>
internal sealed record Script(
    string File, string Practice, string Zone, Moment Opened, DemoPerson Coach, string Password, IReadOnlyList<DemoContact> Emergency, IReadOnlyList<Couple> Couples)
{
    public IEnumerable<ScriptLine> Lines => Couples.SelectMany(c => c.Story);
}

/// <param name="Key">How lines name this person; <c>coach</c> for the coach.</param>
internal sealed record DemoPerson(string Key, string Name, string Email);

/// <param name="Line">Of the file, 1-based.</param>
internal sealed record DemoContact(int Line, string Name, string Reach, string? When);

/// <param name="Partners">Two, in no order that matters.</param>
internal sealed record Couple(int Line, string Key, IReadOnlyList<DemoPerson> Partners, IReadOnlyList<ScriptLine> Story);

/// <param name="Line">Of the file, 1-based.</param>
internal sealed record ScriptLine(int Line, Couple Couple, Moment At, Act Act);

/// <summary>What somebody does: one command, or one reading, of real use.</summary>
internal abstract record Act
{
    private Act()
    {
    }

    public sealed record OpenCase : Act;

    public sealed record Invite(string Who) : Act;

    public sealed record Join(string Who) : Act;

    /// <param name="As">The name by which later lines mean this round.</param>
    /// <param name="Due">Days from that day; null for no date.</param>
    public sealed record Assign(string As, string Exercise, int? Due, string? Word) : Act;

    public sealed record ChangeDue(string Round, int Due) : Act;

    public sealed record TakeBack(string Round) : Act;

    /// <param name="Entry">For a log: the name of the entry, made on first use.</param>
    public sealed record Answer(string By, string Round, string Step, string? Entry, int? Revises, YamlMap Fields, string? Audience, string? Timing) : Act;

    public sealed record Pass(string By, string Round, string Step) : Act;

    public sealed record Propose(string By, string Round, string Step, int? Base, YamlMap Fields, string? Audience) : Act;

    public sealed record Confirm(string By, string Round, string Step, int Version) : Act;

    public sealed record Done(string By, string Round, string Step) : Act;

    public sealed record Share(string By, string Round, string Step, string? Audience, string? Timing) : Act;

    public sealed record Withdraw(string By, string Round, string Step) : Act;

    /// <param name="To">Partners by key; both when empty.</param>
    public sealed record Comment(string Round, string Text, IReadOnlyList<string> To) : Act;

    /// <param name="By">The coach, or a partner.</param>
    public sealed record Read(string By, string Round) : Act;
}
