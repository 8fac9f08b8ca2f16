import { placeOf, type Cut, type Document, type Part, type Passage } from './passageModel'
import { fill } from './words'

/** The page as the server drew it, taken for what it says. */
export function readPage(form: HTMLFormElement): Document {
  return {
    passages: [...form.querySelectorAll<HTMLElement>('[data-passage]')].map(card => ({
      title: titleOf(card).value,
      parts: [...card.querySelectorAll<HTMLElement>('[data-paragraph]')].map((p): Part => ({ text: p.querySelector('p')?.textContent ?? '', ...span(p) })),
      cuts: [],
    })),
    cuts: [...form.querySelectorAll<HTMLElement>('[data-cut]')].map((c): Cut => ({
      n: Number(c.dataset.cut), reason: text(c, '[data-reason]').textContent ?? '', text: text(c, '[data-text]').textContent ?? '', ...span(c),
    })),
  }
}

export const titlesOf = (form: HTMLFormElement): string[] => [...form.querySelectorAll<HTMLInputElement>('[data-passage] [data-title]')].map(t => t.value)

export function draw(form: HTMLFormElement, document: Document): void {
  form.querySelector('[data-list]')?.replaceChildren(...document.passages.map((p, i) => card(form, p, i)))
  form.querySelector('[data-cuts]')?.replaceChildren(...document.cuts.map(c => piece(form, c)))
  const none = form.querySelector<HTMLElement>('[data-no-cuts]')
  if (none) none.hidden = document.cuts.length > 0
  const some = form.querySelector<HTMLElement>('[data-some-cuts]')
  if (some) some.hidden = document.cuts.length === 0
}

export const titleOf = (card: Element): HTMLInputElement => card.querySelector<HTMLInputElement>('[data-title]') ?? globalThis.document.createElement('input')

function card(form: HTMLFormElement, passage: Passage, at: number): HTMLElement {
  const element = pattern('passage-card')
  text(element, '[data-number]').textContent = fill(form.dataset.wordsNumber ?? '', [at + 1])
  text(element, '[data-place]').textContent = place(form, placeOf(passage))
  const title = titleOf(element)
  title.id = `title-${at}`
  title.name = `passages[${at}].title`
  title.value = passage.title
  element.querySelector('label')?.setAttribute('for', title.id)
  text(element, '[data-merge]').hidden = at === 0
  const paragraphs = text(element, '[data-paragraphs]')
  const one = paragraphs.firstElementChild
  paragraphs.replaceChildren(...passage.parts.map(part => {
    const paragraph = one?.cloneNode(true) as HTMLElement
    paragraph.dataset.from = String(part.from)
    paragraph.dataset.to = String(part.to)
    text(paragraph, 'p').textContent = part.text
    return paragraph
  }))
  return element
}

function piece(form: HTMLFormElement, cut: Cut): HTMLElement {
  const element = pattern('cut-card')
  if (cut.n !== undefined) element.dataset.cut = String(cut.n)
  text(element, '[data-reason]').textContent = cut.reason
  text(element, '[data-place]').textContent = place(form, cut)
  text(element, '[data-text]').textContent = cut.text
  return element
}

/** Characters count from 1 for a reader, and from 0 for a program. */
function place(form: HTMLFormElement, { from, to }: { from: number; to: number }): string {
  const first = form.dataset.unit === 'character' ? from + 1 : from
  const number = (n: number): string => n.toLocaleString(globalThis.document.documentElement.lang || 'en')
  return fill((first >= to ? form.dataset.wordsPlaceOne : form.dataset.wordsPlaceMany) ?? '', [number(first), number(to)])
}

function pattern(id: string): HTMLElement {
  const template = globalThis.document.getElementById(id) as HTMLTemplateElement
  return template.content.firstElementChild?.cloneNode(true) as HTMLElement
}

const text = (within: Element, selector: string): HTMLElement => within.querySelector<HTMLElement>(selector) ?? globalThis.document.createElement('span')

const span = (element: HTMLElement): { from: number; to: number } => ({ from: Number(element.dataset.from), to: Number(element.dataset.to) })
