namespace CoachPlatform.Platform.Http;

/// <summary>An endpoint that forgot to say who it is for would be open to everybody, so the application does not start with one.</summary>
public static class DeclaredAccess
{
    /// <exception cref="InvalidOperationException">Names every endpoint without an <see cref="AccessAttribute"/>.</exception>
    public static void MustDeclareAccess(this IEndpointRouteBuilder app)
    {
        var silent = app.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is null)
            .Select(endpoint => endpoint.DisplayName ?? endpoint.ToString()!)
            .ToList();
        if (silent.Count > 0)
            throw new InvalidOperationException($"Every endpoint declares who it is for, and these do not: {string.Join("; ", silent)}.");
    }
}
