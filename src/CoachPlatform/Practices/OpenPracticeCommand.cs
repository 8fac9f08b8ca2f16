using JasperFx.CommandLine;

namespace CoachPlatform.Practices;

public sealed class OpenPracticeInput : NetCoreInput
{
    [Description("What the practice is called")]
    public string NameFlag { get; set; } = "";

    [Description("Its time zone, such as Europe/Madrid")]
    public string ZoneFlag { get; set; } = "";

    [Description("The name of its first coach, who owns it")]
    public string CoachFlag { get; set; } = "";

    [Description("The mail address that the coach signs in with")]
    public string EmailFlag { get; set; } = "";

    [Description("A file with the coach's password on its first line; standard input when left out")]
    public string? PasswordFileFlag { get; set; }
}

/// <summary><c>CoachPlatform open-practice</c>: the first practice of an installation, with its first coach. The password is never an argument, which others could see.</summary>
[Description("Open a practice with its first coach; the password comes from a file or from standard input", Name = "open-practice")]
public sealed class OpenPracticeCommand : JasperFxAsyncCommand<OpenPracticeInput>
{
    public override async Task<bool> Execute(OpenPracticeInput input)
    {
        using var source = input.PasswordFileFlag is { } file ? File.OpenText(file) : Console.In;
        var password = await source.ReadLineAsync() ?? "";
        using var app = input.BuildHost();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (opened, errors) = await services.GetRequiredService<OpenPractice>()
            .Async(input.NameFlag, input.ZoneFlag, input.CoachFlag, input.EmailFlag, password, now, CancellationToken.None);
        foreach (var (field, reasons) in errors)
            await Console.Error.WriteLineAsync($"{field}: {string.Join(' ', reasons)}");
        if (opened is not null)
            Console.WriteLine($"The practice is open. {input.EmailFlag} can sign in.");
        return opened is not null;
    }
}
