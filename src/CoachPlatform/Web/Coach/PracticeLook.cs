using CoachPlatform.Practices;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>How roles are called. Pure.</summary>
public static class PracticeLook
{
    public static IReadOnlyList<Role> Roles { get; } = Enum.GetValues<Role>();

    public static string Name(Role role) => role switch
    {
        Role.Owner => PracticeWords.Role_Owner,
        Role.Coach => PracticeWords.Role_Coach,
        Role.Supervisor => PracticeWords.Role_Supervisor,
    };

    public static string Effect(Role role) => role switch
    {
        Role.Owner => PracticeWords.Role_Owner_Effect,
        Role.Coach => PracticeWords.Role_Coach_Effect,
        Role.Supervisor => PracticeWords.Role_Supervisor_Effect,
    };

    public static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Select(Name));

    public static string Cases(int count) => count switch
    {
        0 => PracticeWords.Cases_None,
        1 => PracticeWords.Cases_One,
        _ => PracticeWords.Cases_Many.With(count),
    };
}
