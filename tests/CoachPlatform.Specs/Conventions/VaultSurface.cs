using System.Reflection;
using System.Runtime.CompilerServices;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs.Conventions;

/// <summary>Who can decrypt? The public members of the vault are the whole answer, so a new one needs a new line here.</summary>
public class VaultSurface
{
    private const string Approved = """
        Box.new(Sealed Sealed, Place Place)
        BoxPair.new(Box One, Box Other)
        IKeyRows.ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) Task<IReadOnlyDictionary<Guid, KeyRow>>
        IReadingRecord.CommitAsync(CancellationToken ct) Task
        KeyKind.Seat SubKey Joint Practice Person Signing
        KeyRing.DraftKey(KeyRow row) String
        KeyRing.MustBe(String fingerprint) Void
        KeyRing.New(Guid id, KeyKind kind, String tenant, String scope) KeyRow
        KeyRing.NewSubKey(Guid id, KeyRow seatKey, String scope) KeyRow
        KeyRing.Rewrap(KeyRow row) KeyRow
        KeyRing.new(MasterKey master, IReadOnlyList<MasterKey> others)
        KeyRow.new(Guid Id, KeyKind Kind, String Tenant, String Scope, Nullable<Guid> Parent, String Master, Byte[] Wrapped)
        MasterKey.Generate() String
        MasterKey.Parse(String base64) MasterKey
        Opener.OpenAsync(Opening opening, IReadOnlyList<Box> boxes, IKeyRows rows, CancellationToken ct) Task<IReadOnlyList<String>>
        Opener.OpenCommonAsync(Opening opening, IReadOnlyList<BoxPair> pairs, IKeyRows rows, CancellationToken ct) Task<IReadOnlyList<IReadOnlyList<String>>>
        Opener.new(KeyRing ring)
        Opening.RecordedAsync(IReadingRecord record, CancellationToken ct) Task<Opening>
        Place.new(String Tenant, Guid Case, String Seat, Guid Round, String Step, String Field)
        Resealer.Reseal(Box from, IReadOnlyDictionary<Guid, KeyRow> keys, KeyRow to, Place place) Sealed
        Resealer.new(KeyRing ring)
        Sealed.new(Guid Key, String Box)
        Sealer.Seal(KeyRow key, KeyRow parent, Place place, String plain) Sealed
        Sealer.new(KeyRing ring)
        Signer.Fits(String publicKey, ReadOnlySpan<Byte> content, ReadOnlySpan<Byte> signature) Boolean
        Signer.New(Guid id, String scope) KeyRow
        Signer.PublicKey(KeyRow row) String
        Signer.Sign(KeyRow row, ReadOnlySpan<Byte> content) Byte[]
        Signer.new(KeyRing ring)
        VaultRefused.new()
        VaultRefused.new(String message)
        VaultRefused.new(String message, Exception inner)
        """;

    private static readonly Assembly Vault = typeof(Opener).Assembly;

    private static readonly string[] OfRecords = ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$", "PrintMembers"];

    [Fact]
    public void the_public_surface_is_the_approved_one() => Assert.Equal(Approved.Split('\n'), Vault.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal));

    [Fact]
    public void nothing_gives_plain_text_without_an_opening()
    {
        // What takes a box gives a box, or asks for an opening first.
        var takeBoxes = Vault.GetExportedTypes().SelectMany(Methods).Where(m => m.GetParameters().Any(p => Names(p.ParameterType).Any(n => n is "Box" or "BoxPair") || Names(p.ParameterType).Contains("Sealed")));
        Assert.Equal(
            ["OpenAsync Opening", "OpenCommonAsync Opening", "Reseal Sealed"],
            takeBoxes.Select(m => m.ReturnType == typeof(Sealed) ? $"{m.Name} Sealed" : $"{m.Name} {m.GetParameters()[0].ParameterType.Name}").Order());
        // Outside the vault nobody makes an opening of their own; the copy that every record has needs one to begin with.
        Assert.DoesNotContain(
            typeof(Opening).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance), c => c.GetParameters().Length == 0 && (c.IsPublic || c.IsFamily));
    }

    [Fact]
    public void only_the_specs_see_inside() =>
        Assert.Equal(["CoachPlatform.Specs"], Vault.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName));

    private static IEnumerable<string> Lines(Type type) => type.IsEnum
        ? [$"{type.Name}.{string.Join(' ', Enum.GetNames(type))}"]
        : [.. type.GetConstructors().Select(c => $"{type.Name}.new({Parameters(c)})"), .. Methods(type).Select(m => $"{type.Name}.{m.Name}({Parameters(m)}) {Words(m.ReturnType)}")];

    private static IEnumerable<MethodInfo> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => !m.IsSpecialName && !OfRecords.Contains(m.Name));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Words(p.ParameterType)} {p.Name}"));

    private static string Words(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Words))}>" : type.Name;

    private static IEnumerable<string> Names(Type type) => [type.Name, .. type.GetGenericArguments().SelectMany(Names)];
}
