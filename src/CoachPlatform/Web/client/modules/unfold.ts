import { isDirty } from './morph'
import { refresh } from './live'
import type { Control } from './serialise'

/**
 * A round on the case page. Unfolding it is reading it: only then is its content asked for, and the server puts that on record.
 * While it is folded it is no live element, so that no frame reads answers which nobody is looking at.
 */
export function unfolding(): void {
  // `toggle` does not bubble.
  document.addEventListener('toggle', event => {
    const round = event.target
    if (round instanceof HTMLDetailsElement && round.dataset.round !== undefined) follow(round)
  }, true)
  // A read that was under way when the round was folded must not make it live again.
  document.addEventListener('coach:fresh', event => {
    const round = (event.target as Element).closest<HTMLDetailsElement>('details[data-round]')
    if (round && !round.open) fold(round)
  })
  window.addEventListener('hashchange', arrive)
  arrive()
}

function follow(round: HTMLDetailsElement): void {
  const inside = insideOf(round)
  if (!inside) return
  if (!round.open) return fold(round)
  inside.dataset.live = ''
  void refresh(inside)
}

/** Its words leave the page, unless something is being written there. */
function fold(round: HTMLDetailsElement): void {
  const inside = insideOf(round)
  if (!inside) return
  delete inside.dataset.live
  inside.dataset.position = '0'
  if (![...inside.querySelectorAll<Control>('input, textarea, select')].some(isDirty)) inside.replaceChildren()
}

/** A reason on the board leads to its round. */
function arrive(): void {
  const round = location.hash.startsWith('#round-') ? document.getElementById(location.hash.slice(1)) : null
  if (!(round instanceof HTMLDetailsElement)) return
  round.open = true
  round.querySelector('summary')?.focus()
}

const insideOf = (round: HTMLElement): HTMLElement | null => round.querySelector<HTMLElement>('[data-inside]')
