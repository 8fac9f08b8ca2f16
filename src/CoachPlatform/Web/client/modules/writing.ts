import { newKey, send } from './api'
import { clear, show } from './errors'
import { fill, said, say } from './words'

const unanswered = new WeakMap<object, { key: string; body: string }>()

/** One key per write of a form, or of a page, until it is answered: pressing again after silence repeats it, changed words make a new write. */
export function keyFor(owner: object, body: unknown): string {
  const text = JSON.stringify(body)
  const before = unanswered.get(owner)
  const key = before?.body === text ? before.key : newKey()
  unanswered.set(owner, { key, body: text })
  return key
}

export const answered = (owner: object): void => { unanswered.delete(owner) }

/** Sends what a page has put together itself. A refusal is shown and leaves the page as it is, also where nobody is signed in any more. */
export async function post(form: HTMLFormElement, button: HTMLButtonElement | null, url: string, body: unknown): Promise<{ body: Record<string, unknown> } | { status: number }> {
  clear(form)
  busy(form, button, true)
  const outcome = await send({ method: 'POST', url, body, key: keyFor(form, body), redirectOn401: false })
  busy(form, button, false)
  if (outcome.kind === 'unreached') {
    show(form, { message: say('unreached'), fields: {} })
    return { status: 0 }
  }
  // What may have been done all the same is repeated under its own key.
  if (outcome.kind === 'done' || outcome.status < 500) answered(form)
  if (outcome.kind === 'done') return { body: outcome.body }
  const message = outcome.status === 401 ? said(form, 'signedOut') : outcome.status >= 500 ? say('unreached') : outcome.problem.detail ?? say('refused')
  show(form, { message, fields: outcome.problem.errors ?? {} })
  return { status: outcome.status }
}

/** A way on from what was refused. In a window of its own it leaves what was typed where it is. */
export function wayOn(form: HTMLFormElement, href: string, words: string, isApart: boolean): void {
  const link = document.createElement('a')
  link.href = href
  if (isApart) link.target = '_blank'
  link.className = 'link-alone'
  link.textContent = words
  form.querySelector('[data-summary]')?.append(link)
}

/** What is under way is said on its button; pressing it again does nothing. */
export function busy(form: HTMLFormElement, button: HTMLButtonElement | null, on: boolean): void {
  form.setAttribute('aria-busy', String(on))
  if (!button) return
  const words = button.querySelector<HTMLElement>('[data-label]') ?? button
  if (on) {
    // Not `disabled`: that would throw the focus away from a keyboard user.
    button.style.minWidth = `${button.offsetWidth}px`
    button.dataset.rest = words.textContent ?? ''
    words.textContent = fill(button.dataset.busy ?? say('sending'), [])
  } else if (button.dataset.rest !== undefined) {
    words.textContent = button.dataset.rest
    delete button.dataset.rest
    button.style.minWidth = ''
  }
  button.setAttribute('aria-busy', String(on))
  button.setAttribute('aria-disabled', String(on))
}
