import { announce } from './announce'
import { newKey, send } from './api'

/** Stars: pressed at once, and taken back when it was not kept. The page stays where it is. */
export function favourites(): void {
  document.addEventListener('click', event => {
    const star = (event.target as Element).closest<HTMLButtonElement>('button[data-favourite]')
    if (star) void toggle(star)
  })
}

async function toggle(star: HTMLButtonElement): Promise<void> {
  const slug = star.dataset.favourite ?? ''
  const all = [...document.querySelectorAll<HTMLButtonElement>(`button[data-favourite="${CSS.escape(slug)}"]`)]
  if (all.some(s => s.getAttribute('aria-busy') === 'true')) return
  const on = star.getAttribute('aria-pressed') !== 'true'
  press(all, on, true)
  const outcome = await send({ method: 'POST', url: `/api/library/exercises/${encodeURIComponent(slug)}/favourite`, body: { favourite: on }, key: newKey() })
  press(all, outcome.kind === 'done' ? on : !on, false)
  if (outcome.kind !== 'done') announce(`favourite-${slug}`, star.dataset.wordsNot ?? '')
}

function press(stars: HTMLButtonElement[], on: boolean, busy: boolean): void {
  for (const star of stars) {
    star.setAttribute('aria-pressed', String(on))
    star.setAttribute('aria-busy', String(busy))
  }
}
