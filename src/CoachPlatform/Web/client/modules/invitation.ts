import { fill } from './words'

/** Shows a link from the response that made it, and nowhere else: closing takes it out of the page for good. */
export function invitations(): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-link-dialog]')
  const value = dialog?.querySelector<HTMLInputElement>('[data-link-value]')
  const copy = dialog?.querySelector<HTMLButtonElement>('[data-copy]')
  const title = dialog?.querySelector<HTMLElement>('[data-link-title]')
  const said = dialog?.querySelector<HTMLElement>('[data-copy-said]')
  const how = dialog?.querySelector<HTMLElement>('[data-link-how]')
  if (!dialog || !value || !copy || !title || !said) return
  const label = copy.querySelector<HTMLElement>('[data-label]') ?? copy
  const rest = label.textContent ?? ''
  document.addEventListener('coach:done', event => {
    const form = event.target as HTMLFormElement
    const link = (event as CustomEvent<{ link?: string }>).detail.link
    if (form.dataset.showsLink === undefined || !link) return
    value.value = link
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
