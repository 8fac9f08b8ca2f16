using System.Text;
using CoachPlatform.Vault;
using CsCheck;

namespace CoachPlatform.Specs.Vault;

public class VaultProperties
{
    private static readonly Place Here = new("practice", Id(1), "A", Id(2), "say#1", "x");

    /// <summary>Whatever a person can send: a lone surrogate is no text, and the library refuses it before anything is sealed.</summary>
    private static readonly Gen<string> Text = Gen.String.Select(s => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s)));

    [Fact]
    public async Task any_text_opens_again_at_its_place()
    {
        var safe = new Safe();
        await Text.SampleAsync(async text => Assert.Equal(text, await safe.OpenAsync(safe.Seal(text), Here)), iter: 2_000);
        await Text.SampleAsync(async text => Assert.Equal(text, await safe.OpenAsync(safe.SealUnderSeat(text), Here)), iter: 500);
        var longest = new string('ß', 200_000);
        Assert.Equal(longest, await safe.OpenAsync(safe.Seal(longest), Here));
    }

    [Fact]
    public async Task of_two_lists_only_what_both_hold_leaves_the_vault() =>
        await Gen.Select(Gen.Int[0, 9].Array[0, 8], Gen.Int[0, 9].Array[0, 8]).SampleAsync(
            async (one, other) =>
            {
                var safe = new Safe();
                var common = await safe.CommonAsync(Json(one), Json(other));
                Assert.Equal(one.Where(other.Contains).Select(n => $"item-{n}"), common);

                static string Json(int[] items) => $"[{string.Join(',', items.Select(n => $"\"item-{n}\""))}]";
            },
            iter: 300);

    [Fact]
    public async Task what_is_no_list_or_has_no_key_any_more_has_nothing_in_common()
    {
        var safe = new Safe();
        foreach (var text in new[] { "\"item-1\"", "7", "true", "[[\"item-1\"]]", "[1]", "" })
            Assert.Empty(await safe.CommonAsync("[\"item-1\"]", text));
        safe.Rows.Remove(safe.Sub.Id);
        Assert.Empty(await safe.CommonAsync("[\"item-1\"]", "[\"item-1\"]"));
        Assert.Empty(await new Opener(safe.Ring).OpenCommonAsync(Opening.ByAuthor, [], safe, CancellationToken.None));
    }

    [Fact]
    public async Task a_box_opens_at_no_other_place()
    {
        var safe = new Safe();
        Place[] elsewhere =
        [
            Here with { Tenant = "other" }, Here with { Case = Id(9) }, Here with { Seat = "B" }, Here with { Seat = "joint" }, Here with { Round = Id(9) },
            Here with { Step = "say#2" }, Here with { Step = "restate#1" }, Here with { Field = "y" },
        ];
        var box = safe.Seal("text");
        foreach (var place in elsewhere)
            await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box, place));
    }

    [Fact]
    public async Task a_box_opens_under_no_other_key()
    {
        var safe = new Safe();
        var box = safe.Seal("text");
        var other = safe.Ring.NewSubKey(Id(20), safe.Seat, "case|A|round|other#1");
        safe.Rows[other.Id] = other;
        await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box with { Key = other.Id }, Here));
        await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box with { Key = safe.Seat.Id }, Here));
    }

    [Fact]
    public async Task another_master_key_opens_nothing_and_says_so()
    {
        var safe = new Safe();
        var box = safe.Seal("text");
        var other = new KeyRing(MasterKey.Parse(MasterKey.Generate()));
        var refused = await Assert.ThrowsAsync<VaultRefused>(() => new Opener(other).OpenAsync(Opening.ByAuthor, [new Box(box, Here)], safe, CancellationToken.None));
        Assert.Contains(other.MasterFingerprint, refused.Message);
        Assert.DoesNotContain("text", refused.Message);
    }

    [Fact]
    public void lengths_are_hidden_to_the_next_64_bytes() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300]).Sample((one, other) =>
        {
            var safe = Shared;
            int Length(int n) => Convert.FromBase64String(safe.Seal(new string('x', n)).Box).Length;
            // Four bytes of length stand in front of the text.
            Assert.Equal((one + 4 + 63) / 64 == (other + 4 + 63) / 64, Length(one) == Length(other));
            Assert.InRange(Length(one) - one, 1, 29 + 4 + 63);
        });

    [Fact]
    public void the_same_text_never_gives_the_same_box() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Shared.Seal("the same").Box).Distinct().Count());

    [Fact]
    public async Task one_changed_bit_anywhere_is_refused()
    {
        var safe = new Safe();
        var box = safe.Seal("text");
        var bytes = Convert.FromBase64String(box.Box);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box with { Box = Convert.ToBase64String(changed) }, Here));
        }
    }

    [Fact]
    public async Task what_is_cut_or_lengthened_is_refused()
    {
        var safe = new Safe();
        var box = safe.Seal("text");
        var bytes = Convert.FromBase64String(box.Box);
        foreach (var length in Enumerable.Range(0, bytes.Length))
            await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box with { Box = Convert.ToBase64String(bytes[..length]) }, Here));
        await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box with { Box = Convert.ToBase64String([.. bytes, 0]) }, Here));
    }

    [Fact]
    public async Task without_its_own_or_its_parents_row_a_sub_key_is_dead()
    {
        foreach (var destroyed in new[] { Safe.SeatId, Safe.SubId })
        {
            var safe = new Safe();
            var box = safe.Seal("text");
            safe.Rows.Remove(destroyed);
            Assert.Null(await safe.OpenAsync(box, Here));
        }

        var orphan = new Safe();
        Assert.Throws<VaultRefused>(() => new Sealer(orphan.Ring).Seal(orphan.Sub, null, Here, "text"));
        var stranger = orphan.Ring.New(Id(30), KeyKind.Seat, "practice", "case|B");
        Assert.Throws<VaultRefused>(() => new Sealer(orphan.Ring).Seal(orphan.Sub, stranger, Here, "text"));
    }

    [Fact]
    public async Task a_key_row_moved_to_another_place_unwraps_nothing()
    {
        var safe = new Safe();
        var box = safe.Seal("text");
        foreach (var moved in new[] { safe.Sub with { Scope = "case|B|round|say#1" }, safe.Sub with { Tenant = "other" } })
        {
            safe.Rows[Safe.SubId] = moved;
            await Assert.ThrowsAsync<VaultRefused>(() => safe.OpenAsync(box, Here));
        }
    }

    [Fact]
    public async Task a_joint_text_changes_its_key_and_place_and_stays_the_same_text()
    {
        var safe = new Safe();
        var joint = safe.Ring.New(Id(40), KeyKind.Joint, "practice", "case|joint");
        safe.Rows[joint.Id] = joint;
        var there = Here with { Seat = "joint" };
        await Text.SampleAsync(
            async text =>
            {
                var moved = new Resealer(safe.Ring).Reseal(new Box(safe.Seal(text), Here), safe.Rows, joint, there);
                Assert.Equal(joint.Id, moved.Key);
                Assert.Equal(text, await safe.OpenAsync(moved, there));
            },
            iter: 200);
        safe.Rows.Remove(Safe.SeatId);
        Assert.Throws<VaultRefused>(() => new Resealer(safe.Ring).Reseal(new Box(safe.Seal("text"), Here), safe.Rows, joint, there));
    }

    [Fact]
    public async Task a_reading_is_on_record_before_anything_opens()
    {
        var record = new Record();
        Assert.NotNull(await Opening.RecordedAsync(record, CancellationToken.None));
        Assert.Equal(1, record.Commits);
        await Assert.ThrowsAsync<IOException>(() => Opening.RecordedAsync(new Record { Fails = true }, CancellationToken.None));
    }

    [Fact]
    public void only_a_persons_own_key_leaves_the_vault()
    {
        var ring = Shared.Ring;
        Assert.Equal(32, Convert.FromBase64String(ring.DraftKey(ring.New(Id(50), KeyKind.Person, "-", "person"))).Length);
        foreach (var kind in new[] { KeyKind.Seat, KeyKind.Joint, KeyKind.Practice })
            Assert.Throws<VaultRefused>(() => ring.DraftKey(ring.New(Id(51), kind, "practice", "case")));
    }

    [Fact]
    public void a_master_key_is_32_bytes_and_never_repeated_in_words()
    {
        Assert.Throws<VaultRefused>(() => MasterKey.Parse(""));
        foreach (var wrong in new[] { "no base64!", Convert.ToBase64String(new byte[31]), Convert.ToBase64String(new byte[33]), Convert.ToBase64String(new byte[64]) })
            Assert.DoesNotContain(wrong, Assert.Throws<VaultRefused>(() => MasterKey.Parse(wrong)).Message);
        var text = MasterKey.Generate();
        var key = MasterKey.Parse(text);
        Assert.Equal(key.Fingerprint, MasterKey.Parse($" {text}\n").Fingerprint);
        Assert.DoesNotContain(text, key.ToString());
        Assert.NotEqual(key.Fingerprint, MasterKey.Parse(MasterKey.Generate()).Fingerprint);
    }

    private static readonly Safe Shared = new();

    private static Guid Id(int n) => new($"00000000-0000-7000-8000-{n:x12}");

    /// <summary>One seat key and one sub-key under it, as rows in memory.</summary>
    private sealed class Safe : IKeyRows
    {
        public static readonly Guid SeatId = Id(10), SubId = Id(11);

        public Safe()
        {
            Ring = new KeyRing(MasterKey.Parse(MasterKey.Generate()));
            Seat = Ring.New(SeatId, KeyKind.Seat, "practice", "case|A");
            Sub = Ring.NewSubKey(SubId, Seat, "case|A|round|say#1");
            Rows = new Dictionary<Guid, KeyRow> { [SeatId] = Seat, [SubId] = Sub };
        }

        public KeyRing Ring { get; }

        public KeyRow Seat { get; }

        public KeyRow Sub { get; }

        public Dictionary<Guid, KeyRow> Rows { get; }

        public Sealed Seal(string text) => new Sealer(Ring).Seal(Sub, Seat, Here, text);

        public Sealed SealUnderSeat(string text) => new Sealer(Ring).Seal(Seat, null, Here, text);

        public async Task<string?> OpenAsync(Sealed box, Place place) =>
            (await new Opener(Ring).OpenAsync(Opening.ByAuthor, [new Box(box, place)], this, CancellationToken.None)).Single();

        /// <summary>What a list under the sub-key and one under the seat's key have in common.</summary>
        public async Task<IReadOnlyList<string>> CommonAsync(string one, string other)
        {
            var pair = new BoxPair(new Box(Seal(one), Here), new Box(SealUnderSeat(other), Here));
            return (await new Opener(Ring).OpenCommonAsync(Opening.ByAuthor, [pair], this, CancellationToken.None)).Single();
        }

        public Task<IReadOnlyDictionary<Guid, KeyRow>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        {
            var own = ids.Where(Rows.ContainsKey).Select(id => Rows[id]).ToList();
            var parents = own.Select(r => r.Parent).OfType<Guid>().Where(Rows.ContainsKey).Select(id => Rows[id]);
            return Task.FromResult<IReadOnlyDictionary<Guid, KeyRow>>(own.Concat(parents).DistinctBy(r => r.Id).ToDictionary(r => r.Id));
        }
    }

    private sealed class Record : IReadingRecord
    {
        public int Commits { get; private set; }

        public bool Fails { get; init; }

        public Task CommitAsync(CancellationToken ct)
        {
            Commits++;
            return Fails ? throw new IOException() : Task.CompletedTask;
        }
    }
}
