import { focusHeading } from './arrival'
import { clear, native, show } from './errors'
import { controlsOf } from './serialise'

/** A form of several parts, one thing at a time. All of them are sent together, from the last. */
export function parts(place: HTMLElement): void {
  place.addEventListener('click', event => {
    const pressed = event.target as Element
    if (pressed.closest('[data-part-next]')) go(place, 1)
    else if (pressed.closest('[data-part-back]')) go(place, -1)
  })
  // Enter in a part before the last goes on, as the button does.
  document.addEventListener('submit', event => {
    const all = partsOf(place)
    if (!(event.target as Element).matches('[data-parts]') || all.at(-1)?.hidden === false) return
    event.preventDefault()
    event.stopImmediatePropagation()
    go(place, 1)
  }, { capture: true })
}

export const partShown = (place: HTMLElement): string | undefined => partsOf(place).find(p => !p.hidden)?.dataset.part

export function showPart(place: HTMLElement, name: string): void {
  for (const part of partsOf(place)) part.hidden = part.dataset.part !== name
}

const partsOf = (place: HTMLElement): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('[data-part]')]

function go(place: HTMLElement, by: number): void {
  const all = partsOf(place)
  const now = all.findIndex(p => !p.hidden)
  const next = all[now + by]
  const form = next?.closest('form')
  if (!next || !form) return
  const wrong = by < 0 ? null : native(form, controlsOf(form).filter(c => all[now]?.contains(c)).map(c => c.name))
  if (wrong) return show(form, wrong)
  clear(form)
  showPart(place, next.dataset.part ?? '')
  scrollTo(0, 0)
  focusHeading(next)
}
