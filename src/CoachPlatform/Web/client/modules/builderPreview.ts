import type { Form } from './builderModel'

/** The phone beside the builder: the server draws it from the saved draft; typed words show in it before that. */
export class Preview {
  private asked = 0

  constructor(private readonly root: HTMLElement, private readonly draft: string) {}

  get seat(): string { return this.root.querySelector<HTMLInputElement>('[name="builder-seat"]:checked')?.value ?? 'A' }

  get place(): HTMLElement { return this.root.querySelector<HTMLElement>('[data-preview]') ?? this.root }

  get screen(): HTMLElement | null { return this.place.querySelector<HTMLElement>('[data-screen]') }

  /** Draws the step anew. What comes late is left, since something newer was asked for. */
  async show(step: string | undefined, mayStay = false): Promise<void> {
    const asked = ++this.asked
    const top = this.place.scrollTop
    try {
      const response = await fetch(`/fragments/library/drafts/${this.draft}/preview?step=${encodeURIComponent(step ?? '')}&seat=${this.seat}`, { credentials: 'same-origin' })
      if (!response.ok || asked !== this.asked) return
      const html = await response.text()
      if (asked !== this.asked) return
      const fresh = document.createRange().createContextualFragment(html)
      this.place.replaceChildren(fresh)
      this.place.scrollTop = mayStay ? top : 0
      this.place.dispatchEvent(new Event('coach:fresh', { bubbles: true }))
    } catch {
      // Without a connection the last picture stays.
    }
  }

  /** Puts the words as they are typed where they will stand. What has no place yet comes with the next drawing. */
  mirror(form: Form, at: number): void {
    const step = form.steps[at]
    this.put('[data-mirror="title"]', form.title)
    if (!step || this.screen?.dataset.step !== step.key) return
    this.put('[data-mirror="step.title"]', step.title)
    this.put('[data-mirror="step.help"]', step.help)
    this.put('[data-mirror="step.doing"]', step.doing)
    for (const field of step.fields) {
      const id = `preview-${field.key}`
      const question = this.place.querySelector(`#q-${CSS.escape(id)}`)
      if (question?.firstChild && field.label.trim() !== '') question.firstChild.textContent = `${field.label} `
      if (field.kind !== 'guess') this.put(`#h-${CSS.escape(id)}`, field.help)
      const box = question?.closest('.field')
      box?.querySelectorAll('.choice > .title, .rank-option > label').forEach((place, i) => { const words = field.options[i]?.label ?? ''; if (field.kind !== 'done' && words !== '' && field.kind !== 'guess') place.textContent = words })
      const ends = box?.querySelectorAll('.scale-ends > span[aria-hidden]:not(.scale-hint)')
      if (field.kind === 'scale' && ends?.[0] && ends[1]) {
        ends[0].textContent = `${field.min ?? 0} ${field.low}`
        ends[1].textContent = `${field.max ?? 10} ${field.high}`
      }
    }
  }

  /** Brings the question into view, within the phone alone. */
  lookAt(key: string | undefined): void {
    const box = key === undefined ? null : this.place.querySelector<HTMLElement>(`#q-${CSS.escape(`preview-${key}`)}`)?.closest<HTMLElement>('.field')
    if (!box) return
    const [inner, outer] = [box.getBoundingClientRect(), this.place.getBoundingClientRect()]
    if (inner.top < outer.top + 16 || inner.bottom > outer.bottom - 90) this.place.scrollTop += inner.top - outer.top - 60
  }

  private put(selector: string, words: string): void {
    const place = this.place.querySelector(selector)
    if (place && words.trim() !== '') place.textContent = words
  }
}
