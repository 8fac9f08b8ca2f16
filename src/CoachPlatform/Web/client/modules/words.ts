let words: Record<string, string> | undefined

/** Interface text by key, from the page's `data-words`; `{0}`, `{1}` … are filled with the parts. */
export function say(key: string, ...parts: (string | number)[]): string {
  words ??= JSON.parse(document.body.dataset.words ?? '{}') as Record<string, string>
  return fill(words[key] ?? key, parts)
}

/** What an element was given to say under a name: its `data-words-…`. */
export function said(element: HTMLElement | null | undefined, key: string): string {
  return element?.dataset[`words${key[0]?.toUpperCase()}${key.slice(1)}`] ?? ''
}

export function fill(template: string, parts: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (_, n: string) => String(parts[Number(n)] ?? ''))
}

/** Hours and minutes as the page's language writes them, on the clock of the zone, or of the device where none is named. */
export function clock(at: Date, zone?: string): string {
  return at.toLocaleTimeString(document.documentElement.lang || 'en', { hour: '2-digit', minute: '2-digit', hour12: false, ...(zone ? { timeZone: zone } : {}) })
}
