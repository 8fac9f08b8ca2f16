using CoachPlatform.Platform.Commands;
using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Frames;
using Wolverine.Http;
using Wolverine.Http.CodeGen;

namespace CoachPlatform.Platform.Http;

/// <summary>The JSON word <c>null</c> is a body that says nothing; no command needs to expect it.</summary>
public sealed class BodyRequired : IHttpPolicy
{
    private static readonly Refusal Empty = new(400, "malformed", "This could not be read. Nothing was changed.");

    public void Apply(IReadOnlyList<HttpChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains.Where(c => c.HasRequestType))
        {
            var check = new MethodCall(typeof(BodyRequired), typeof(BodyRequired).GetMethod(nameof(Check))!.MakeGenericMethod(chain.RequestType!));
            chain.Middleware.InsertRange(0, [check, new MaybeEndWithResultFrame(check.ReturnVariable!)]);
        }
    }

    public static IResult Check<T>(T body)
        where T : class? => body is null ? Empty.ToResult() : WolverineContinue.Result();
}
