using Marten;

namespace CoachPlatform.Platform;

/// <summary>The events of one kind of stream by their stored names, which never change.</summary>
public sealed class StoredEvents : Dictionary<string, Type>
{
    public void AddTo(StoreOptions options)
    {
        foreach (var (name, type) in this)
            options.Events.MapEventType(type, name);
    }
}
