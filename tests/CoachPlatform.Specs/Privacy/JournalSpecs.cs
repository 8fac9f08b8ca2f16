using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Privacy;
using Microsoft.Extensions.Configuration;

namespace CoachPlatform.Specs.Privacy;

public sealed class JournalSpecs : IDisposable
{
    private static readonly JournalLine Answer = new(
        Couple.Coach, Couple.Now, Shredded.Answer, "t", Couple.CaseId, [Told.RoundId], Seat.A, Told.RoundId, new StepRef("say", 2), 3, [Couple.CaseId]);

    private static readonly JournalLine Whole = new(
        Couple.CaseId, Couple.Now, Shredded.Seat, "t", Couple.CaseId, [Told.RoundId], Seat.B, Certificate: Couple.Coach, Before: "9f86", After: "9f86");

    private static readonly JournalLine ByRule = new(
        Couple.CaseId, Couple.Now, Shredded.Rounds, "t", Couple.CaseId, [Told.RoundId], Rounds: [Told.RoundId], Rule: Couple.Coach);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coach-journal");

    private JournalFile File => new(new ConfigurationBuilder().AddInMemoryCollection([new("Coach:ErasureJournal", Path.Combine(folder.FullName, "sub", "erasures.journal"))]).Build());

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void a_line_reads_back_as_it_was_written()
    {
        foreach (var line in new[] { Answer, Whole, ByRule })
            Assert.Equal(line.Written(), JournalLine.Parse(line.Written())!.Written());
    }

    [Fact]
    public void the_form_of_a_line_never_changes() => Assert.Equal(
        """{"id":"00000000-0000-7000-8000-0000000000c0","at":"2026-03-02T09:30:00+00:00","what":"Answer","tenant":"t","caseId":"00000000-0000-7000-8000-0000000000ca","keys":["00000000-0000-7000-8000-0000000000f1"],"seat":"A","round":"00000000-0000-7000-8000-0000000000f1","step":{"key":"say","turn":2},"version":3,"entries":["00000000-0000-7000-8000-0000000000ca"]}""",
        Answer.Written());

    [Fact]
    public void nor_that_of_what_a_rule_has_ended() => Assert.Equal(
        """{"id":"00000000-0000-7000-8000-0000000000ca","at":"2026-03-02T09:30:00+00:00","what":"Rounds","tenant":"t","caseId":"00000000-0000-7000-8000-0000000000ca","keys":["00000000-0000-7000-8000-0000000000f1"],"rounds":["00000000-0000-7000-8000-0000000000f1"],"rule":"00000000-0000-7000-8000-0000000000c0"}""",
        ByRule.Written());

    [Fact]
    public void a_line_that_a_crash_has_torn_is_left_out_and_harms_none_after_it()
    {
        Assert.Empty(File.Read());
        Assert.True(File.MayWrite());
        File.Append([Answer.Written()]);
        System.IO.File.AppendAllText(File.Path, Whole.Written()[..40]);
        File.Append([Whole.Written()]);
        Assert.Equal([Answer.Id, Whole.Id], File.Read().Select(l => l.Id));
    }

    [Fact]
    public void where_it_cannot_be_written_it_says_so()
    {
        System.IO.File.WriteAllText(Path.Combine(folder.FullName, "sub"), "in the way");
        Assert.False(File.MayWrite());
    }
}
