import { newKey, type Outcome } from './api'
import { arriveAtHeading } from './arrival'
import { sendConfirmed } from './confirm'
import { clear, native, show } from './errors'
import { serialise } from './serialise'
import { said, say } from './words'
import { busy } from './writing'

type Question = { options: PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON; token: string }

/** `form[data-passkey]`: asks the server what to ask for, the device for a passkey, and sends what it gives. Gone where the browser cannot. */
export function passkeys(): void {
  const can = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  const look = (): void => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) form.hidden ||= !can
    for (const note of document.querySelectorAll<HTMLElement>('[data-no-passkeys]')) note.hidden = can
  }
  look()
  document.addEventListener('coach:fresh', look)
  document.addEventListener('submit', event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.passkey === undefined) return
    event.preventDefault()
    // The plain form's sending is not meant: what is sent comes from the device.
    event.stopImmediatePropagation()
    void ask(form, event.submitter instanceof HTMLButtonElement ? event.submitter : null)
  }, true)
}

async function ask(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  if (form.getAttribute('aria-busy') === 'true') return
  const wrong = native(form)
  if (wrong) return show(form, wrong)
  clear(form)
  busy(form, button, true)
  const outcome = await given(form)
  if (outcome === null || outcome.kind !== 'done') {
    busy(form, button, false)
    return show(form, refusal(form, outcome))
  }
  form.dispatchEvent(new CustomEvent('coach:done', { bubbles: true, detail: outcome.body }))
  const next = form.dataset.next
  if (!next) return busy(form, button, false)
  arriveAtHeading()
  if (next === 'reload') location.reload()
  else location.assign(next)
}

/** What came of it; null when the device gave nothing. */
async function given(form: HTMLFormElement): Promise<Outcome | null> {
  const asked = await sent(form, form.dataset.options ?? '', {})
  if (asked.kind !== 'done') return asked
  const question = asked.body as Question
  const credential = await fromDevice(form.dataset.passkey === 'make', question.options)
  return credential && sent(form, form.dataset.api ?? '', { ...serialise(form), credential: credential.toJSON(), token: question.token })
}

async function fromDevice(isNew: boolean, options: Question['options']): Promise<PublicKeyCredential | null> {
  try {
    const credential = isNew
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    return credential instanceof PublicKeyCredential ? credential : null
  } catch {
    // Closed by the person, timed out, or none there.
    return null
  }
}

const sent = (form: HTMLFormElement, url: string, body: unknown): Promise<Outcome> =>
  sendConfirmed({ method: 'POST', url, body, key: newKey(), redirectOn401: form.dataset.signIn === undefined })

function refusal(form: HTMLFormElement, outcome: Outcome | null): { message: string; fields: Record<string, string[]> } {
  if (outcome?.kind === 'refused' && outcome.status < 500) return { message: outcome.problem.detail ?? say('refused'), fields: outcome.problem.errors ?? {} }
  return { message: outcome === null ? said(form, 'failed') : say('unreached'), fields: {} }
}
