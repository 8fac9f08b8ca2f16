using CoachPlatform.Privacy;
using CoachPlatform.Safety;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Specs.Privacy;

/// <summary>What somebody told their coach alone, as their copy has it: with the questions in words, and with who has read it.</summary>
public class ExportToldSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Asked = new("00000000-0000-7000-8000-0000000000a1");
    private static readonly Guid Raised = new("00000000-0000-7000-8000-0000000000a2");

    /// <summary>Answers to the questions, and later two things by hand, the second without a word.</summary>
    internal static IReadOnlyList<ExportTold> Told { get; } = ExportTold.Of(
        new MyTold(
            Guid.Empty, null,
            [
                new ToldOnce(Guid.Empty, At.AddDays(2), 0, null, "", [], null, null),
                new ToldOnce(Raised, At.AddDays(1), 0, null, "canary-by-hand", [], At.AddDays(2), At.AddDays(3)),
                new ToldOnce(Asked, At, SafetyCheck.Version, new Dictionary<string, string> { ["home"] = "sometimes", ["words"] = "canary-words" }, null, [new ReadOnce("Miriam Vale", At.AddHours(1))], null, null),
            ],
            "Etc/UTC", At.AddDays(4)),
        new SayQuestions());

    [Fact]
    public void it_stands_in_the_order_in_which_it_was_told() => Assert.Equal([Asked, Raised, Guid.Empty], Told.Select(t => t.ToldId));

    [Fact]
    public void every_question_is_there_in_words_with_its_answer_as_given_and_as_said()
    {
        var asked = Told[0];
        Assert.Equal((ExportToldAs.Questions, SafetyCheck.Version, null), (asked.What, asked.Check, asked.Words));
        Assert.Equal(SafetyCheck.Of(SafetyCheck.Version).Select(q => q.Key), asked.Answers.Select(a => a.Key));
        Assert.Equal(("Do you feel safe at home?", "sometimes", "Sometimes"), (asked.Answers[0].Question, asked.Answers[0].Value.GetString(), asked.Answers[0].Text));
        Assert.Equal(("", "Not said"), (asked.Answers[1].Value.GetString(), asked.Answers[1].Text));
        Assert.Equal([new ExportToldReading("Miriam Vale", At.AddHours(1))], asked.Readings);
    }

    [Fact]
    public void what_was_written_by_hand_has_no_questions()
    {
        Assert.Equal((ExportToldAs.ByHand, null, "canary-by-hand", 0), (Told[1].What, Told[1].Check, Told[1].Words, Told[1].Answers.Count));
        Assert.Equal((At.AddDays(2), At.AddDays(3)), (Told[1].TakenUpAt, Told[1].ClosedAt));
        Assert.Equal("", Told[2].Words);
    }
}
