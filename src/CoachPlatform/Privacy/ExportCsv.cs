using System.Globalization;
using System.Text;
using CoachPlatform.Cases;
using CsvHelper;
using CsvHelper.Configuration;

namespace CoachPlatform.Privacy;

/// <summary>The same data as tables, one row for each field that was given. UTF-8 with its mark, as spreadsheets expect.</summary>
internal static class ExportCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // A spreadsheet takes what begins with a sign for a formula, and here other people's words are opened.
        InjectionOptions = InjectionOptions.Escape,
    };

    public static IEnumerable<(string Name, byte[] Bytes)> Of(ExportData data)
    {
        yield return ("answers.csv", Table(
            ["round", "exercise", "occurrence", "openedAt", "step", "turn", "by", "entry", "what", "version", "at", "readers", "when", "question", "value"], AnswerRows(data)));
        if (data.Manifest.Kind == ExportKind.Release)
            yield break;
        yield return ("comments.csv", Table(
            ["round", "exercise", "at", "by", "text"], data.Rounds.SelectMany(r => r.Comments.Select(c => Row(r.RoundId, r.Title, c.At, c.By, c.Text)))));
        yield return ("decided.csv", Table(
            ["at", "what", "details"], data.Decided.Select(d => Row(d.At, d.What, string.Join("; ", d.Details.Select(p => $"{p.Key}: {p.Value}"))))));
        if (data.Manifest.Kind == ExportKind.Person)
            yield return ("who-read.csv", Table(
                ["at", "reader", "kind", "route", "exercise", "step", "supervising"], data.Readings.Select(r => Row(r.At, r.Reader, r.Kind, r.Route, r.Exercise, r.Step, r.Supervising == true ? "yes" : null))));
        if (data.Told is { } told)
        {
            yield return ("told.csv", Table(["told", "what", "at", "question", "value", "takenUpAt", "closedAt"], told.SelectMany(ToldRows)));
            yield return ("told-read.csv", Table(["told", "at", "reader"], told.SelectMany(t => t.Readings.Select(r => Row(t.ToldId, r.At, r.Reader)))));
        }
    }

    private static IEnumerable<object?[]> AnswerRows(ExportData data)
    {
        var own = data.Case.Own is { } seat ? data.Case.Names.GetValueOrDefault(seat, "") : "";
        foreach (var round in data.Rounds)
            foreach (var step in round.Steps)
            {
                object?[] Of(string by, Guid? entry, object what, int? version, DateTimeOffset? at, object? readers, object? when, ExportField? field) => Row(
                    round.RoundId, round.Title, round.Occurrence, round.OpenedAt, step.Title.Length > 0 ? step.Title : step.Key, step.Turn, by, entry, what, version, at, readers, when,
                    field?.Question, field?.Text);
                foreach (var act in step.Own)
                    foreach (var field in OrNone(act.Fields))
                        yield return Of(own, act.Entry, act.What, act.Version, act.At, act.Audience, act.Timing, field);
                foreach (var answer in step.Answers.Where(a => a.Fields.Count > 0))
                    foreach (var field in answer.Fields)
                        yield return Of(answer.Name, answer.Entry, answer.State, answer.Version, answer.At, null, null, field);
                if (step.Joint is { } joint)
                    foreach (var field in joint.Fields)
                        yield return Of(string.Join(" + ", Seats.Both.Select(s => data.Case.Names.GetValueOrDefault(s, ""))), null, joint.Agreed ? "agreed" : "proposed", joint.Version, joint.At, null, null, field);
            }
    }

    private static IEnumerable<object?[]> ToldRows(ExportTold told) => told.What == ExportToldAs.ByHand
        ? [Row(told.ToldId, told.What, told.At, null, told.Words, told.TakenUpAt, told.ClosedAt)]
        : told.Answers.Select(a => Row(told.ToldId, told.What, told.At, a.Question, a.Text, told.TakenUpAt, told.ClosedAt));

    /// <summary>A change without values of its own is a row all the same.</summary>
    private static IEnumerable<ExportField?> OrNone(IReadOnlyList<ExportField> fields) => fields.Cast<ExportField?>().DefaultIfEmpty(null);

    private static object?[] Row(params object?[] cells) => cells;

    private static byte[] Table(string[] heading, IEnumerable<object?[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
        {
            foreach (var row in rows.Prepend(heading))
            {
                foreach (var cell in row)
                    csv.WriteField(Plain(cell));
                csv.NextRecord();
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Plain(object? cell) => cell switch
    {
        null => "",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        Enum word => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
