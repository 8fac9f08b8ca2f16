import { arrived } from './arrival'
import { quickExit } from './exit'
import { live } from './live'

// What a page does not have it does not load: a phone's first visit to Today needs the way out and the live line.
const parts: { when: string; start: () => Promise<void>; isOn?: boolean }[] = [
  { when: 'form[data-api]', start: async () => (await import('./forms')).forms() },
  { when: 'input[data-scale]', start: async () => (await import('./scale')).scales() },
  { when: '[data-rank]', start: async () => (await import('./rank')).ranks() },
  { when: '[data-rows]', start: async () => (await import('./lists')).lists() },
  { when: 'textarea', start: async () => (await import('./grow')).growing() },
  { when: 'dialog, details[data-menu]', start: async () => (await import('./dialog')).dialogs() },
  { when: 'details[data-round]', start: async () => (await import('./unfold')).unfolding() },
  { when: '[data-link-dialog]', start: async () => (await import('./invitation')).invitations() },
  { when: 'form[data-assign]', start: async () => (await import('./assign')).assigning() },
  { when: '[data-terms], template#step-editor', start: async () => (await import('./terms')).terms() },
  { when: 'form[data-start]', start: async () => (await import('./starting')).starting() },
  { when: 'form[data-programme]', start: async () => (await import('./programme')).building() },
  { when: '[data-follow]', start: async () => (await import('./following')).following() },
  { when: 'form[data-filters]', start: async () => (await import('./filters')).filters() },
  { when: 'button[data-favourite]', start: async () => (await import('./favourites')).favourites() },
  { when: 'time[data-ago]', start: async () => (await import('./ago')).agos() },
  { when: '[data-board]', start: async () => (await import('./board')).board() },
  { when: '[data-field-readers]', start: async () => (await import('./fieldReaders')).fieldReaders() },
  { when: '[data-one-time]', start: async () => (await import('./oneTime')).oneTime() },
  { when: '[data-join]', start: async () => (await import('./join')).join() },
  { when: 'form[data-import]', start: async () => (await import('./importing')).importing() },
  { when: 'form[data-passages]', start: async () => (await import('./passages')).passages() },
  { when: '[data-builder]', start: async () => (await import('./builder')).builder() },
  { when: 'form[data-pack]', start: async () => (await import('./packs')).packs() },
  { when: '[data-drafted]', start: async () => (await import('./drafted')).drafted() },
  { when: 'form[data-passkey]', start: async () => (await import('./passkeys')).passkeys() },
  { when: 'form[data-code-step], form[data-shows-codes]', start: async () => (await import('./secondStep')).secondStep() },
  { when: 'form[data-draft]', start: async () => (await import('./draft')).drafts() },
]

const starting = new Set<Promise<unknown>>()

// Way out first: whatever fails after it, leaving works.
quickExit()
begin()
document.addEventListener('coach:fresh', begin)
arrived()
live()

/** Starts what the page needs. Until all of it is there, `early.ts` holds what is pressed. */
function begin(): void {
  const wanted = parts.filter(part => !part.isOn && (document.querySelector(part.when) !== null || (part.when === 'form[data-draft]' && hasWaiting())))
  if (wanted.length === 0 && starting.size > 0) return
  document.dispatchEvent(new Event('coach:starting'))
  for (const part of wanted) part.isOn = true
  const all = Promise.all(wanted.map(part => part.start()))
  starting.add(all)
  void all.then(() => {
    starting.delete(all)
    if (starting.size === 0) document.dispatchEvent(new Event('coach:ready'))
  }, (error: unknown) => {
    document.dispatchEvent(new Event('coach:missing'))
    throw error
  })
}

/** Something sealed on this device waits for a connection (set in draftStore.ts, which this page may not need otherwise). */
function hasWaiting(): boolean {
  return document.body.dataset.hub === '/hubs/couple' && localStorage.getItem('waiting') !== null
}
