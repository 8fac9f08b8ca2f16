namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// The shipped library with one more pack: exercises on a topic that need no screening, one of them matched, and one that the coach runs. For
/// <c>Coach:Library</c>.
/// </summary>
public static class TopicPack
{
    private const string Text = """
        ---
        document: "900"
        title: For tests
        publisher: nobody
        date: 2026-01
        language: en
        ---

        ## T1 · Wishes

        What both would like.

        ```exercise
        slug: test-wishes
        title: Wishes in a test
        practice: [T1]
        mode: matched
        cadence: monthly
        minutes: 5
        dimension: intimacy
        topic: intimacy
        flags: [intimate]
        why: To see only what both would like.
        steps:
          - key: wishes
            title: I would like
            help: Mark what is true for you now.
            who: each
            mode: matched
            opens: start
            fields:
              - key: like
                kind: multi
                label: These I would like
                options:
                  - walk: Walking at night
                  - bath: A long bath
                  - dance: Dancing in the kitchen
                required: false
              - key: perhaps
                kind: multi
                label: These perhaps
                options:
                  - walk: Walking at night
                  - bath: A long bath
                  - dance: Dancing in the kitchen
                required: false
                audience: me
                fixed: true
        ```

        ## T2 · Money

        One word each.

        ```exercise
        slug: test-money
        title: Money in a test
        practice: [T2]
        mode: sealed
        cadence: weekly
        minutes: 5
        dimension: openness
        topic: money
        why: To say one thing about it.
        steps:
          - key: say
            title: One thing
            who: each
            mode: sealed
            opens: start
            fields:
              - key: thing
                kind: text
                label: One thing
        ```

        ## T3 · Live

        Run by the coach.

        ```exercise
        slug: test-live
        title: Live in a test
        practice: [T3]
        mode: live
        cadence: once
        minutes: 5
        dimension: openness
        topic: none
        why: To ask each other.
        steps:
          - key: ask
            title: What we ask
            who: each
            mode: live
            opens: start
            fields:
              - key: question
                kind: text
                label: A question
          - key: shift
            title: What moved
            who: each
            mode: live
            opens: {after: ask}
            fields:
              - key: moved
                kind: text
                label: What moved
        ```

        ## T4 · Screened

        Given after safety questions.

        ```exercise
        slug: test-screened
        title: Screened in a test
        practice: [T4]
        mode: sealed
        cadence: weekly
        minutes: 5
        dimension: openness
        topic: none
        flags: [screened]
        why: To say one thing that is not easy.
        steps:
          - key: say
            title: One thing
            who: each
            mode: sealed
            opens: start
            fields:
              - key: thing
                kind: text
                label: One thing
        ```
        """;

    /// <summary>A folder with all packs.</summary>
    public static string Folder { get; } = Make();

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("coach-test-library").FullName;
        foreach (var pack in Directory.GetFiles(Path.Combine(Repository.Root, "seeds", "library"), "*.md"))
            File.Copy(pack, Path.Combine(folder, Path.GetFileName(pack)));
        File.WriteAllText(Path.Combine(folder, "900-for-tests.md"), Text);
        return folder;
    }
}
