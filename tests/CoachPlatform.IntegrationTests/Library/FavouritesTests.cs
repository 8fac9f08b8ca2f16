using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Library;

/// <summary>What a coach marks is marked for that coach alone.</summary>
public sealed class FavouritesTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static async Task<string[]> OfAsync(Client coach) =>
        [.. (await coach.ReadAsync("/api/library/exercises?favourite=true")).EnumerateArray().Select(e => e.GetProperty("slug").GetString()!)];

    [Fact]
    public async Task A_mark_is_put_on_and_taken_off_however_often_and_no_event_tells_of_it()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var colleague = await fixture.App.AddCoachAsync(coach);
        var events = await fixture.App.EventsAsync(coach.Tenant!);

        foreach (var wanted in new[] { true, true, false, false, true })
        {
            var reply = await coach.DoAsync("/api/library/exercises/laughter-log/favourite", new { favourite = wanted });
            Assert.Equal(wanted, reply.GetProperty("favourite").GetBoolean());
            Assert.Equal(wanted ? ["laughter-log"] : [], await OfAsync(coach));
        }

        Assert.Empty(await OfAsync(colleague));
        Assert.Equal(events, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_marked()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var foreign = await fixture.App.OpenPracticeAsync("Noa Stern");
        await foreign.PublishAsync(OwnPack.Of("theirs-alone", "Theirs alone", "To have something of one's own."));

        await coach.RefusedAsync("/api/library/exercises/no-such/favourite", new { favourite = true }, 404, "not-found");
        await coach.RefusedAsync("/api/library/exercises/theirs-alone/favourite", new { favourite = true }, 404, "not-found");
        await coach.RefusedAsync("/api/library/exercises/laughter-log/favourite", new { }, 422, "fields-invalid");
    }
}
