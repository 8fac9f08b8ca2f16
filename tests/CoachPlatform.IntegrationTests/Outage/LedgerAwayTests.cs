using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Outage;

/// <summary>No ledger, no text: what cannot be put on record is not read.</summary>
public sealed class LedgerAwayTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_reading_that_cannot_be_recorded_gives_no_text()
    {
        var app = fixture.App;
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "canary behind the ledger" });
        await couple.B.AnswerAsync(round, new { understood = "canary behind the ledger" });
        await app.AskAsync(
            """
            create function coach.no_ledger() returns trigger language plpgsql as $$ begin raise exception 'no ledger' using errcode = '57P03'; end $$;
            create trigger no_ledger before insert on coach.mt_doc_opened_in_sitting for each row execute function coach.no_ledger();
            """);

        foreach (var reader in new[] { coach, couple.A, couple.B })
        {
            using var response = await reader.GetAsync($"/api/rounds/{round}/answers");
            await Problem.OfAsync(response, 503, "try-later");
            Assert.DoesNotContain("canary", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Their own words need no record.
        Assert.Contains("canary", (await couple.A.ReadAsync($"/api/my/rounds/{round}")).GetRawText(), StringComparison.Ordinal);
        await app.AskAsync("drop trigger no_ledger on coach.mt_doc_opened_in_sitting");
        Assert.Contains("canary", (await coach.ReadAsync($"/api/rounds/{round}/answers")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2L, await app.AskAsync("select count(*) from coach.mt_events where type = 'answers-opened-v1' and data->>'staffId' = @p", coach.StaffId!.Value.ToString()));
    }
}
