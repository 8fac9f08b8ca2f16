import { arriveAtHeading } from './arrival'
import { forget, native, renaming, show } from './errors'
import { follow } from './terms'
import { fill, said } from './words'
import { post, wayOn } from './writing'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Building a programme: the page is the model. Places in the list give names and numbers, so that a refusal finds its field. */
export function building(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-programme]')
  if (form) new Builder(form).start()
}

class Builder {
  private isChanged = false

  constructor(private readonly form: HTMLFormElement) {}

  start(): void {
    this.number()
    if (this.steps().length === 0) this.add(false)
    this.form.addEventListener('click', event => this.pressed(event.target as Element))
    this.form.addEventListener('change', () => this.number())
    this.form.addEventListener('input', () => this.changed())
    this.form.addEventListener('submit', event => { event.preventDefault(); void this.publish() })
    window.addEventListener('beforeunload', event => { if (this.isChanged) event.preventDefault() })
    this.form.dataset.ready = ''
  }

  private steps(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>('[data-step]')]
  }

  private pressed(target: Element): void {
    const button = target.closest<HTMLElement>('button')
    if (!button) return
    if ('add' in button.dataset) return this.add(true)
    const step = button.closest<HTMLElement>('[data-step]')
    if (!step) return
    const at = this.steps().indexOf(step)
    if ('up' in button.dataset) this.move(step, at, -1, button)
    else if ('down' in button.dataset) this.move(step, at, 1, button)
    else if ('remove' in button.dataset) this.remove(step, at)
  }

  private add(isAsked: boolean): void {
    const template = document.querySelector<HTMLTemplateElement>('#step-editor')
    const step = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
    if (!step) return
    const taken = this.steps().map(s => s.dataset.key)
    let n = taken.length + 1
    while (taken.includes(`step-${n}`)) n++
    step.dataset.key = `step-${n}`
    this.form.querySelector('[data-steps]')?.append(step)
    this.number()
    if (!isAsked) return
    this.changed()
    step.querySelector<HTMLElement>('select')?.focus()
    this.tell('added', this.steps().length)
  }

  private move(step: HTMLElement, at: number, by: -1 | 1, button: HTMLElement): void {
    const other = this.steps()[at + by]
    if (!other) return
    if (by < 0) other.before(step)
    else other.after(step)
    this.number()
    this.changed()
    this.follow(step, button)
    this.tell('moved', at + 1, at + 1 + by)
  }

  /** The focus goes with the step. At an end of the list its arrow has nowhere to lead, so the other one has it. */
  private follow(step: HTMLElement, button: HTMLElement): void {
    const places = [button, ...['[data-up]', '[data-down]', '[data-number]'].map(s => step.querySelector<HTMLElement>(s))]
    places.find(p => p?.matches(':enabled, [data-number]'))?.focus()
  }

  private remove(step: HTMLElement, at: number): void {
    const next = this.steps()[at + 1] ?? this.steps()[at - 1]
    forget(this.form, step)
    step.remove()
    this.number()
    this.changed()
    ;(next?.querySelector<HTMLElement>('[data-number]') ?? this.form.querySelector<HTMLElement>('[data-add]'))?.focus()
    this.tell('removed', at + 1, this.steps().length)
  }

  /** Gives every control its name, every label its control, and every choice of a step those that stand above. */
  private number(): void {
    const steps = this.steps()
    const names = steps.flatMap((step, i) => [...step.querySelectorAll<Control>('[data-member]')].map(control =>
      renaming(this.form, control, `steps[${i}].${control.dataset.member}`, `s${i}-${control.dataset.member?.replace('.', '-')}`)))
    for (const name of names) name()
    for (const [i, step] of steps.entries()) {
      const number = step.querySelector('[data-number]')
      if (number) number.textContent = fill(this.said('step'), [i + 1])
      for (const control of step.querySelectorAll<Control>('[data-member]')) step.querySelector(`[data-label-for="${control.dataset.member}"]`)?.setAttribute('for', control.id)
      for (const select of step.querySelectorAll<HTMLSelectElement>('[data-above]')) this.above(select, steps.slice(0, i))
      step.querySelector('[data-up]')?.toggleAttribute('disabled', i === 0)
      step.querySelector('[data-down]')?.toggleAttribute('disabled', i === steps.length - 1)
      follow(step)
    }
  }

  private above(select: HTMLSelectElement, steps: HTMLElement[]): void {
    const chosen = select.value || select.dataset.chosen || ''
    const choose = new Option(this.said('choose'), '')
    select.replaceChildren(choose, ...steps.map((s, i) => {
      const exercise = s.querySelector<HTMLSelectElement>('[data-member=exercise]')
      return new Option(`${i + 1}. ${exercise?.value ? exercise.selectedOptions[0]?.textContent ?? '' : ''}`, s.dataset.key ?? '')
    }))
    select.value = steps.some(s => s.dataset.key === chosen) ? chosen : ''
    select.dataset.chosen = chosen
  }

  private async publish(): Promise<void> {
    if (this.form.getAttribute('aria-busy') === 'true') return
    const wrong = native(this.form)
    if (wrong) return show(this.form, wrong)
    const body = {
      slug: this.form.dataset.slug, basis: this.form.dataset.basis,
      title: this.value(this.form, '[name=title]'), for: this.value(this.form, '[name=for]'),
      steps: this.steps().map(s => this.sent(s)),
    }
    const came = await post(this.form, this.form.querySelector('.save-bar .button-filled'), '/api/programmes', body)
    if ('status' in came) return came.status === 401 ? wayOn(this.form, '/sign-in?returnTo=/programmes', this.said('signIn'), true) : undefined
    this.isChanged = false
    arriveAtHeading()
    location.assign(`/programmes/${encodeURIComponent(String(came.body.slug))}`)
  }

  private sent(step: HTMLElement): Record<string, unknown> {
    const of = (member: string): string | undefined => this.value(step, `[data-member="${member}"]`)
    const number = (member: string): number | undefined => { const text = of(member); return text === undefined ? undefined : Number(text) }
    const kind = of('onlyIf')
    return {
      key: step.dataset.key, exercise: of('exercise'),
      opens: { when: of('opens'), step: of('opens.step'), days: number('opens.days') },
      onlyIf: kind === undefined ? undefined : { kind, of: of('onlyIf.step') ?? of('onlyIf.topic') ?? of('onlyIf.question') },
      cadence: of('cadence'), rounds: number('rounds'), lasts: number('lasts'), word: of('word'), why: of('why'),
    }
  }

  /** What stands in a control; undefined where it is empty or not asked. */
  private value(within: ParentNode, selector: string): string | undefined {
    const control = within.querySelector<Control>(selector)
    return !control || control.disabled || control.value.trim() === '' ? undefined : control.value
  }

  private changed(): void {
    this.isChanged = true
    const place = this.form.querySelector('[data-standing]')
    if (place) place.textContent = this.said('unsaved')
  }

  private tell(key: string, ...parts: number[]): void {
    const place = document.getElementById('announce')
    if (place) place.textContent = fill(this.said(key), parts)
  }

  private said(key: string): string {
    return said(this.form, key)
  }
}
