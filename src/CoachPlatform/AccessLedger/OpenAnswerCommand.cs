using CoachPlatform.Cases;
using JasperFx.CommandLine;

namespace CoachPlatform.AccessLedger;

public sealed class OpenAnswerInput : NetCoreInput
{
    [Description("The id of the case")]
    public string CaseFlag { get; set; } = "";

    [Description("The id of the round in it")]
    public string RoundFlag { get; set; } = "";

    [Description("Only the answers of this seat, A or B; both when left out")]
    public string? SeatFlag { get; set; }

    [Description("Why: court-order, asked-by-author, danger-to-life or fault. The authors are told")]
    public string ReasonFlag { get; set; } = "";
}

/// <summary>
/// <c>CoachPlatform open-answer</c>: what stands in one round, for those who run the installation. It goes to standard output and nowhere else, and
/// into the ledger of everybody whose words are opened.
/// </summary>
[Description("Open the answers of one round; their authors see that it was done, and why", Name = "open-answer")]
public sealed class OpenAnswerCommand : JasperFxAsyncCommand<OpenAnswerInput>
{
    private static readonly IReadOnlyDictionary<string, OperatorReason> Reasons = new Dictionary<string, OperatorReason>
    {
        ["court-order"] = OperatorReason.CourtOrder,
        ["asked-by-author"] = OperatorReason.AskedByAuthor,
        ["danger-to-life"] = OperatorReason.DangerToLife,
        ["fault"] = OperatorReason.Fault,
    };

    public override async Task<bool> Execute(OpenAnswerInput input)
    {
        var wrong = new List<string>();
        if (!Guid.TryParse(input.CaseFlag, out var caseId))
            wrong.Add("--case: give the id of a case.");
        if (!Guid.TryParse(input.RoundFlag, out var roundId))
            wrong.Add("--round: give the id of a round.");
        if (!Reasons.TryGetValue(input.ReasonFlag, out var because))
            wrong.Add($"--reason: one of {string.Join(", ", Reasons.Keys)}.");
        Seat? seat = input.SeatFlag switch { "A" => Seat.A, "B" => Seat.B, _ => null };
        if (input.SeatFlag is not (null or "A" or "B"))
            wrong.Add("--seat: A or B.");
        foreach (var line in wrong)
            await Console.Error.WriteLineAsync(line);
        if (wrong.Count > 0)
            return false;
        using var app = input.BuildHost();
        if (await app.Services.GetRequiredService<OpenForOperator>().Async(caseId, roundId, seat, because, CancellationToken.None) is not { } answers)
        {
            await Console.Error.WriteLineAsync("There is no such round in that case. Nothing was opened.");
            return false;
        }

        foreach (var answer in answers)
            foreach (var (field, value) in answer.Fields)
                Console.WriteLine($"{answer.Author?.ToString() ?? "both"}\t{answer.Step.Key}#{answer.Step.Turn}\t{answer.Entry:N}\t{field}\t{value ?? "(destroyed)"}");
        return true;
    }
}
