namespace CoachPlatform.Benchmarks;

/// <summary>Prints the table of figures in Markdown. Exit code 1 says that something could not be measured, never that it was slow.</summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args)
    {
#if DEBUG
        await Console.Error.WriteLineAsync($"Figures of a Debug build mean nothing. Run: dotnet run --configuration Release --project tests/CoachPlatform.Benchmarks {string.Join(' ', args)}");
        return 1;
#else
        var plan = Plan.From(args);
        var report = new Report(plan);
        try
        {
            if (plan.Wants("S9"))
                await ColdStart.MeasureAsync(plan, report);
            if (plan.Wants("S1") || plan.Wants("S2") || plan.Wants("S3"))
                await Answering.MeasureAsync(plan, report);
            if (plan.Wants("T1"))
                await Telling.MeasureAsync(plan, report);
            await report.PrintAsync(Console.Out);
            return report.Complete ? 0 : 1;
        }
#pragma warning disable CA1031 // Whatever it was, it could not be measured.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"Not measured: {e}");
            return 1;
        }
#endif
    }
}
