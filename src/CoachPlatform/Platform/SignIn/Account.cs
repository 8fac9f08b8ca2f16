using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Somebody who signs in. Its id is the PersonId. Not tenanted: one person may sit in cases of two practices.</summary>
public sealed class Account
{
    public Guid Id { get; set; }

    /// <summary>What the person types to sign in; unique in its normalised form.</summary>
    public required string SignInName { get; set; }

    public string NormalizedName { get; set; } = "";

    public string? PasswordHash { get; set; }

    /// <summary>Changes when rights or the password change; sessions with another stamp end.</summary>
    public string SecurityStamp { get; set; } = "";

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>When the password was replaced without the old one being known; told at sign-in until the person has acknowledged it.</summary>
    public DateTimeOffset? ResetAt { get; set; }

    /// <summary>Whether a coach made the link that the reset was done with.</summary>
    public bool ResetByCoach { get; set; }

    /// <summary>Null unless a code is asked for after the password.</summary>
    public SecondStep? SecondStep { get; set; }

    /// <summary>The key under which this person's drafts are kept on their own devices.</summary>
    public Guid DraftKeyId { get; set; }
}

/// <summary>ASP.NET Core Identity's options as this product sets them.</summary>
internal static class IdentityRules
{
    public const int HashIterations = 210_000;

    public static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 4;
        options.Lockout.MaxFailedAccessAttempts = 10;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        options.Lockout.AllowedForNewUsers = true;
        options.User.AllowedUserNameCharacters = "";
        options.User.RequireUniqueEmail = false;
    }
}
