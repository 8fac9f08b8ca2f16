export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

type Value = string | number | boolean | string[] | string[][]

/** The named controls of a form, in the order of the page, wherever they stand. */
export function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((e): e is Control =>
    (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement) && e.name !== '' && !e.disabled)
}

/**
 * A form as JSON. `data-type` says what a control holds (text when absent); controls that share a name build one value.
 * What was left empty is left out, which the server reads as passed. Dots in a name nest.
 */
export function serialise(form: HTMLFormElement, only?: readonly string[]): Record<string, unknown> {
  const groups = new Map<string, Control[]>()
  for (const control of controlsOf(form)) {
    if (isPassed(control)) continue
    if (only && !only.includes(control.name)) continue
    groups.set(control.name, [...(groups.get(control.name) ?? []), control])
  }
  const body: Record<string, unknown> = {}
  for (const [name, controls] of groups) {
    const value = valueOf(controls)
    if (value !== undefined) put(body, name.split('.'), value)
  }
  return body
}

/** Of a question that is passed nothing goes out, whatever was typed before. */
export const isPassed = (control: Control): boolean =>
  control.name !== 'passed' && control.closest('.field')?.querySelector('[name=passed]:checked') != null

function valueOf(controls: readonly Control[]): Value | undefined {
  const first = controls[0]
  if (!first) return undefined
  switch (first.dataset.type) {
    case 'number': return numberOf(chosen(controls) ?? first)
    case 'boolean': return checked(first)
    case 'done': return checked(first) || undefined
    case 'yes-no': return controls.some(checked) ? controls.find(checked)?.value === 'true' : undefined
    case 'multi': return some(controls.filter(checked).flatMap(c => c.value.split(' ')))
    case 'list': return some(controls.map(c => c.value.trim()).filter(v => v !== ''))
    case 'parts': return some(items(controls))
    case 'rank': return some(ranked(controls))
    case 'moment': return moment(controls)
    default: return textOf(chosen(controls))
  }
}

/** Of radios the chosen one, of anything else the control itself. */
function chosen(controls: readonly Control[]): Control | undefined {
  return controls[0]?.type === 'radio' ? controls.find(checked) : controls[0]
}

function textOf(control: Control | undefined): string | undefined {
  if (!control || (control.type === 'checkbox' && !checked(control))) return undefined
  return control.value.trim() === '' ? undefined : control.value
}

function numberOf(control: Control): number | undefined {
  if ('untouched' in control.dataset || control.value.trim() === '') return undefined
  if (control.type === 'radio' && !checked(control)) return undefined
  const value = Number(control.value.replace(',', '.'))
  // What is no number goes as written, so that the server can name the field.
  return Number.isNaN(value) ? (control.value as unknown as number) : value
}

/** Items of several parts, one array per `data-item`, parts in the order of the page; an item nobody touched is no item. */
function items(controls: readonly Control[]): string[][] {
  const byItem = new Map<string, string[]>()
  for (const control of controls) {
    const item = control.dataset.item ?? ''
    byItem.set(item, [...(byItem.get(item) ?? []), control.value.trim()])
  }
  return [...byItem.values()].filter(parts => parts.some(p => p !== ''))
}

/** A day, and the time on the wall clock when one was given: `2026-03-14` or `2026-03-14T19:30`. */
function moment(controls: readonly Control[]): string | undefined {
  const [day, time] = controls.map(c => c.value)
  return day ? [day, time].filter(Boolean).join('T') : undefined
}

function ranked(controls: readonly Control[]): string[] {
  return controls
    .filter(c => c.value !== '')
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map(c => c.dataset.option ?? '')
}

const checked = (control: Control): boolean => control instanceof HTMLInputElement && control.checked

const some = <T>(values: T[]): T[] | undefined => values.length > 0 ? values : undefined

function put(into: Record<string, unknown>, path: string[], value: unknown): void {
  const [head, ...rest] = path
  if (head === undefined) return
  if (rest.length === 0) into[head] = value
  else put((into[head] ??= {}) as Record<string, unknown>, rest, value)
}
