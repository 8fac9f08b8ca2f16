import type { Outcome, Write } from './api'
import { sendConfirmed } from './confirm'
import { clear, native, show } from './errors'
import { serialise } from './serialise'
import { refresh } from './live'
import { say } from './words'
import { arriveAtHeading } from './arrival'
import { answered, busy, keyFor } from './writing'

/** What draft.ts adds to a form: keeps a write for later, and forgets the draft once it is in. */
export type Keeper = { queue(write: Write): Promise<boolean>; done(): Promise<void> }

const keepers = new WeakMap<HTMLFormElement, Keeper>()

export const keep = (form: HTMLFormElement, keeper: Keeper): void => { keepers.set(form, keeper) }

/** Takes over every `form[data-api]`, now and in fragments to come. */
export function forms(): void {
  document.addEventListener('submit', event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.api === undefined) return
    event.preventDefault()
    void submit(form, event.submitter instanceof HTMLButtonElement ? event.submitter : null)
  })
}

async function submit(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  if (form.getAttribute('aria-busy') === 'true') return
  const said = (name: string): string | undefined => button?.dataset[name] ?? form.dataset[name]
  const only = button?.dataset.only?.split(' ')
  // Of a form that is sent in part, only what the button asks for has to be filled in.
  const needs = button?.dataset.needs?.split(' ')
  const wrong = only && !needs ? null : native(form, needs)
  if (wrong) return show(form, wrong)

  const body = serialise(form, only)
  if (button?.name) body[button.name] = button.value
  const write: Write = {
    method: (said('method') ?? 'post').toUpperCase(),
    url: said('api') ?? form.action,
    body,
    key: keyFor(form, body),
    redirectOn401: form.dataset.signIn === undefined,
  }
  clear(form)
  busy(form, button, true)
  const outcome = await sendConfirmed(write)
  if (outcome.kind === 'unreached') {
    busy(form, button, false)
    if (await keepers.get(form)?.queue(write)) return
    return show(form, { message: say('unreached'), fields: {} })
  }
  if (outcome.kind === 'done' || outcome.status < 500) answered(form)
  if (outcome.kind === 'refused') {
    busy(form, button, false)
    return refused(form, outcome)
  }
  await keepers.get(form)?.done()
  form.dispatchEvent(new CustomEvent('coach:done', { bubbles: true, detail: outcome.body }))
  done(form, button, said, outcome.body)
}

function refused(form: HTMLFormElement, { status, problem }: Extract<Outcome, { kind: 'refused' }>): void {
  const message = status >= 500 ? say('unreached') : problem.detail ?? problem.title ?? say('refused')
  show(form, { message, fields: problem.errors ?? {} })
  form.dispatchEvent(new CustomEvent('coach:refused', { bubbles: true, detail: { status, problem } }))
  // A lost race: what stands beside the form is read again, so that it says what is now true.
  if (status === 409) for (const element of around(form)) void refresh(element)
}

function done(
  form: HTMLFormElement, button: HTMLButtonElement | null,
  said: (name: string) => string | undefined, body: Record<string, unknown>): void {
  const next = said('next')
  if (next === 'reload') {
    arriveAtHeading()
    return location.reload()
  }
  if (next) {
    arriveAtHeading()
    return location.assign(into(next, body))
  }
  busy(form, button, false)
  const again = said('refresh')
  if (again) for (const element of document.querySelectorAll<HTMLElement>(again)) void refresh(element)
  if (said('reset') !== undefined) form.reset()
  if (said('close') !== undefined) form.closest('dialog')?.close()
  const status = said('status')
  if (status) line(status, said('statusHref'), body)
}

/** The page's status line, with a link when there is somewhere to go. */
function line(text: string, href: string | undefined, body: Record<string, unknown>): void {
  const place = document.getElementById('status')
  if (!place) return
  const words = document.createElement(href ? 'a' : 'span')
  words.textContent = into(text, body, false)
  if (href) (words as HTMLAnchorElement).href = into(href, body)
  place.replaceChildren(words)
  place.hidden = false
}

/** `{name}` in an address or sentence becomes the value of that name in the response. */
function into(template: string, body: Record<string, unknown>, encode = true): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encode ? encodeURIComponent(String(body[name] ?? '')) : String(body[name] ?? ''))
}

function around(form: HTMLFormElement): HTMLElement[] {
  const element = form.closest<HTMLElement>('[data-live]')
  return element ? [element] : [...document.querySelectorAll<HTMLElement>('main [data-live]')]
}
