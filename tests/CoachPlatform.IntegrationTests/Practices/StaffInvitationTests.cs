using System.Net;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;

namespace CoachPlatform.IntegrationTests.Practices;

/// <summary>Somebody comes to work in a practice: by a link or a code that works once, for one person, for a while.</summary>
public sealed class StaffInvitationTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private CoachApp App => fixture.App;

    [Fact]
    public async Task Who_joins_has_the_roles_of_the_invitation_and_it_is_spent_for_everybody_else()
    {
        var owner = await App.OpenPracticeAsync();
        var invited = await owner.InviteStaffAsync("coach", "supervisor");
        var lea = App.Stranger();

        var look = await lea.DoAsync($"/api/staff-invitations/{invited.Id}/look", new { token = invited.Token });
        await lea.DoAsync(Join(invited), Joining(invited.Token));

        Assert.Equal("Harbour", look.GetProperty("practice").GetString());
        var roles = (await lea.ReadAsync("/api/me")).GetProperty("roles")[0].GetProperty("roles").EnumerateArray().Select(r => r.GetString());
        Assert.Equal(["coach", "supervisor"], roles);
        Assert.Contains("Lea", await NamesAsync(owner), StringComparison.Ordinal);
        Assert.DoesNotContain(invited.Id.ToString(), (await owner.ReadAsync("/api/practice")).GetProperty("invitations").GetRawText(), StringComparison.Ordinal);
        var before = await App.EventsAsync(owner.Tenant!);
        await lea.DoAsync(Join(invited), Joining(invited.Token));
        await App.Stranger().RefusedAsync(Join(invited), Joining(invited.Token), 410, "invitation-spent");
        await App.Stranger().RefusedAsync(Join(invited), Joining(invited.Code), 410, "invitation-spent");
        Assert.Equal(before, await App.EventsAsync(owner.Tenant!));
    }

    [Fact]
    public async Task Two_people_with_one_code_at_once_give_one_member_of_staff_and_one_account()
    {
        var owner = await App.OpenPracticeAsync();
        var invited = await owner.InviteStaffAsync("coach");

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var response = await App.Stranger().SendAsync(Join(invited), Joining(i % 2 == 0 ? invited.Code : invited.Token));
            return response.StatusCode;
        }));

        Assert.Equal(1, replies.Count(r => r == HttpStatusCode.OK));
        Assert.Equal(3, replies.Count(r => r == HttpStatusCode.Gone));
        Assert.Equal(2, (await owner.ReadAsync("/api/practice")).GetProperty("staff").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_taken_back_or_too_old_leads_nowhere_and_leaves_no_account()
    {
        var owner = await App.OpenPracticeAsync();
        var taken = await owner.InviteStaffAsync("coach");
        var old = await owner.InviteStaffAsync("coach");
        await owner.DoAsync("/api/practice/staff-invitations/revoke", new { invitationId = taken.Id });

        await App.Stranger().RefusedAsync(Join(taken), Joining(taken.Token), 404, "not-found");
        await App.Stranger().RefusedAsync(Join(old), Joining(taken.Token), 404, "not-found");
        await App.Stranger().RefusedAsync(Join(old), Joining(null), 404, "not-found");
        App.Clock.Move(OneTimeSecret.Lifetime + TimeSpan.FromMinutes(1));
        await App.Stranger().RefusedAsync(Join(old), Joining(old.Token), 410, "invitation-expired");
        App.Clock.Move(-OneTimeSecret.Lifetime - TimeSpan.FromMinutes(1));

        Assert.Equal(1, (await owner.ReadAsync("/api/practice")).GetProperty("staff").GetArrayLength());
        var wrong = await App.Stranger().RefusedAsync(Join(old), new { token = old.Token, name = " ", email = "no", password = "short" }, 422, "fields-invalid");
        Assert.Equal(["email", "name", "password"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_joins_with_that_account_but_no_partner_of_the_practice_and_nobody_twice()
    {
        var owner = await App.OpenPracticeAsync();
        var couple = await owner.OpenCaseAsync();
        var elsewhere = await App.OpenPracticeAsync("Noa Stern");
        var invited = await owner.InviteStaffAsync("supervisor");

        await couple.A.RefusedAsync(Join(invited), new { token = invited.Token, name = "Ana" }, 409, "staff-conflict");
        await owner.RefusedAsync(Join(invited), new { token = invited.Token, name = "Miriam" }, 409, "already-staff");
        await elsewhere.DoAsync(Join(invited), new { token = invited.Token, name = "Noa" });

        Assert.Equal(2, (await elsewhere.ReadAsync("/api/me")).GetProperty("roles").GetArrayLength());
        Assert.Contains("Noa", await NamesAsync(owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_owner_cannot_go_and_wrong_roles_are_named()
    {
        var owner = await App.OpenPracticeAsync();

        await owner.RefusedAsync($"/api/practice/staff/{owner.StaffId}/leave", new { }, 409, "last-owner");
        await owner.RefusedAsync($"/api/practice/staff/{owner.StaffId}/roles", new { roles = new[] { "coach" } }, 409, "last-owner");
        var none = await owner.RefusedAsync($"/api/practice/staff/{owner.StaffId}/roles", new { roles = Array.Empty<string>() }, 422, "fields-invalid");
        Assert.True(none.GetProperty("errors").TryGetProperty("roles", out _));
        await owner.RefusedAsync($"/api/practice/staff/{Guid.NewGuid()}/leave", new { }, 404, "not-found");
    }

    private static string Join(StaffInvited invited) => $"/api/staff-invitations/{invited.Id}/join";

    private static object Joining(string? token) => new { token, name = "Lea", email = $"{Guid.NewGuid():N}@coach.example", password = CoachApp.Password };

    private static async Task<string> NamesAsync(Client client) => (await client.ReadAsync("/api/practice")).GetProperty("staff").GetRawText();
}
