using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Valid values for any step of any exercise, so that trials need not know the exercises.</summary>
public static class AnyValues
{
    /// <param name="text">Becomes part of every text, so that it can be looked for.</param>
    public static Dictionary<string, object> For(Step step, string text, Random random) => step.Fields.ToDictionary(f => f.Key, f => One(step, f, text, random));

    public static object One(Step step, Field field, string text, Random random)
    {
        var shape = field.Kind == FieldKind.Guess ? step.Find(field.Guesses!)! : field;
        return shape.Kind switch
        {
            FieldKind.Text or FieldKind.Long => $"{text} {random.Next(1000)}",
            FieldKind.Scale => random.Next(shape.Min ?? 0, (shape.Max ?? 10) + 1),
            FieldKind.Five => random.Next(1, 6),
            FieldKind.Count => random.Next(shape.Min ?? 0, (shape.Max ?? 100) + 1),
            FieldKind.Choice => shape.Options[random.Next(shape.Options.Count)].Key,
            FieldKind.Multi => shape.Options.Take(Math.Max(1, shape.Min ?? 1)).Select(o => o.Key),
            FieldKind.Rank => shape.Options.OrderBy(_ => random.Next()).Take(shape.Max ?? shape.Options.Count).Select(o => o.Key),
            FieldKind.Date => $"2026-0{random.Next(1, 10)}-1{random.Next(0, 10)}",
            FieldKind.List => Enumerable.Range(1, Math.Max(1, shape.Min ?? 1)).Select(n => shape.Items.Count == 0 ? (object)$"{text} {n}" : shape.Items.Select(i => $"{text} {i} {n}")),
            FieldKind.Done => random.Next(2) == 0,
            FieldKind.Guess => throw new InvalidOperationException("A guess guesses another field."),
        };
    }
}
