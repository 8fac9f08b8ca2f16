import { controlsOf, isPassed, type Control } from './serialise'
import { say } from './words'

/** A refusal in words: one line for the whole form, and one or more for each field by its name. */
export type Refusal = { message: string; fields: Record<string, string[]> }

/** Shows a refusal in place: each field's words under it, a summary that links to them and takes the focus. */
export function show(form: HTMLFormElement, refusal: Refusal): void {
  clear(form)
  const links: HTMLLIElement[] = []
  const loose: string[] = []
  for (const [name, texts] of Object.entries(refusal.fields)) {
    const control = find(form, name)
    if (control) links.push(mark(form, control, texts.join(' ')))
    else loose.push(...texts)
  }
  const summary = summaryOf(form)
  const message = document.createElement('p')
  message.className = 'summary-title'
  // A field without a control here often says what the refusal says, and it is said once.
  message.textContent = [...new Set([refusal.message, ...loose])].filter(t => t !== '').join(' ')
  summary.replaceChildren(message)
  if (links.length > 0) {
    const list = document.createElement('ul')
    list.append(...links)
    summary.append(list)
  }
  summary.hidden = false
  summary.focus()
}

export function clear(form: HTMLFormElement): void {
  const summary = form.querySelector<HTMLElement>('[data-summary]')
  if (summary) summary.hidden = true
  for (const control of form.querySelectorAll<HTMLElement>('[aria-invalid]')) unmark(form, control)
}

/** Takes back what was said about the controls of a part that goes away. */
export function forget(form: HTMLFormElement, part: ParentNode): void {
  for (const control of part.querySelectorAll<HTMLElement>('[aria-invalid]')) unmark(form, control)
}

/**
 * Gives a control another name and id, and with them what was said about it: the words under it, and the line above that leads there. Found at once and
 * done when called, since two controls may change names with each other.
 */
export function renaming(form: HTMLFormElement, control: Control, name: string, id: string): () => void {
  const said = <T extends HTMLElement>(attribute: string): T[] => control.name === '' ? [] : [...form.querySelectorAll<T>(`[${attribute}="${CSS.escape(control.name)}"]`)]
  const [places, lines] = [said('data-error-for'), said('data-about')]
  return () => {
    control.name = name
    control.id = id
    for (const place of places) {
      const before = place.id
      place.dataset.errorFor = name
      place.id = placeIdOf(name)
      const described = control.getAttribute('aria-describedby')
      if (described) control.setAttribute('aria-describedby', described.split(' ').map(d => d === before ? place.id : d).join(' '))
    }
    for (const line of lines) {
      line.dataset.about = name
      line.querySelector('a')?.setAttribute('href', `#${id}`)
    }
  }
}

/** What the browser itself finds wrong, worded as a refusal; null when nothing is. Of the named controls alone where names are given. */
export function native(form: HTMLFormElement, only?: readonly string[]): Refusal | null {
  const fields: Record<string, string[]> = {}
  for (const control of controlsOf(form)) {
    if (only && !only.includes(control.name)) continue
    if (control.validity.valid || fields[control.name] || isPassed(control)) continue
    fields[control.name] = [!control.validity.valueMissing ? control.validationMessage : say(control.type === 'checkbox' ? 'unticked' : 'missing')]
  }
  return Object.keys(fields).length > 0 ? { message: say('notYet'), fields } : null
}

function find(form: HTMLFormElement, name: string): Control | undefined {
  const wanted = name.toLowerCase()
  const controls = controlsOf(form)
  return controls.find(c => c.name.toLowerCase() === wanted)
    ?? controls.find(c => c.name.toLowerCase().endsWith(`.${wanted}`))
    ?? controls.find(c => wanted.startsWith(`${c.name.toLowerCase()}[`) || wanted.startsWith(`${c.name.toLowerCase()}.`))
}

function mark(form: HTMLFormElement, control: Control, text: string): HTMLLIElement {
  const place = placeOf(form, control)
  place.textContent = text
  place.hidden = false
  control.id ||= `c-${place.id}`
  control.setAttribute('aria-invalid', 'true')
  control.setAttribute('aria-describedby', [...new Set([...(control.getAttribute('aria-describedby') ?? '').split(' '), place.id])].join(' ').trim())
  // Passing the question settles it as much as filling it in.
  ;(control.closest('.field') ?? control).addEventListener('input', () => unmark(form, control), { once: true })
  const link = document.createElement('a')
  link.href = `#${control.id}`
  link.textContent = [questionOf(control), text].filter(t => t !== '').join(' – ')
  link.addEventListener('click', event => { event.preventDefault(); control.focus() })
  const item = document.createElement('li')
  item.dataset.about = control.name
  item.append(link)
  return item
}

/** What the field asks, so that a list of links is not five times the same sentence. */
function questionOf(control: Control): string {
  const asked = control.closest('fieldset')?.querySelector('legend') ?? control.labels?.[0]
  return [...asked?.childNodes ?? []].map(n => n.textContent?.trim()).find(Boolean) ?? ''
}

function unmark(form: HTMLFormElement, control: HTMLElement): void {
  control.removeAttribute('aria-invalid')
  const name = (control as Control).name
  for (const place of form.querySelectorAll<HTMLElement>(`[data-error-for="${CSS.escape(name)}"]`)) place.hidden = true
  const summary = form.querySelector<HTMLElement>('[data-summary]')
  summary?.querySelector(`[data-about="${CSS.escape(name)}"]`)?.remove()
  if (summary && summary.querySelector('ul') && !summary.querySelector('li')) summary.hidden = true
}

function placeOf(form: HTMLFormElement, control: Control): HTMLElement {
  const there = form.querySelector<HTMLElement>(`[data-error-for="${CSS.escape(control.name)}"]`)
  const place = there ?? document.createElement('p')
  place.id ||= placeIdOf(control.name)
  if (!there) {
    place.className = 'field-error'
    place.dataset.errorFor = control.name
    control.after(place)
  }
  return place
}

const placeIdOf = (name: string): string => `e-${name.replace(/[^\w-]/g, '-')}`

function summaryOf(form: HTMLFormElement): HTMLElement {
  const there = form.querySelector<HTMLElement>('[data-summary]')
  if (there) return there
  const summary = document.createElement('div')
  summary.className = 'summary'
  summary.dataset.summary = ''
  summary.tabIndex = -1
  form.prepend(summary)
  return summary
}
