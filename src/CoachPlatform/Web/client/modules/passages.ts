import { arriveAtHeading } from './arrival'
import { clear, native, show } from './errors'
import { leaveOut, merge, placeOf, restore, retitle, split, type Document, type Passage } from './passageModel'
import { draw, readPage, titleOf, titlesOf } from './passageView'
import { fill, said } from './words'
import { post, wayOn } from './writing'

/** Correcting the passages of a document. What was done stays on the page until the server has it, whatever the server says first. */
export function passages(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-passages]')
  if (form) new Desk(form).start()
}

class Desk {
  private now: Document
  private readonly before: Document[] = []
  private isChanged = false

  constructor(private readonly form: HTMLFormElement) {
    this.now = readPage(form)
  }

  start(): void {
    this.form.addEventListener('click', event => this.pressed(event.target as Element))
    this.form.addEventListener('input', () => this.changed())
    // Enter in a title would save everything; here it only ends the title.
    this.form.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault() })
    this.form.addEventListener('submit', event => { event.preventDefault(); void this.save() })
    // Until now the page's tools stood hidden: a press on them would have been lost.
    this.form.dataset.ready = ''
    window.addEventListener('beforeunload', event => { if (this.isChanged) event.preventDefault() })
  }

  private pressed(target: Element): void {
    const button = target.closest('button')
    const card = target.closest('[data-passage]')
    const at = card ? [...this.form.querySelectorAll('[data-passage]')].indexOf(card) : -1
    if (!button) return
    if ('merge' in button.dataset) {
      this.take(merge(this.titled(), at), at - 1, fill(this.said('merged'), [at]))
    } else if ('split' in button.dataset) {
      const part = [...card?.querySelectorAll('[data-split]') ?? []].indexOf(button)
      this.take(split(this.titled(), at, part), at + 1, fill(this.said('split'), [at + 2]))
    } else if ('leaveOut' in button.dataset) {
      if (this.now.passages.length === 1) return show(this.form, { message: this.said('none'), fields: {} })
      this.take(leaveOut(this.titled(), at, this.said('dropped')), Math.min(at, this.now.passages.length - 2), this.said('leftOut'))
    } else if ('restore' in button.dataset) {
      const cut = [...this.form.querySelectorAll('[data-restore]')].indexOf(button)
      const restored = restore(this.titled(), cut)
      this.take(restored.document, restored.at, fill(this.said('restored'), [restored.at + 1]))
    } else if ('undo' in button.dataset) {
      const last = this.before.pop()
      if (last) this.show(last, 0, this.said('undone'))
    }
  }

  private take(next: Document, focus: number, words: string): void {
    this.before.push(this.titled())
    this.show(next, focus, words)
  }

  private show(next: Document, focus: number, words: string): void {
    this.now = next
    clear(this.form)
    draw(this.form, next)
    const card = this.form.querySelectorAll('[data-passage]')[focus]
    if (card) titleOf(card).focus()
    const place = document.getElementById('announce')
    if (place) place.textContent = words
    this.changed()
  }

  private changed(): void {
    this.isChanged = true
    this.standing('unsaved')
    const undo = this.form.querySelector<HTMLElement>('[data-undo]')
    if (undo) undo.hidden = this.before.length === 0
  }

  private standing(key: string): void {
    const place = this.form.querySelector('[data-standing]')
    if (place) place.textContent = this.said(key)
  }

  /** What is on the page now, with the titles as they are typed. */
  private titled(): Document {
    return retitle(this.now, titlesOf(this.form))
  }

  private async save(): Promise<void> {
    if (this.form.getAttribute('aria-busy') === 'true') return
    const wrong = native(this.form)
    if (wrong) return show(this.form, wrong)
    const { passages, cuts } = this.titled()
    const body = {
      revision: Number(this.form.dataset.revision),
      passages: passages.map(p => this.sent(p)),
      restored: [...new Set(passages.flatMap(p => p.cuts))],
      dropped: cuts.flatMap(c => c.passage ? [this.sent(c.passage)] : []),
    }
    const came = await post(this.form, this.form.querySelector('.save-bar .button-filled'), `/api/documents/${this.form.dataset.document}/passages`, body)
    // What somebody else saved stands beside this page and not instead of it.
    if ('status' in came) return came.status === 409 ? wayOn(this.form, `/library/documents/${this.form.dataset.document}`, this.said('theirs'), true) : undefined
    this.isChanged = false
    arriveAtHeading()
    location.assign(`/library/documents/${this.form.dataset.document}?saved`)
  }

  private sent(passage: Passage): { title: string; paragraphs: unknown[]; place: unknown } {
    const unit = this.form.dataset.unit
    return { title: passage.title, place: { unit, ...placeOf(passage) }, paragraphs: passage.parts.map(p => ({ text: p.text, place: { unit, from: p.from, to: p.to } })) }
  }

  private said(key: string): string {
    return said(this.form, key)
  }
}
