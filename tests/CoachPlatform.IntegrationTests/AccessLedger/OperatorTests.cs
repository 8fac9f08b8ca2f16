using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.AccessLedger;

/// <summary>The only way of those who run the installation: on record before it opens anything, with its reason, and told to the authors.</summary>
public sealed class OperatorTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_operator_opens_a_round_and_each_author_sees_that_and_why()
    {
        var app = fixture.App;
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "canary-a" }, audience: "me");
        await couple.B.AnswerAsync(round, new { understood = "canary-b" });
        var command = app.Inside.GetRequiredService<OpenForOperator>();

        var ofA = await command.Async(couple.CaseId, round, Seat.A, OperatorReason.CourtOrder, CancellationToken.None);

        Assert.Equal(["\"canary-a\""], ofA!.SelectMany(a => a.Fields.Values));
        var line = Assert.Single((await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray(), l => l.GetProperty("kind").GetString() == "operator");
        Assert.Equal(("operator", "courtOrder", ""), (line.GetProperty("route").GetString(), line.GetProperty("because").GetString(), line.GetProperty("reader").GetString()));
        foreach (var by in new[] { "", "?by=answer", "?by=person" })
        {
            using var page = await couple.A.GetAsync($"/who-read{by}");
            var text = await page.Content.ReadAsStringAsync();
            Assert.Contains("The people who run this installation", text, StringComparison.Ordinal);
            Assert.Contains("Because a court ordered it", text, StringComparison.Ordinal);
        }

        // Whose answers were not opened has nothing to see, and nobody learns of another's.
        Assert.DoesNotContain("operator", (await couple.B.ReadAsync("/api/my/ledger")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("operator", (await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetRawText(), StringComparison.Ordinal);
        Assert.Null(await command.Async(Guid.NewGuid(), round, null, OperatorReason.Fault, CancellationToken.None));
        Assert.Null(await command.Async(couple.CaseId, Guid.NewGuid(), null, OperatorReason.Fault, CancellationToken.None));
    }

    [Fact]
    public async Task Without_the_ledger_there_is_no_text_for_an_operator_either()
    {
        var app = fixture.App;
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "canary-a" });
        await app.AskAsync(
            """
            create function coach.no_operator() returns trigger language plpgsql as $$ begin raise exception 'no ledger' using errcode = '57P03'; end $$;
            create trigger no_operator before insert on coach.mt_doc_opened_in_sitting for each row execute function coach.no_operator();
            """);

        await Assert.ThrowsAnyAsync<Exception>(() => app.Inside.GetRequiredService<OpenForOperator>().Async(couple.CaseId, round, null, OperatorReason.Fault, CancellationToken.None));

        await app.AskAsync("drop trigger no_operator on coach.mt_doc_opened_in_sitting");
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_events where type = 'answers-opened-v1' and data->>'caseId' = @p", couple.CaseId.ToString()));
    }
}
