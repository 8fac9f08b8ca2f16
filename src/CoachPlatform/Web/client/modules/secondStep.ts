/** The code that may be asked for after the password, and the recovery codes that are shown once. */
export function secondStep(): void {
  document.addEventListener('coach:refused', event => {
    const { problem } = (event as CustomEvent<{ problem: { title?: string; token?: string } }>).detail
    if (problem.title !== 'code-needed' || !problem.token) return
    askForCode(event.target as HTMLFormElement, problem.token)
  })
  document.addEventListener('coach:done', event => {
    const form = event.target as HTMLFormElement
    const codes = (event as CustomEvent<{ recoveryCodes?: string[] }>).detail.recoveryCodes
    if (form.dataset.showsCodes !== undefined && codes) showCodes(codes)
  })
}

/** The password has fitted: the page goes on to the code, and forgets the password. */
function askForCode(form: HTMLFormElement, token: string): void {
  const next = document.querySelector<HTMLFormElement>('form[data-code-step]')
  const hidden = next?.querySelector<HTMLInputElement>('input[name=token]')
  if (!next || !hidden) return
  form.reset()
  for (const other of document.querySelectorAll<HTMLElement>('form[data-sign-in], [data-first-step]')) other.hidden = other !== next
  hidden.value = token
  next.querySelector<HTMLInputElement>('input[name=value]')?.focus()
}

function showCodes(codes: readonly string[]): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-codes-dialog]')
  const list = dialog?.querySelector('[data-codes]')
  if (!dialog || !list) return
  list.replaceChildren(...codes.map(code => {
    const item = document.createElement('li')
    item.append(Object.assign(document.createElement('code'), { textContent: code }))
    return item
  }))
  const copy = dialog.querySelector<HTMLButtonElement>('[data-copy-codes]')
  if (copy) copy.onclick = () => void put(codes, copy, dialog)
  dialog.addEventListener('close', () => {
    list.replaceChildren()
    location.assign(dialog.dataset.next ?? '/account')
  }, { once: true })
  dialog.showModal()
  dialog.querySelector<HTMLElement>('h2')?.focus()
}

async function put(codes: readonly string[], button: HTMLButtonElement, dialog: HTMLElement): Promise<void> {
  const words = await navigator.clipboard?.writeText(codes.join('\n')).then(() => button.dataset.copied, () => button.dataset.copyByHand) ?? button.dataset.copyByHand ?? ''
  const label = button.querySelector<HTMLElement>('[data-label]') ?? button
  label.textContent = words
  const said = dialog.querySelector<HTMLElement>('[data-copy-said]')
  if (said) said.textContent = words
}
