import { say } from './words'
import { announce } from './announce'

/**
 * Picking and ordering some of many. Each option has a native select for its place; the buttons beside it do the same by one step.
 * Placed options stand first, in their order.
 */
export function ranks(): void {
  settleAll()
  document.addEventListener('coach:fresh', settleAll)
  document.addEventListener('change', event => {
    const select = event.target
    if (!(select instanceof HTMLSelectElement) || select.dataset.type !== 'rank') return
    place(select, select.value === '' ? null : Number(select.value))
  })
  document.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>('[data-move]')
    const select = button?.closest('[data-rank-option]')?.querySelector('select')
    if (!button || !select) return
    const at = select.value === '' ? null : Number(select.value)
    if (button.dataset.move === 'up') place(select, at === null ? Infinity : Math.max(1, at - 1))
    else place(select, at === null ? Infinity : at + 1)
    button.focus()
  })
  document.addEventListener('coach:restored', event => {
    const field = (event.target as Element).closest<HTMLElement>('[data-rank]')
    if (field) settle(field)
  })
}

function settleAll(): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-rank]')) settle(field)
}

function place(select: HTMLSelectElement, at: number | null): void {
  const field = select.closest<HTMLElement>('[data-rank]')
  if (!field) return
  const most = Number(field.dataset.max)
  const order = ordered(field).filter(s => s !== select)
  if (at !== null) order.splice(Math.min(at - 1, order.length), 0, select)
  number(field, order.slice(0, most))
  settle(field)
  select.dispatchEvent(new Event('input', { bubbles: true }))
  const name = select.dataset.label ?? ''
  announce(field.id, select.value === '' ? say('rankOut', name) : say('rankAt', name, select.value))
}

/** Rows in the order of their places; without a place in the order of the page. The focus stays on its row. */
function settle(field: HTMLElement): void {
  const list = field.querySelector('[data-rank-list]')
  if (!list) return
  const focused = document.activeElement
  const chosen = ordered(field)
  number(field, chosen)
  const others = selects(field).filter(s => s.value === '').sort((a, b) => Number(a.dataset.first) - Number(b.dataset.first))
  const full = chosen.length >= Number(field.dataset.max)
  for (const select of [...chosen, ...others]) {
    const row = select.closest<HTMLElement>('[data-rank-option]')
    if (!row) continue
    list.append(row)
    row.toggleAttribute('data-placed', select.value !== '')
    const up = row.querySelector<HTMLButtonElement>('[data-move=up]'), down = row.querySelector<HTMLButtonElement>('[data-move=down]')
    if (up) up.hidden = select.value === '1' || (select.value === '' && full)
    if (down) down.hidden = select.value === '' || select.value === String(chosen.length)
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement && field.contains(focused)) focused.focus({ preventScroll: true })
}

function number(field: HTMLElement, order: readonly HTMLSelectElement[]): void {
  for (const select of selects(field)) {
    const index = order.indexOf(select)
    select.value = index < 0 ? '' : String(index + 1)
  }
}

const ordered = (field: HTMLElement): HTMLSelectElement[] =>
  selects(field).filter(s => s.value !== '').sort((a, b) => Number(a.value) - Number(b.value))

const selects = (field: HTMLElement): HTMLSelectElement[] => [...field.querySelectorAll<HTMLSelectElement>('select[data-type=rank]')]
