import { fill } from './words'

/** Shows a link, with its code and its picture, from the response that made it, and nowhere else: closing takes them out of the page for good. */
export function invitations(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-link-dialog]')
  const value = dialog?.querySelector<HTMLInputElement>('[data-link-value]')
  const copy = dialog?.querySelector<HTMLButtonElement>('[data-copy]')
  const title = dialog?.querySelector<HTMLElement>('[data-link-title]')
  const said = dialog?.querySelector<HTMLElement>('[data-copy-said]')
  const how = dialog?.querySelector<HTMLElement>('[data-link-how]')
  const code = dialog?.querySelector<HTMLElement>('[data-link-code]')
  const qr = dialog?.querySelector<HTMLImageElement>('[data-link-qr]')
  if (!dialog || !value || !copy || !title || !said || !code || !qr) return
  const label = copy.querySelector<HTMLElement>('[data-label]') ?? copy
  const rest = label.textContent ?? ''
  document.addEventListener('coach:done', event => {
    const form = event.target as HTMLFormElement
    const made = (event as CustomEvent<{ link?: string; code?: string; qr?: string }>).detail
    if (form.dataset.showsLink === undefined || !made.link) return
    value.value = made.link
    code.textContent = made.code ?? ''
    qr.src = made.qr ?? ''
    qr.hidden = !made.qr
    title.textContent = fill(form.dataset.linkTitle ?? title.dataset.text ?? '{0}', [form.dataset.name ?? ''])
    if (how) how.textContent = form.dataset.linkHow ?? how.dataset.text ?? ''
    dialog.showModal()
    title.tabIndex = -1
    title.focus()
  })
  copy.addEventListener('click', () => void put(value, copy, words => {
    label.textContent = words
    said.textContent = words
  }))
  dialog.addEventListener('close', () => {
    value.value = ''
    code.textContent = ''
    qr.removeAttribute('src')
    qr.hidden = true
    label.textContent = rest
    said.textContent = ''
  })
}

async function put(value: HTMLInputElement, copy: HTMLButtonElement, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(value.value)
    say(copy.dataset.copied ?? '')
  } catch {
    // Refused, or not a secure page: it is selected instead.
    value.focus()
    value.select()
    say(copy.dataset.copyByHand ?? '')
  }
}
