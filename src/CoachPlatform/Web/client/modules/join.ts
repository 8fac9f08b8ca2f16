import { focusHeading } from './arrival'
import { show } from './errors'
import { parts, partShown, showPart } from './joinParts'
import { busy } from './writing'

let token = ''

/**
 * The page of an invitation. Its token stands behind `#`, where no server and no log sees it; it is taken out of the address at once
 * and lives in this page only, until the form sends it in a body.
 */
export function join(): void {
  const place = document.querySelector<HTMLElement>('[data-join]')
  if (!place) return
  parts(place)
  const typed = place.querySelector<HTMLFormElement>('form[data-join-code]')
  const begin = (): void => {
    if (location.hash.length < 2) return
    token = location.hash.slice(1)
    history.replaceState(null, '', location.pathname)
    void look(place)
  }
  begin()
  if (token === '' && !typed) state(place, 'unknown')
  typed?.addEventListener('submit', event => {
    event.preventDefault()
    void find(place, typed)
  })
  // The link opened once more in the same tab changes only what is behind `#`.
  window.addEventListener('hashchange', begin)
  place.addEventListener('coach:done', event => {
    if ((event.target as HTMLElement).dataset.signOut !== undefined) void look(place, partShown(place))
  })
  place.addEventListener('coach:refused', event => {
    // What was shown has changed, or the link has been used: the page says what is now true, and keeps what was typed.
    const { status, problem } = (event as CustomEvent<{ status: number; problem: { type?: string } }>).detail
    if (status === 409 || status === 410 || status === 404) void look(place, partOf(problem.type ?? '') ?? partShown(place))
  })
  place.addEventListener('click', event => {
    if ((event.target as Element).closest('[data-look-again]')) void look(place)
  })
}

/** What has to be read once more. */
const partOf = (type: string): string | undefined => type.endsWith('/policy-moved') ? 'policy' : type.endsWith('/text-moved') ? 'terms' : undefined

/** A code stands for the token from here on; what it leads to takes the place of the form, and a code that leads nowhere is said beside it. */
async function find(place: HTMLElement, form: HTMLFormElement): Promise<void> {
  const code = form.querySelector<HTMLInputElement>('[name=code]')?.value.trim() ?? ''
  const said = (name: string): void => show(form, { message: '', fields: { code: [form.dataset[name] ?? ''] } })
  if (code.replace(/[\s-]/g, '').length !== 10) return said('short')
  const button = form.querySelector<HTMLButtonElement>('button')
  busy(form, button, true)
  const fresh = await ask(form.dataset.joinCode ?? '', { code })
  busy(form, button, false)
  if (!fresh) return show(form, { message: form.dataset.unreached ?? '', fields: {} })
  if (fresh.dataset.refused === 'not-found') return said('unknown')
  token = code
  place.dataset.join = fresh.dataset.look ?? ''
  put(place, fresh)
}

/** @param part the one to show; the first when left out */
async function look(place: HTMLElement, part?: string): Promise<void> {
  const fresh = await ask(place.dataset.join ?? '', { token })
  return fresh ? put(place, fresh, part) : state(place, 'unreached')
}

function put(place: HTMLElement, fresh: HTMLElement, part?: string): void {
  if (fresh.dataset.go) return location.replace(fresh.dataset.go)
  const typed = new Map([...place.querySelectorAll<HTMLInputElement>('input[name]')].map(i => [i.name, i.type === 'checkbox' ? i.checked : i.value]))
  const summary = place.querySelector('[data-summary]:not([hidden])')
  place.replaceChildren(fresh)
  if (part) showPart(place, part)
  for (const input of place.querySelectorAll<HTMLInputElement>('input[name]')) {
    const before = typed.get(input.name)
    if (input.name === 'token') input.value = token
    else if (input.type === 'hidden' || before === undefined) continue
    else if (typeof before === 'boolean') input.checked = before
    else input.value = before
  }
  // A refusal that brought us here stays in view.
  if (summary) place.querySelector('[data-summary]')?.replaceWith(summary)
  place.dispatchEvent(new Event('coach:fresh', { bubbles: true }))
  if (!summary) focusHeading(place.querySelector<HTMLElement>('[data-part]:not([hidden])') ?? place)
}

async function ask(address: string, body: object): Promise<HTMLElement | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', Accept: 'text/html' },
      body: JSON.stringify(body),
    })
    const template = document.createElement('template')
    template.innerHTML = await response.text()
    return template.content.querySelector<HTMLElement>('[data-invitation]')
  } catch {
    return null
  }
}

/** One of the states that the page brought along. */
function state(place: HTMLElement, name: string): void {
  const template = place.querySelector<HTMLTemplateElement>(`template[data-state="${name}"]`) ?? document.querySelector<HTMLTemplateElement>(`template[data-state="${name}"]`)
  if (!template) return
  place.replaceChildren(template.content.cloneNode(true))
  focusHeading(place)
}
