namespace CoachPlatform.Platform.Http;

/// <summary>An endpoint that gives a file for keeping: see <see cref="Headers"/>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class SandboxedAttribute : Attribute;
