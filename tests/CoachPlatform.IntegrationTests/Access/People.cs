using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>Everybody who may ask something about one case. What former partners may follows from these (<see cref="GonePartnersTests"/>).</summary>
public enum Person
{
    /// <summary>Coach of the case and owner of the practice.</summary>
    Coach,

    /// <summary>Another coach of the same practice.</summary>
    Colleague,

    /// <summary>A coach of another practice.</summary>
    Foreign,

    /// <summary>The partner in seat A.</summary>
    A,

    /// <summary>The partner in seat B.</summary>
    B,

    /// <summary>A partner of another case of the same coach.</summary>
    Other,

    /// <summary>Somebody without a session.</summary>
    Stranger,

    /// <summary>An owner of the practice who coaches nobody.</summary>
    Owner,

    /// <summary>Somebody who coached in the practice and has left it.</summary>
    Former,

    /// <summary>A supervisor whom both partners let read along.</summary>
    Supervisor,

    /// <summary>A supervisor whom one of the two lets read along.</summary>
    HalfSupervisor,
}

/// <summary>One case with everybody around it, signed in, and the ids that the requests name.</summary>
public sealed record People(CoachApp App, IReadOnlyDictionary<Person, Client> Clients, Guid CaseId, Guid OtherCase, Guid ForeignCase)
{
    public static IReadOnlyList<Person> All { get; } = Enum.GetValues<Person>();

    public Client this[Person person] => Clients[person];

    public static async Task<People> GatherAsync(CoachApp app)
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var others = await coach.OpenCaseAsync("Cleo", "Dan");
        var foreign = await app.OpenPracticeAsync("Noa Stern");
        var foreignCase = (await foreign.DoAsync("/api/cases", new { labels = new { A = "Eve", B = "Finn" } })).GetProperty("caseId").GetGuid();
        var former = await app.AddCoachAsync(coach, "Ugo Lenz");
        await coach.DoAsync($"/api/practice/staff/{former.StaffId}/leave", new { });
        var supervisor = await coach.AddStaffAsync("Lea Sommer", "supervisor");
        var half = await coach.AddStaffAsync("Sam Ode", "supervisor");
        foreach (var (partner, whom) in new[] { (couple.A, supervisor), (couple.B, supervisor), (couple.A, half) })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/supervision", new { supervisor = whom.StaffId, decision = "allow" });
        return new People(
            app,
            new Dictionary<Person, Client>
            {
                [Person.Coach] = coach,
                [Person.Colleague] = await app.AddCoachAsync(coach),
                [Person.Foreign] = foreign,
                [Person.A] = couple.A,
                [Person.B] = couple.B,
                [Person.Other] = others.A,
                [Person.Stranger] = app.Stranger(),
                [Person.Owner] = await coach.AddStaffAsync("Olga Brandt", "owner"),
                [Person.Former] = former,
                [Person.Supervisor] = supervisor,
                [Person.HalfSupervisor] = half,
            },
            couple.CaseId,
            others.CaseId,
            foreignCase);
    }
}
