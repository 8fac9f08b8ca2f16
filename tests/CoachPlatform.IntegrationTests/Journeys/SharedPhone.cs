namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>What lies on a device for anybody who opens its drawers: all that this site has stored, as text.</summary>
public static class SharedPhone
{
    private const string Dump = """
        async () => {
          const text = value => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
            ? new TextDecoder('latin1').decode(value)
            : value !== null && typeof value === 'object' ? Object.values(value).map(text).join(' ') : String(value)
          const done = request => new Promise((ok, no) => { request.onsuccess = () => ok(request.result); request.onerror = () => no(request.error) })
          const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
          for (const { name } of await indexedDB.databases()) {
            const database = await done(indexedDB.open(name))
            for (const store of database.objectStoreNames) {
              const rows = await done(database.transaction(store).objectStore(store).getAll())
              found.push(...rows.map(row => `row ${text(row)}`))
            }
            database.close()
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name)
            for (const request of await cache.keys()) found.push(await (await cache.match(request)).text())
          }
          return found.join('\n')
        }
        """;

    public static Task<string> StoredAsync(this Person person) => person.Page.EvaluateAsync<string>(Dump);

    /// <summary>How many things the site keeps in its database on the device.</summary>
    public static async Task<int> RowsAsync(this Person person) =>
        (await person.StoredAsync()).Split('\n').Count(line => line.StartsWith("row ", StringComparison.Ordinal));

    public static async Task GoOfflineAsync(this Person person) => await person.Page.Context.SetOfflineAsync(true);

    /// <summary>Back again; what the browser said of the lost connection is no complaint.</summary>
    public static async Task ComeBackAsync(this Person person)
    {
        person.ForgetComplaints();
        await person.Page.Context.SetOfflineAsync(false);
    }
}
