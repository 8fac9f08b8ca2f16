using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Keys;
using CoachPlatform.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Privacy;

public sealed class RotationTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_master_key_is_rotated_while_old_and_new_nodes_write_and_read()
    {
        var database = await postgres.CreateDatabaseAsync("rotation");
        var next = MasterKey.Generate();
        Couple couple;
        Guid round;
        Client coach;
        await using (var old = await CoachApp.StartOnAsync(database, [("Coach:OtherMasterKeys", next)]))
        {
            coach = await old.OpenPracticeAsync();
            couple = await coach.OpenCaseAsync();
            round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
            await couple.A.AnswerAsync(round, new { understood = "before" });
            await using (var node = await CoachApp.StartOnAsync(database, [("Coach:MasterKey", next), ("Coach:OtherMasterKeys", CoachApp.MasterKey)]))
            {
                var rotate = new RotateMasterKey(node.Inside.GetRequiredService<NpgsqlDataSource>(), node.Inside.GetRequiredService<KeyRing>());
                var told = 0;
                var done = await rotate.RunAsync(n => told = n, TestContext.Current.CancellationToken);
                Assert.True(done > 5, $"{done}");
                Assert.Equal(done, told);
                // The node with the old key at hand seals under keys that the new one wraps now.
                await couple.B.AnswerAsync(round, new { understood = "between" });
                Assert.Equal(0, await rotate.RunAsync(_ => { }, TestContext.Current.CancellationToken));
                var ben = await node.SignInAsync(couple.B.Email!);
                Assert.Contains("before", (await ben.ReadAsync($"/api/rounds/{round}/answers")).ToString(), StringComparison.Ordinal);
            }
        }

        var refused = await Assert.ThrowsAsync<VaultRefused>(() => CoachApp.StartOnAsync(database, []));
        Assert.Contains("Coach:MasterKey", refused.Message, StringComparison.Ordinal);
        await using (var app = await CoachApp.StartOnAsync(database, [("Coach:MasterKey", next)]))
        {
            var ana = await app.SignInAsync(couple.A.Email!);
            Assert.Contains("between", (await ana.ReadAsync($"/api/rounds/{round}/answers")).ToString(), StringComparison.Ordinal);
        }

        await postgres.DropDatabaseAsync(database);
    }
}
