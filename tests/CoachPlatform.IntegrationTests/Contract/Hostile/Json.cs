using System.Text;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>JSON that may be wrong: members that come twice, numbers nobody can hold, strings that are none.</summary>
internal abstract class Json
{
    public abstract void Write(StringBuilder to);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>All values of a tree, with what replaces each in it.</summary>
    public static IEnumerable<(Json Value, Action<Json> Replace)> Places(Json root, Action<Json> replaceRoot)
    {
        yield return (root, replaceRoot);
        if (root is Object o)
        {
            for (var i = 0; i < o.Members.Count; i++)
            {
                var at = i;
                foreach (var place in Places(o.Members[at].Value, v => o.Members[at] = (o.Members[at].Name, v)))
                    yield return place;
            }
        }
        else if (root is Array a)
        {
            for (var i = 0; i < a.Items.Count; i++)
            {
                var at = i;
                foreach (var place in Places(a.Items[at], v => a.Items[at] = v))
                    yield return place;
            }
        }
    }

    public static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    internal sealed class Raw(string text) : Json
    {
        public override void Write(StringBuilder to) => to.Append(text);
    }

    internal sealed class Object : Json
    {
        public List<(string Name, Json Value)> Members { get; } = [];

        public override void Write(StringBuilder to)
        {
            to.Append('{');
            for (var i = 0; i < Members.Count; i++)
            {
                to.Append(i > 0 ? "," : "").Append(Quoted(Members[i].Name)).Append(':');
                Members[i].Value.Write(to);
            }

            to.Append('}');
        }
    }

    internal sealed class Array : Json
    {
        public List<Json> Items { get; } = [];

        public override void Write(StringBuilder to)
        {
            to.Append('[');
            for (var i = 0; i < Items.Count; i++)
            {
                to.Append(i > 0 ? "," : "");
                Items[i].Write(to);
            }

            to.Append(']');
        }
    }
}
