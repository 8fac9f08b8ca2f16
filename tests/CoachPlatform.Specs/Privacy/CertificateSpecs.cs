using System.Text.Json;
using System.Text.Json.Nodes;
using CoachPlatform.Cases;
using CoachPlatform.Privacy;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs.Privacy;

public class CertificateSpecs
{
    private static readonly KeyRing Ring = new(MasterKey.Parse(MasterKey.Generate()));
    private static readonly Signer Signer = new(Ring);
    private static readonly KeyRow Key = Signer.New(new Guid("00000000-0000-7000-8000-000000000001"), "signing");

    private static readonly ErasureCertificate Certificate = new(
        ErasureCertificate.Name, Couple.CaseId, Couple.Now, Couple.CaseId, Seat.A, [Couple.Coach, Couple.CaseId], "9f86", "9f86", Couple.Now.AddDays(35), ["Words, “quoted”."], ["Nothing."]);

    private static readonly SignedCertificate Signed = SignedCertificate.Of(Certificate, Signer, Key);

    [Fact]
    public void what_was_written_down_reads_back_and_fits()
    {
        var read = SignedCertificate.Parse(Signed.Written());
        Assert.All(VerifyCertificate.Of(read!, Signer.PublicKey(Key)), f => Assert.True(f.Fits, f.Words));
    }

    [Fact]
    public void it_fits_however_the_file_is_laid_out()
    {
        var compact = JsonNode.Parse(Signed.Written())!.ToJsonString();
        Assert.True(SignedCertificate.Parse(compact)!.Fits(Signer.PublicKey(Key)));
    }

    [Fact]
    public void no_member_can_be_changed()
    {
        var file = JsonNode.Parse(Signed.Written())!;
        foreach (var member in file["certificate"]!.AsObject().Select(m => m.Key).ToList())
        {
            var changed = file.DeepClone();
            var value = changed["certificate"]![member]!;
            changed["certificate"]![member] = value.GetValueKind() == JsonValueKind.Array ? new JsonArray()
                : member == "seat" ? "B"
                : member is "erasedAt" or "backupsHoldKeyUntil" ? "2030-01-01T00:00:00+00:00"
                : member is "caseId" or "certificateId" ? "00000000-0000-7000-8000-0000000000ff"
                : value.GetValue<string>() + "x";
            var read = SignedCertificate.Parse(changed.ToJsonString());
            Assert.True(read is null || !read.Fits(Signer.PublicKey(Key)), member);
        }
    }

    [Fact]
    public void neither_another_key_nor_nonsense_fits()
    {
        Assert.False(Signed.Fits(Signer.PublicKey(Signer.New(Guid.Empty, "signing"))));
        Assert.False(Signed.Fits("nonsense"));
        Assert.False((Signed with { Signature = "AA==" }).Fits(Signer.PublicKey(Key)));
        Assert.False((Signed with { Signature = "not base64" }).Fits(Signer.PublicKey(Key)));
        Assert.Null(SignedCertificate.Parse("{}"));
        Assert.Null(SignedCertificate.Parse("nonsense"));
        Assert.Null(SignedCertificate.Parse("""{"certificate":{"kind":"other"},"signature":"AA=="}"""));
    }

    [Fact]
    public void two_digests_that_differ_are_said_to()
    {
        var signed = SignedCertificate.Of(Certificate with { PartnerAfter = "0000" }, Signer, Key);
        Assert.Equal([true, false], VerifyCertificate.Of(signed, Signer.PublicKey(Key)).Select(f => f.Fits));
    }

    [Fact]
    public void only_the_pair_of_keys_signs_and_it_signs_after_a_rotation_too()
    {
        Assert.Throws<VaultRefused>(() => Signer.Sign(Ring.New(Guid.Empty, KeyKind.Seat, "t", "s"), [1]));
        var old = MasterKey.Parse(MasterKey.Generate());
        var row = new Signer(new KeyRing(old)).New(Guid.Empty, "signing");
        var next = new KeyRing(MasterKey.Parse(MasterKey.Generate()), old);
        Assert.Equal(new Signer(next).PublicKey(row), new Signer(next).PublicKey(next.Rewrap(row)));
    }
}
