import { send, toSignIn, type Outcome, type Write } from './api'

/**
 * Sends a write. Where the server asks first whether it is really the person, a dialog does, and what was refused is sent once more after a yes. Without
 * one the refusal stands.
 */
export async function sendConfirmed(write: Write): Promise<Outcome> {
  const outcome = await send(write)
  if (outcome.kind !== 'refused' || outcome.problem.title !== 'confirm-first') return outcome
  return await isConfirmed() ? send(write) : outcome
}

async function isConfirmed(): Promise<boolean> {
  const dialog = await fetched()
  if (!dialog) return false
  const before = document.activeElement
  document.body.append(dialog)
  document.dispatchEvent(new Event('coach:fresh'))
  let isDone = false
  dialog.addEventListener('coach:done', () => { isDone = true; dialog.close() })
  dialog.addEventListener('click', event => { if ((event.target as Element).closest('[data-closes]')) dialog.close() })
  const closed = new Promise<void>(done => dialog.addEventListener('close', () => done(), { once: true }))
  dialog.showModal()
  dialog.querySelector<HTMLElement>('input[type=password]')?.focus()
  await closed
  dialog.remove()
  if (before instanceof HTMLElement) before.focus()
  return isDone
}

async function fetched(): Promise<HTMLDialogElement | null> {
  try {
    const response = await fetch('/fragments/confirm', { credentials: 'same-origin', cache: 'no-store', headers: { Accept: 'text/html' } })
    if (response.status === 401) toSignIn()
    if (!response.ok) return null
    const template = document.createElement('template')
    template.innerHTML = await response.text()
    return template.content.querySelector('dialog')
  } catch {
    return null
  }
}
