namespace CoachPlatform.Platform;

/// <summary>What the command line asks this program to do.</summary>
public static class Asked
{
    /// <summary>Code generation composes the application and asks the database nothing.</summary>
    public static bool OnlyGeneratesCode(this string[] args) => args is ["codegen", ..];

    /// <summary>Whoever checks a certificate needs no installation.</summary>
    public static bool OnlyVerifies(this string[] args) => args is ["verify-certificate", ..];

    /// <summary>To serve, rather than to do one thing and end.</summary>
    public static bool Serves(this string[] args) => args is [] or ["run", ..] or [['-', ..], ..];

    /// <summary>
    /// Whether this process may change the database's schema: <c>Coach:MigrateOnStart</c>, by default in Development only. Elsewhere the command
    /// <c>migrate</c> does it, once for each release, and the application waits until it has been done.
    /// </summary>
    public static bool Migrates(this string[] args, IConfiguration configuration, IHostEnvironment environment) =>
        args is ["migrate", ..] || configuration.GetValue("Coach:MigrateOnStart", environment.IsDevelopment());
}
