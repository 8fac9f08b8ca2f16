using CoachPlatform.IntegrationTests.Journeys;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(JourneysFirst))]

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Journeys share one browser and so run one after another, longer than anything else: begun last, they would keep a whole run waiting for them alone.</summary>
public sealed class JourneysFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(c => c.TestCollectionDisplayName == JourneysShare.Name ? 0 : 1)];
}
