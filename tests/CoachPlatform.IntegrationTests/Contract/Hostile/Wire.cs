using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>What came back.</summary>
/// <param name="Body">As text; empty where there was none.</param>
internal sealed record Answered(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? MediaType => Headers.TryGetValue("Content-Type", out var type) ? type.Split(';')[0].Trim() : null;
}

/// <summary>
/// A connection that sends whatever it is given. The framework's own client would mend or refuse much of it before the server could show what it does.
/// </summary>
internal sealed class Wire(Uri address) : IDisposable
{
    private TcpClient? connection;
    private NetworkStream? stream;
    private BufferedStream? reading;

    public void Dispose() => connection?.Dispose();

    /// <summary>Null where the server closed the connection without an answer.</summary>
    public async Task<Answered?> SendAsync(HostileRequest request, CancellationToken ct)
    {
        for (var again = connection is not null; ; again = false)
        {
            try
            {
                if (await OnceAsync(request, ct) is { } answered)
                    return answered;
            }
            catch (IOException) when (again)
            {
                // The connection was kept from the request before, and the server has closed it meanwhile.
            }
            catch (IOException)
            {
                Close();
                return null;
            }

            Close();
            if (!again)
                return null;
        }
    }

    private async Task<Answered?> OnceAsync(HostileRequest request, CancellationToken ct)
    {
        if (connection is null)
        {
            connection = new TcpClient { NoDelay = true };
            await connection.ConnectAsync(address.Host, address.Port, ct);
            stream = connection.GetStream();
            reading = new BufferedStream(stream, 16 * 1024);
        }

        try
        {
            await stream!.WriteAsync(request.Wire(address.Authority), ct);
        }
        catch (IOException)
        {
            // A server that will not take a body says so before it has all of it; the answer may be there already.
        }

        var status = await LineAsync(ct);
        if (status is null)
            return null;
        var code = int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(ct) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var body = request.Method == "HEAD" || code is 204 or 304 or < 200 ? "" : await BodyAsync(headers, ct);
        if (headers.GetValueOrDefault("Connection") == "close" || code == 101)
            Close();
        return new Answered(code, headers, body);
    }

    private async Task<string> BodyAsync(Dictionary<string, string> headers, CancellationToken ct)
    {
        if (headers.TryGetValue("Content-Length", out var length))
            return await ExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), ct);
        if (headers.GetValueOrDefault("Transfer-Encoding") != "chunked")
            return "";
        var text = new StringBuilder();
        while (await LineAsync(ct) is { } size && int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var count)
        {
            text.Append(await ExactlyAsync(count, ct));
            await LineAsync(ct);
        }

        await LineAsync(ct);
        return text.ToString();
    }

    private async Task<string> ExactlyAsync(int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        await reading!.ReadExactlyAsync(bytes, ct);
        return Encoding.UTF8.GetString(bytes);
    }

    private readonly byte[] buffer = new byte[1];

    private async Task<string?> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (await reading!.ReadAsync(buffer, ct) > 0)
        {
            if (buffer[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)buffer[0]);
        }

        return null;
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
        (stream, reading) = (null, null);
    }
}
