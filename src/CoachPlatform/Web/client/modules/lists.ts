import type { Saved } from './draftStore'

/** "Add another" for list fields: a fresh row is a copy of the last one, emptied. */
export function lists(): void {
  document.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>('[data-add-row]')
    const list = button?.closest<HTMLElement>('[data-rows]')
    if (!list) return
    const row = grow(list)
    row?.querySelector<HTMLElement>('input, textarea')?.focus()
  })
}

/** Makes room for every row a draft holds. */
export function growTo(form: HTMLFormElement, saved: readonly Saved[]): void {
  for (const list of form.querySelectorAll<HTMLElement>('[data-rows]')) {
    const name = list.dataset.rows ?? ''
    const mine = saved.filter(s => s.name === name)
    const wanted = mine.some(s => s.part !== '') ? new Set(mine.map(s => s.part.split('.')[0])).size : mine.length
    while (rows(list).length < wanted && grow(list));
  }
}

function grow(list: HTMLElement): HTMLElement | null {
  const all = rows(list)
  const last = all.at(-1)
  const most = Number(list.dataset.max ?? 50)
  if (!last || all.length >= most) return null
  const row = last.cloneNode(true) as HTMLElement
  const n = all.length
  for (const field of row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    field.value = ''
    field.removeAttribute('value')
    field.required = false
    field.removeAttribute('aria-invalid')
    if (field.dataset.item !== undefined) field.dataset.item = String(n)
    const id = `${field.id.replace(/-\d+(-\d+)?$/, '')}-${n}${field.dataset.part === undefined ? '' : `-${field.dataset.part}`}`
    const label = row.querySelector(`label[for="${CSS.escape(field.id)}"]`)
    label?.setAttribute('for', id)
    field.id = id
  }
  for (const number of row.querySelectorAll('[data-number]')) number.textContent = String(n + 1)
  last.after(row)
  const button = list.querySelector<HTMLElement>('[data-add-row]')
  if (button) button.hidden = n + 1 >= most
  return row
}

const rows = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-row]')]
