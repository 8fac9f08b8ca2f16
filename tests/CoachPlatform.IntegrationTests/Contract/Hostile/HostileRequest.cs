using System.Globalization;
using System.Text;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>One request as it goes out on the wire.</summary>
/// <param name="Body">Null: none at all.</param>
internal sealed record HostileRequest(Operation Operation, Asker Asker, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    private static readonly string[] BadSegments =
    [
        "x", "0", "-1", "%00", "a%00b", "%2e%2e", "..%2f..%2fetc", "%F0%9F%98%80", "%ED%A0%80", "%FF", "'", "%22", "{caseId}", "null", "undefined", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "%7B11111111-1111-1111-1111-111111111111%7D", "11111111111111111111111111111111", "99999999999999999999999", "1;2", "%20", "*", "%25", "%C3%28", ";",
        "a%2Fb", "A%0d%0aX:1", "say%00",
    ];

    private static readonly string[] BadQueries = ["", "x", "-1", "99999999999999999999", "%00", "%ED%A0%80", "a%00b", "1,2", "true", "%27", "me", "%", "%zz", "%C3%28", "Etc%2FNowhere", "0001-01-01", "9999-12-31", "2026-02-30"];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO"];

    public static HostileRequest Make(IReadOnlyList<Operation> operations, HostileWorld world, int seed)
    {
        var chance = new Chance(seed);
        var operation = operations[chance.Below(operations.Count)];
        var asker = AskerOf(operation, chance);
        var method = chance.In(94) ? operation.Method : chance.Of(Methods);
        var headers = new List<(string, string)>();
        byte[]? body = null;
        if (method is not ("GET" or "HEAD" or "TRACE") && !chance.In(3))
        {
            (body, var type) = new HostileBody(operation, chance, name => world.Known(name, chance)).Make();
            if (type.Length > 0)
                headers.Add(("Content-Type", type));
        }

        Key(operation, chance, headers);
        if (Cookie(world.CookieOf(asker), chance) is { Length: > 0 } cookie)
            headers.Add(("Cookie", cookie));
        if (chance.In(15))
            Odd(chance, headers);
        return new HostileRequest(operation, asker, method, Target_(operation, world, chance), headers, body);
    }

    /// <summary>A request line and its headers and body, as the wire has them.</summary>
    public byte[] Wire(string host)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body ?? []];
    }

    /// <summary>On one line, so that it can be sent again: bytes that cannot be printed are escaped, long stretches are named by their length.</summary>
    public override string ToString() =>
        $"as {Asker}: {Method} {Short(Target)} | {string.Join(" | ", Headers.Select(h => $"{h.Name}: {(h.Name == "Cookie" ? Short(h.Value)[..Math.Min(40, Short(h.Value).Length)] : Short(h.Value))}"))} | body {(Body is null ? "none" : Short(Encoding.Latin1.GetString(Body)))}";

    private static string Short(string text)
    {
        var shown = string.Concat(text.Take(600).Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\x{(int)c:x2}"));
        return text.Length > 600 ? $"{shown}… ({text.Length})" : shown;
    }

    /// <summary>Mostly somebody who may ask it, so that the request gets past the first door; whoever ends a session does it without one.</summary>
    private static Asker AskerOf(Operation operation, Chance chance)
    {
        var any = chance.Of(Asker.Coach, Asker.Partner, Asker.Nobody);
        return operation.Path.Contains("sign-out", StringComparison.Ordinal) ? Asker.Nobody : chance.In(30) ? any : operation.For switch
        {
            "Coach" or "CoachOfCase" or "Staff" => Asker.Coach,
            "Partner" or "PartnerOfCase" => Asker.Partner,
            "MemberOfCase" or "SignedIn" => any == Asker.Nobody ? Asker.Partner : any,
            _ => any,
        };
    }

    private static string Target_(Operation operation, HostileWorld world, Chance chance)
    {
        var path = operation.Path;
        foreach (var name in operation.PathNames)
            path = path.Replace($"{{{name}}}", chance.In(88) ? Uri.EscapeDataString(world.Known(name, chance)) : chance.In(3) ? new string('a', 7_000) : chance.Of(BadSegments), StringComparison.Ordinal);
        var query = operation.QueryNames.Where(_ => chance.In(50)).Select(n => $"{n}={chance.Of(BadQueries)}").ToList();
        if (chance.In(4))
            query.Add(chance.Of("caseId=x", "tenant=other", "=", "&&&", "a[]=1&a[b]=2", "%", new string('q', 7_000), "roundId=00000000-0000-0000-0000-000000000000", "returnTo=//evil.example"));
        if (query.Count > 0 && chance.In(10))
            query.Add(query[0]);
        if (chance.In(2))
            path += chance.Of("/", "//", "/..", "/.", ";x=1", "%2f", "?", "/x");
        return query.Count > 0 ? $"{path}?{string.Join('&', query)}" : path;
    }

    private static void Key(Operation operation, Chance chance, List<(string, string)> headers)
    {
        if (!operation.Keyed && !chance.In(5))
            return;
        if (chance.In(85))
            headers.Add(("Idempotency-Key", $"{chance.Below(int.MaxValue):x8}{chance.Below(int.MaxValue):x8}"));
        else if (chance.In(85))
            headers.Add(("Idempotency-Key", chance.Of("", " ", new string('k', 201), new string('k', 200), new string('k', 9_000), "\u00e9\u00ff", "a,b", "'; --", "same", "same", "\t", "0")));
        if (chance.In(3))
            headers.Add(("Idempotency-Key", "another"));
    }

    private static string? Cookie(string? own, Chance chance) => chance.Below(30) switch
    {
        0 => chance.Of("coach=", "coach=AAAA", "coach=CfDJ8", "coach=chunks-99999", "coach=chunks-3; coachC1=x", "=", ";;;", "coach", "coach=\u00ff\u00fe", $"coach={new string('A', 7_000)}", "__Host-coach=x"),
        1 when own is not null => own[..^3] + "AAA",
        2 when own is not null => $"coach=AAAA; {own}",
        3 when own is not null => $"{own}; {own}",
        _ => own,
    };

    private static void Odd(Chance chance, List<(string, string)> headers) => headers.Add(chance.Of(
        ("Accept", "text/html"), ("Accept", "image/png"), ("Accept", ";;;,,"), ("Accept", new string('a', 5_000)), ("Accept-Language", "xx-YY;q=9"), ("Accept-Encoding", "x"),
        ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "::::"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", ""), ("Referer", "\u00ff"), ("Range", "bytes=0-1,5-2,-9"),
        ("If-None-Match", "*"), ("If-Match", "\"x\""), ("If-Modified-Since", "yesterday"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("X-Forwarded-For", "1.2.3.4, ::1, x"),
        ("X-Forwarded-Proto", "https"), ("X-HTTP-Method-Override", "DELETE"), ("Expect", "200-ok"), ("traceparent", "00-xyz"), ("baggage", ",,,="), ("Authorization", "Bearer x"),
        ("X-Tenant-Id", "other"), ("tenant-id", "other"), ("X-Requested-With", "XMLHttpRequest"), ("Upgrade", "websocket"), ("TE", "trailers"), ("Content-Language", "\u00e9")));
}
