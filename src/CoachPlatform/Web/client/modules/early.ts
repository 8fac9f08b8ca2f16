import { say } from './words'

// A classic script in the head: nothing of the page can be pressed before it runs. The modules come later, and a form that the browser
// sent by itself would be refused and its words lost; so a press that is too early waits here and counts once they are there.

// After a quick exit the way back shows nothing, even where the browser kept a page whole or the sign-out has not come through: the page
// hides, signs out once more, and leads to where somebody says who they are. Only that page takes the mark away.
function hideAfterLeaving(): void {
  try {
    if (localStorage.getItem('left') === null) return
    if (location.pathname === '/sign-in') return localStorage.removeItem('left')
  } catch { return }
  document.documentElement.hidden = true
  document.title = ' '
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('')
  void fetch('/api/sign-out', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key }, body: '{}' })
    .catch(() => undefined)
    .finally(() => location.replace('/sign-in'))
}

hideAfterLeaving()
window.addEventListener('pageshow', event => { if (event.persisted) hideAfterLeaving() })

const selector = 'form[data-api], form[data-assign], form[data-import], form[data-passages], form[data-programme], form[data-pack], form[data-join-code]'
const pressed = new Map<HTMLFormElement, HTMLElement | null>()
let held: HTMLElement | null = null
let state: 'starting' | 'ready' | 'missing' = 'starting'

document.addEventListener('submit', event => {
  const form = event.target
  if (state === 'ready' || !(form instanceof HTMLFormElement) || !form.matches(selector)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (state === 'missing') return tell(form)
  pressed.set(form, event.submitter)
  event.submitter?.setAttribute('aria-busy', 'true')
}, true)

// A button that opens a dialog does nothing by itself.
document.addEventListener('click', event => {
  const button = state === 'starting' ? (event.target as Element).closest<HTMLElement>('[data-opens]') : null
  if (!button) return
  event.preventDefault()
  event.stopImmediatePropagation()
  held = button
  button.setAttribute('aria-busy', 'true')
}, true)

// The browser's bubbles name one field at a time and cannot be styled; the summary of the module names all.
document.addEventListener('click', event => {
  const form = (event.target as Element).closest<HTMLButtonElement>('button')?.form
  if (form?.matches(selector)) form.noValidate = true
}, true)

// What is missing once stays so until the page is read again.
document.addEventListener('coach:starting', () => { if (state === 'ready') state = 'starting' })
document.addEventListener('coach:ready', () => {
  if (state === 'missing') return
  state = 'ready'
  for (const [form, button] of taken()) if (form.isConnected) form.requestSubmit(button && (button as HTMLButtonElement).form === form ? button : undefined)
  openHeld()
})
document.addEventListener('coach:missing', missing)
// A script that could not be fetched says so on itself, and only to who listens on the way down.
window.addEventListener('error', event => { if (event.target instanceof HTMLScriptElement && event.target.type === 'module') missing() }, true)

function missing(): void {
  state = 'missing'
  for (const [form] of taken()) tell(form)
  openHeld()
}

/** Once more, now that somebody listens; without the module a link leads on by itself. */
function openHeld(): void {
  const button = held
  held = null
  button?.removeAttribute('aria-busy')
  if (button?.isConnected) button.click()
}

function taken(): [HTMLFormElement, HTMLElement | null][] {
  const all = [...pressed]
  pressed.clear()
  for (const [, button] of all) button?.removeAttribute('aria-busy')
  return all
}

/** What was typed stays where it is: leaving the page is for the person to decide. */
function tell(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-summary]') ?? document.createElement('div')
  if (!place.isConnected) {
    place.className = 'summary'
    place.dataset.summary = ''
    form.prepend(place)
  }
  place.tabIndex = -1
  place.textContent = say('scriptMissing')
  place.hidden = false
  place.focus()
}
