const quiet = 10_000
const last = new Map<string, number>()
const next = new Map<string, string>()

/** One polite sentence per subject at most every ten seconds; of several in between the latest is said. */
export function announce(subject: string, sentence: string): void {
  const rest = (last.get(subject) ?? -quiet) + quiet - performance.now()
  if (rest <= 0) return speak(subject, sentence)
  const waiting = next.has(subject)
  next.set(subject, sentence)
  if (!waiting) setTimeout(() => speak(subject, next.get(subject) ?? sentence), rest)
}

function speak(subject: string, sentence: string): void {
  next.delete(subject)
  last.set(subject, performance.now())
  const place = document.getElementById('announce')
  if (place) place.textContent = sentence
}
