namespace CoachPlatform.Vault;

/// <summary>The vault cannot or may not do what was asked. Messages name no text, no number and no key.</summary>
public sealed class VaultRefused : Exception
{
    public VaultRefused()
    {
    }

    public VaultRefused(string message)
        : base(message)
    {
    }

    public VaultRefused(string message, Exception inner)
        : base(message, inner)
    {
    }
}
