using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using CoachPlatform.Platform;

namespace CoachPlatform.Specs.AccessLedger;

/// <summary>One call in compiled code.</summary>
/// <param name="By">The outermost type that calls: what the compiler makes of async methods and lambdas belongs to it.</param>
internal sealed record Call(string By, string Type, string Method);

/// <summary>Reads calls out of the product's assembly, whatever the sources look like.</summary>
internal static class Calls
{
    private static readonly Lazy<IReadOnlyList<Call>> All = new(Read);

    public static IEnumerable<Call> InProduct(Func<Call, bool> which)
    {
        Assert.True(All.Value.Count > 1000, $"{All.Value.Count} calls");
        return All.Value.Where(which);
    }

    private static IReadOnlyList<Call> Read()
    {
        using var file = new PEReader(File.OpenRead(typeof(Store).Assembly.Location));
        var meta = file.GetMetadataReader();
        var names = new Dictionary<int, (string Type, string Method)>();
        foreach (var handle in meta.MemberReferences)
        {
            var member = meta.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                names[MetadataTokens.GetToken(handle)] = (meta.GetString(meta.GetTypeReference((TypeReferenceHandle)member.Parent).Name), meta.GetString(member.Name));
        }

        foreach (var handle in meta.MethodDefinitions)
        {
            var method = meta.GetMethodDefinition(handle);
            names[MetadataTokens.GetToken(handle)] = (meta.GetString(meta.GetTypeDefinition(method.GetDeclaringType()).Name), meta.GetString(method.Name));
        }

        return [.. meta.MethodDefinitions.SelectMany(h => Of(file, meta, names, h)).Distinct()];
    }

    private static IEnumerable<Call> Of(PEReader file, MetadataReader meta, Dictionary<int, (string Type, string Method)> names, MethodDefinitionHandle handle)
    {
        var method = meta.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0)
            return [];
        var by = Outermost(meta, method.GetDeclaringType());
        var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
        // call, callvirt, newobj, and the second byte of ldftn: a token follows. A constant that looks the same would only add a name that is not there.
        return Enumerable.Range(0, Math.Max(0, code.Length - 4))
            .Where(i => code[i] is 0x28 or 0x6F or 0x73 or 0x06)
            .Select(i => names.TryGetValue(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1, 4)), out var called) ? new Call(by, called.Type, called.Method) : null)
            .OfType<Call>()
            .ToList();
    }

    private static string Outermost(MetadataReader meta, TypeDefinitionHandle handle)
    {
        var type = meta.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(meta, outer) : meta.GetString(type.Name);
    }
}
