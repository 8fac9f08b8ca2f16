using JasperFx.Events.Projections;
using Marten;

namespace CoachPlatform.Measures;

public static class MeasuresSetup
{
    public static void AddMeasures(this StoreOptions options)
    {
        options.Projections.Add(new AnswerRows(), ProjectionLifecycle.Async, "answer-rows", o => o.DeleteViewTypeOnTeardown<AnswerRow>());
        options.Schema.For<AnswerRow>().DocumentAlias("answer_row").Duplicate(r => r.CaseId, pgType: "uuid");
    }
}
