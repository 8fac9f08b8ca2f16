import { fill } from './words'

/** Scales without an answer yet show no thumb and submit nothing; the first touch or arrow gives them one. */
export function scales(): void {
  drawAll()
  document.addEventListener('coach:fresh', drawAll)
  const on = (event: Event): HTMLInputElement | null => {
    const target = event.target
    return target instanceof HTMLInputElement && target.dataset.scale !== undefined ? target : null
  }
  document.addEventListener('coach:restored', event => { const range = on(event); if (range) draw(range) })
  for (const type of ['input', 'click'] as const) {
    document.addEventListener(type, event => { const range = on(event); if (range) answer(range) })
  }
  document.addEventListener('keydown', event => {
    const range = on(event)
    if (!range || range.dataset.untouched === undefined || !event.key.startsWith('Arrow')) return
    event.preventDefault()
    range.value = String(middle(range))
    answer(range)
    range.dispatchEvent(new Event('input', { bubbles: true }))
  })
  document.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>('[data-clear-scale]')
    const range = button?.closest('.scale')?.querySelector<HTMLInputElement>('input[data-scale]')
    if (range) clear(range)
  })
}

function drawAll(): void {
  for (const range of document.querySelectorAll<HTMLInputElement>('input[type=range][data-scale]')) draw(range)
}

function answer(range: HTMLInputElement): void {
  delete range.dataset.untouched
  draw(range)
}

function clear(range: HTMLInputElement): void {
  range.value = String(middle(range))
  range.dataset.untouched = ''
  draw(range)
  range.focus()
  // After the mark is back, so that listeners on the form (draft) see an unanswered scale; answer() must not undo it.
  range.form?.dispatchEvent(new Event('input', { bubbles: true }))
}

function draw(range: HTMLInputElement): void {
  const isAnswered = range.dataset.untouched === undefined
  const low = Number(range.min), high = Number(range.max)
  const box = range.closest<HTMLElement>('.scale')
  box?.toggleAttribute('data-answered', isAnswered)
  box?.setAttribute('data-ready', '')
  box?.style.setProperty('--at', String((Number(range.value) - low) / (high - low || 1)))
  const thumb = box?.querySelector('[data-thumb]')
  if (thumb) thumb.textContent = isAnswered ? range.value : ''
  range.setAttribute('aria-valuetext', isAnswered ? fill(range.dataset.text ?? '{0}', [range.value]) : range.dataset.textNone ?? '')
}

const middle = (range: HTMLInputElement): number => Math.round((Number(range.min) + Number(range.max)) / 2)
