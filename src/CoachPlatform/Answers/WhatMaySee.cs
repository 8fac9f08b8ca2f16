using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Answers;

/// <summary>Who asks. Made by the server from the session and the case's rows, never from what a browser says.</summary>
public abstract record Reader
{
    private Reader()
    {
    }

    /// <summary>Nobody of this case: another practice, a former member, somebody unknown.</summary>
    public sealed record Stranger : Reader;

    /// <summary>Owner, operator or a coach of other cases in the same practice.</summary>
    public sealed record OtherStaff : Reader;

    public sealed record Coach(Guid StaffId) : Reader;

    /// <summary>Reads as the coach does where both partners allow it, and nothing elsewhere.</summary>
    public sealed record Supervisor(Guid StaffId) : Reader;

    public sealed record Partner(Seat Seat) : Reader;

    /// <summary>The coach of the case, or a supervisor whom both partners let read along.</summary>
    public bool ReadsAsCoach(CaseGate gate) => this is Coach || (this is Supervisor supervisor && gate.SupervisedBy(supervisor.StaffId));
}

/// <summary>What a reader may see of one answer.</summary>
public abstract record Sight
{
    private Sight()
    {
    }

    /// <summary>No row at all.</summary>
    public sealed record Nothing : Sight;

    public sealed record Waiting : Sight;

    /// <summary>Passed, private, withdrawn and gone look the same.</summary>
    public sealed record NotShared : Sight;

    /// <summary>Staff only: that something was answered, passed or taken back. <c>Withheld</c>: by the author's choice the text is not for the coach.</summary>
    public sealed record Tick(Given Given, bool Withheld = false, bool Gone = false) : Sight;

    /// <summary>The fields whose values may be read.</summary>
    public sealed record Read(IReadOnlyList<string> Fields) : Sight
    {
        public bool Equals(Read? other) => other is not null && Fields.SequenceEqual(other.Fields);

        public override int GetHashCode() => Fields.Count;
    }

    /// <summary>Matched: of these fields what both marked, and nothing else. None of them looks like nothing in common.</summary>
    public sealed record Matches(IReadOnlyList<string> Fields) : Sight
    {
        public bool Equals(Matches? other) => other is not null && Fields.SequenceEqual(other.Fields);

        public override int GetHashCode() => Fields.Count;
    }

    /// <summary>The author's own, all versions.</summary>
    public sealed record Own : Sight;

    /// <summary>The author's own, destroyed at the author's or the law's wish.</summary>
    public sealed record Removed : Sight;
}

/// <summary>One answer of a round: whose, in which step, which entry of a log.</summary>
/// <param name="KeyGone">Its key was destroyed, so nobody can open it any more.</param>
public sealed record AnswerOf(StepRef Step, Seat Author, Guid? Entry = null, bool KeyGone = false);

/// <summary>
/// The one place that decides sight. Screens, fragments, JSON and frames all come through here; the first row that fits wins. The row numbers
/// are those of the table in the capability's README.
/// </summary>
public static class WhatMaySee
{
    public static Sight Of(Reader reader, AnswerOf answer, Round round, CaseGate gate, DateTimeOffset now)
    {
        var coach = reader.ReadsAsCoach(gate);
        if (round.Find(answer.Step) is not { } step || (!coach && reader is not Reader.Partner))
            return new Sight.Nothing(); // rows 1, 2 and 26
        var given = Of(step, answer);
        // What both have agreed on is under a key of both; what one has only proposed goes with that one's key.
        step = step with { Joint = step.Joint?.StillOpens(gate) };
        answer = answer with { KeyGone = answer.KeyGone || given.Gone || (gate.Emptied(answer.Author) && (step.Plan.Mode != Mode.Joint || gate.Emptied(answer.Author.Other()))) };
        var author = reader is Reader.Partner partner && partner.Seat == answer.Author;
        if (author)
            return answer.KeyGone ? new Sight.Removed() : new Sight.Own(); // rows 3 and 4
        if (coach ? !gate.IsOpen(round.Topic) : !gate.Offers(round.Topic, now))
            return coach || answer.Entry is not null ? new Sight.Nothing() : new Sight.NotShared(); // row 7; the lines of a list are not counted out either
        var closed = !round.Open || round.ClosedFor(now);
        if (coach)
            return ForCoach(answer, step, given, gate); // rows 20 to 25
        var seat = ((Reader.Partner)reader).Seat;
        // Whoever has left goes on alone where they can; while the other knows of no end, it is no news to them either.
        if (step.OwnPace && given.GivenAt > gate.End?.At)
            return new Sight.Nothing(); // row 10
        return gate.EndedFor(seat)
            ? ForExPartner(seat, answer, step, given, closed, gate.End!, round.Screened)
            : ForPartner(seat, answer, step, given, closed, gate.HeldFor(round));
    }

    /// <summary>What was shown when the couple ended stays shown. What was not never is, whatever is given or shared since.</summary>
    private static Sight ForExPartner(Seat seat, AnswerOf answer, StepState step, ActorState given, bool closed, CoupleEnd end, bool screened)
    {
        var mode = step.Plan.Mode;
        if (mode == Mode.Joint)
            return step.Joint?.AsSeenBy(seat, screened ? end.HeldSince : null) is { Confirmed: true } joint && !answer.KeyGone ? new Sight.Read(joint.Fields) : new Sight.NotShared(); // row 8
        if (mode != Mode.Matched && given.GivenAt <= end.At
            && ForPartner(seat, answer, step, given, closed, screened ? end.HeldSince : null) is Sight.Read read)
            return read; // row 9
        return step.OwnPace ? new Sight.Nothing() : new Sight.NotShared(); // row 10
    }

    private static ActorState Of(StepState step, AnswerOf answer) =>
        answer.Entry is { } entry ? step.Of(answer.Author).Entries?.GetValueOrDefault(entry) ?? new ActorState() : step.Of(answer.Author);

    /// <param name="held">Since when a hold stands over this round; null where none does.</param>
    private static Sight ForPartner(Seat seat, AnswerOf answer, StepState step, ActorState given, bool closed, DateTimeOffset? held)
    {
        var mode = step.Plan.Mode;
        if (mode == Mode.Joint)
            return ForPartnerJoint(answer, step.Joint?.AsSeenBy(seat, held), closed); // rows 11 and 18
        if (given.SharedAt >= held && (step.OwnPace || step.Plan.Actor is not null || given.ByHand))
            return step.OwnPace ? new Sight.Nothing() : given.ByHand || closed ? new Sight.NotShared() : new Sight.Waiting(); // row 11
        var fields = given is { Given: Given.Answered, Sharing: { Timing: not Timing.Never } sharing, Fields: { } keys } && !answer.KeyGone
            ? keys.Where(f => sharing.Of(f).Partner()).ToList()
            : [];
        if (mode == Mode.Matched)
            return step.Reveal is not null ? new Sight.Matches(fields) : closed ? new Sight.Matches([]) : new Sight.Waiting(); // row 19
        var readable = fields.Count > 0;
        // With one actor a live step opens by the coach all the same.
        var alone = step.Plan.Actor is not null && mode != Mode.Live;

        if (mode == Mode.Individual && !alone)
            return readable && PartnerMayReadNow(given, step) ? new Sight.Read(fields) : new Sight.Nothing(); // rows 5, 6, 12, 13
        if (alone)
        {
            if (readable && given.Sharing!.Timing != Timing.InSession)
                return new Sight.Read(fields); // row 14
            // Rows 12 and 14: until it has opened or closed, a pass and a private answer are as silent as none.
            return step.Reveal is null && !closed ? new Sight.Waiting() : new Sight.NotShared();
        }

        if (step.Reveal is null)
            return closed ? new Sight.NotShared() : new Sight.Waiting(); // row 15, whether or not the author has answered
        return readable && (step.Shown || given.ByHand) ? new Sight.Read(fields) : new Sight.NotShared(); // rows 16 and 17
    }

    private static bool PartnerMayReadNow(ActorState given, StepState step) => given.Sharing!.Timing switch
    {
        Timing.Now => true,
        Timing.WhenBoth => step.Reveal is not null,
        Timing.InSession or Timing.Never => false,
    };

    private static Sight ForPartnerJoint(AnswerOf answer, JointState? seen, bool closed)
    {
        if (seen is not { } joint || answer.KeyGone)
            return closed || answer.KeyGone ? new Sight.NotShared() : new Sight.Waiting();
        return joint.Confirmed || !closed ? new Sight.Read(joint.Fields) : new Sight.NotShared();
    }

    private static Sight ForCoach(AnswerOf answer, StepState step, ActorState given, CaseGate gate)
    {
        if (step.Plan.Mode == Mode.Joint)
            return ForCoachJoint(answer, step); // row 24
        if (answer.KeyGone)
            return new Sight.Tick(given.Given, Gone: true); // row 5
        if (step is { Plan.Mode: Mode.Live, Reveal: null } && given.Given is Given.Answered or Given.Passed)
            return new Sight.Tick(Given.Answered); // in a live step passing counts as in, and looks the same until it opens
        if (given.Given != Given.Answered || given.Sharing is not { } sharing)
            return new Sight.Tick(given.Given); // row 6
        if (step.Plan.Mode == Mode.Matched)
            return new Sight.Tick(given.Given); // row 20
        var fields = given.Fields!.Where(f => sharing.Of(f).Coach()).ToList();
        if (fields.Count == 0 || sharing.Timing == Timing.Never)
            return new Sight.Tick(given.Given, Withheld: true); // row 21
        if (given.SharedAt < gate.CoachSince && gate.HistoryOpened?.Contains(answer.Author) != true)
            return new Sight.Tick(given.Given); // row 22
        var readable = sharing.Timing switch
        {
            Timing.Now => step.Plan.Mode != Mode.Live || step.Reveal is not null,
            Timing.WhenBoth => step.Reveal is not null,
            Timing.InSession or Timing.Never => false,
        };
        return readable ? new Sight.Read(fields) : new Sight.Tick(given.Given); // row 23
    }

    private static Sight ForCoachJoint(AnswerOf answer, StepState step)
    {
        if (step.Joint is not { Confirmed: true } joint)
            return new Sight.Tick(Given.Nothing);
        if (answer.KeyGone)
            return new Sight.Tick(Given.Answered, Gone: true);
        return joint.Audience.Coach() ? new Sight.Read(joint.Fields) : new Sight.Tick(Given.Answered, Withheld: true);
    }
}
