namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>Chance that comes out the same for the same seed, on every machine.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int end) => random.Next(end);

    public bool In(int percent) => random.Next(100) < percent;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
