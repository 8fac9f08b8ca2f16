import { say } from './words'

const keysOff = 'board-keys-off'

/** Rows change in place at once; their order changes only while nobody points at the table or has the focus in it. */
export function board(): void {
  const rows = document.querySelector<HTMLElement>('[data-board]')
  if (!rows) return
  const again = document.querySelector<HTMLButtonElement>('[data-sort-again]')
  let isPointed = false
  const table = rows.closest<HTMLElement>('table') ?? rows
  const isHeld = (): boolean => isPointed || table.contains(document.activeElement)
  const check = (): void => {
    const displaced = misplaced(rows)
    if (displaced > 0 && !isHeld()) sort(rows)
    if (!again) return
    again.hidden = displaced === 0 || !isHeld()
    if (!again.hidden) again.textContent = displaced === 1 ? say('movedOne') : say('movedMany', displaced)
  }
  table.addEventListener('pointerenter', () => { isPointed = true })
  table.addEventListener('pointerleave', () => { isPointed = false; check() })
  table.addEventListener('focusout', () => setTimeout(check))
  document.addEventListener('coach:moved', check)
  again?.addEventListener('click', () => { sort(rows); again.hidden = true; rows.querySelector<HTMLElement>('[data-row-link]')?.focus() })
  table.addEventListener('click', event => follow(event))
  keys(rows)
}

/** The whole row is a target for a pointer; the keyboard has the name's link. Selecting text is not a click. */
function follow(event: MouseEvent): void {
  const target = event.target as Element
  if (target.closest('a, button, input, select, summary, label') || getSelection()?.toString()) return
  target.closest('[data-order]')?.querySelector<HTMLElement>('[data-row-link]')?.click()
}

const ordered = (rows: HTMLElement): HTMLElement[] => [...rows.querySelectorAll<HTMLElement>(':scope > [data-order]')]

const sorted = (all: HTMLElement[]): HTMLElement[] =>
  [...all].sort((a, b) => (a.dataset.order ?? '').localeCompare(b.dataset.order ?? '', 'en', { numeric: true }))

function misplaced(rows: HTMLElement): number {
  const now = ordered(rows)
  const want = sorted(now)
  return now.filter((row, i) => row !== want[i]).length
}

function sort(rows: HTMLElement): void {
  const before = new Map(ordered(rows).map(row => [row, row.getBoundingClientRect().top]))
  rows.append(...sorted(ordered(rows)))
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  for (const [row, top] of before) {
    const by = top - row.getBoundingClientRect().top
    if (by !== 0) row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], { duration: 240, easing: 'cubic-bezier(0.2, 0, 0, 1)' })
  }
}

function keys(rows: HTMLElement): void {
  const help = document.querySelector<HTMLDialogElement>('dialog[data-keys]')
  const toggle = help?.querySelector<HTMLInputElement>('[data-keys-on]')
  if (toggle) {
    toggle.checked = localStorage.getItem(keysOff) === null
    toggle.addEventListener('change', () => toggle.checked ? localStorage.removeItem(keysOff) : localStorage.setItem(keysOff, '1'))
  }
  document.addEventListener('keydown', event => {
    const writing = (event.target as Element).closest?.('input, textarea, select, dialog, [contenteditable]')
    if (writing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(keysOff) !== null) return
    if (event.key === '?') return help?.showModal()
    if (event.key !== 'j' && event.key !== 'k') return
    const links = [...rows.querySelectorAll<HTMLElement>('[data-row-link]')]
    const at = links.findIndex(l => l.closest('[data-order]')?.contains(document.activeElement))
    const to = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))
    links[to]?.focus()
    event.preventDefault()
  })
}
