/** Dragging by a handle within one list: a line shows where it would go, Escape puts it back. */
export function draggable(list: HTMLElement, moved: (from: number, to: number) => void): void {
  list.addEventListener('pointerdown', event => {
    const handle = (event.target as Element).closest<HTMLElement>('[data-handle]')
    const item = handle?.closest<HTMLElement>('[data-item]')
    if (!handle || !item || item.parentElement !== list || event.button !== 0) return
    event.preventDefault()
    drag(list, item, handle, event.pointerId, moved)
  })
}

function drag(list: HTMLElement, item: HTMLElement, handle: HTMLElement, pointer: number, moved: (from: number, to: number) => void): void {
  const items = [...list.children].filter((c): c is HTMLElement => c instanceof HTMLElement && c.dataset.item !== undefined)
  const from = items.indexOf(item)
  let to = from
  const over = new AbortController()
  const mark = (): void => items.forEach((one, i) => {
    one.toggleAttribute('data-dragged', one === item && !over.signal.aborted)
    if (over.signal.aborted || to === from || i !== to) delete one.dataset.drop
    else one.dataset.drop = to < from ? 'before' : 'after'
  })
  const end = (): void => { over.abort(); mark() }
  handle.setPointerCapture(pointer)
  const on = { signal: over.signal }
  handle.addEventListener('pointermove', event => {
    const found = items.findIndex(one => { const box = one.getBoundingClientRect(); return event.clientY < box.bottom })
    to = found < 0 ? items.length - 1 : found
    mark()
  }, on)
  handle.addEventListener('pointerup', () => { end(); if (to !== from) moved(from, to) }, on)
  handle.addEventListener('pointercancel', end, on)
  document.addEventListener('keydown', event => { if (event.key === 'Escape') end() }, on)
  mark()
}
