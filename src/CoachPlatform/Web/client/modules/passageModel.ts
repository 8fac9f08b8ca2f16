export type Part = { text: string; from: number; to: number }

/** `cuts`: the set-aside pieces whose words came back into it; `origin`: the one it is made of, and nothing else. */
export type Passage = { title: string; parts: readonly Part[]; cuts: readonly number[]; origin?: Cut }

/** `n` is the document's number of it; what the coach leaves out now has none yet, and keeps its passage. */
export type Cut = { n?: number; reason: string; text: string; from: number; to: number; passage?: Passage }

export type Document = { passages: readonly Passage[]; cuts: readonly Cut[] }

const longestTitle = 120
const longestLine = 90
const wordsOfTitle = 7

/** The passage's paragraphs go to the end of the one before it, whose title stays. */
export function merge(document: Document, at: number): Document {
  const [above, below] = [document.passages[at - 1], document.passages[at]]
  if (!above || !below) return document
  const whole: Passage = { title: above.title, parts: [...above.parts, ...below.parts], cuts: [...above.cuts, ...below.cuts] }
  return { ...document, passages: [...document.passages.slice(0, at - 1), whole, ...document.passages.slice(at + 1)] }
}

/** From paragraph `part` on it is a passage of its own. A short line at its head becomes its title. */
export function split(document: Document, at: number, part: number): Document {
  const passage = document.passages[at]
  const rest = passage?.parts.slice(part) ?? []
  const head = rest[0]
  if (!passage || !head || part < 1) return document
  const isTitled = rest.length > 1 && head.text.length <= longestLine && !/[.,;:…!]$/.test(head.text) && !head.text.includes('\n')
  const first: Passage = { title: passage.title, parts: passage.parts.slice(0, part), cuts: passage.cuts }
  const second: Passage = isTitled
    ? { title: head.text, parts: rest.slice(1).map((p, i) => i === 0 ? over(p, head) : p), cuts: [] }
    : { title: firstWords(head.text), parts: rest, cuts: [] }
  return { ...document, passages: [...document.passages.slice(0, at), first, second, ...document.passages.slice(at + 1)] }
}

/** What was restored goes back to where it was; anything else is set aside as the coach's own choice. */
export function leaveOut(document: Document, at: number, reason: string): Document {
  const passage = document.passages[at]
  if (!passage) return document
  const place = placeOf(passage)
  const cut: Cut = passage.origin ?? { reason, text: `${passage.title}\n\n${passage.parts.map(p => p.text).join('\n\n')}`, ...place, passage }
  return { passages: document.passages.filter((_, i) => i !== at), cuts: sorted([...document.cuts, cut]) }
}

/** It becomes a passage where its place in the original is. Gives the document, and which passage it is. */
export function restore(document: Document, at: number): { document: Document; at: number } {
  const cut = document.cuts[at]
  if (!cut) return { document, at: -1 }
  const passage = cut.passage ?? passageOf(cut)
  const place = placeOf(passage)
  const found = document.passages.findIndex(p => placeOf(p).from > place.from)
  const to = found < 0 ? document.passages.length : found
  return {
    document: { passages: [...document.passages.slice(0, to), passage, ...document.passages.slice(to)], cuts: document.cuts.filter((_, i) => i !== at) },
    at: to,
  }
}

export function retitle(document: Document, titles: readonly string[]): Document {
  return { ...document, passages: document.passages.map((p, i) => ({ ...p, title: titles[i] ?? p.title })) }
}

export function placeOf(passage: Passage): { from: number; to: number } {
  return { from: Math.min(...passage.parts.map(p => p.from)), to: Math.max(...passage.parts.map(p => p.to)) }
}

function passageOf(cut: Cut): Passage {
  const [head = '', ...rest] = cut.text.split('\n\n')
  const isTitled = rest.length > 0 && head.length <= longestTitle && !/[.,;:…!]$/.test(head)
  const parts = (isTitled ? rest : [head, ...rest]).map(text => ({ text, from: cut.from, to: cut.to }))
  return { title: isTitled ? head : firstWords(head), parts, cuts: cut.n === undefined ? [] : [cut.n], origin: cut }
}

function firstWords(text: string): string {
  const words = text.replace(/^(•|\d+[.)]) /, '').split(/\s+/)
  const title = words.slice(0, wordsOfTitle).join(' ').replace(/[.,;:]$/, '')
  return (words.length > wordsOfTitle ? `${title}…` : title).slice(0, longestTitle)
}

const over = (part: Part, other: Part): Part => ({ ...part, from: Math.min(part.from, other.from), to: Math.max(part.to, other.to) })

const sorted = (cuts: readonly Cut[]): Cut[] => [...cuts].sort((a, b) => a.from - b.from || a.to - b.to)
