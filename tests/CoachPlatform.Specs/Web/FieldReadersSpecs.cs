using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Specs.Library;
using CoachPlatform.Web.Couple;

namespace CoachPlatform.Specs.Web;

public sealed class FieldReadersSpecs
{
    private static Sharing Whole(Audience audience, params (string Field, Audience Audience)[] fields) =>
        new(audience, Timing.Now, fields.ToDictionary(f => f.Field, f => f.Audience));

    [Fact]
    public void a_question_kept_closer_than_the_rest_is_chosen_again_when_the_rest_changes()
    {
        var step = Fields.Step(Fields.Of(FieldKind.Text, "one"), Fields.Of(FieldKind.Text, "two"));
        Assert.Equal([("two", "me")], FieldReaders.Narrowed(step, Whole(Audience.Partner, ("two", Audience.Me))));
        Assert.Equal([("two", "coach")], FieldReaders.Narrowed(step, Whole(Audience.Partner, ("two", Audience.Coach))));
    }

    [Fact]
    public void what_goes_with_the_whole_is_no_choice_of_its_own()
    {
        var step = Fields.Step(Fields.Of(FieldKind.Text, "one"), Fields.Of(FieldKind.Text, "two"));
        Assert.Empty(FieldReaders.Narrowed(step, null));
        Assert.Empty(FieldReaders.Narrowed(step, Whole(Audience.Coach)));
        Assert.Empty(FieldReaders.Narrowed(step, Whole(Audience.Coach, ("two", Audience.Coach))));
        Assert.Empty(FieldReaders.Narrowed(step, Whole(Audience.Coach, ("two", Audience.Partner))));
    }
}
