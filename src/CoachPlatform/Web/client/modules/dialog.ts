const wide = matchMedia('(min-width: 1200px)')
const openers = new WeakMap<HTMLDialogElement, HTMLElement>()

/** Panels stand beside the page where there is room and over it where there is not; confirmations always stop the page. */
export function dialogs(): void {
  document.addEventListener('click', event => {
    const target = event.target as Element
    const opener = target.closest<HTMLElement>('[data-opens]')
    const dialog = opener && document.getElementById(opener.dataset.opens ?? '')
    if (opener && dialog instanceof HTMLDialogElement) {
      event.preventDefault()
      void open(dialog, opener)
      return
    }
    if (target.closest('[data-closes]')) {
      event.preventDefault()
      target.closest('dialog')?.close()
    }
  })
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    // A dialog opened without modality does not hear Escape by itself.
    for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-panel][open]:not(:modal)')) dialog.close()
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
  wide.addEventListener('change', () => {
    for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-panel][open]')) {
      const focused = document.activeElement
      dialog.close()
      unfold(dialog)
      if (focused instanceof HTMLElement && dialog.contains(focused)) focused.focus()
    }
  })
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-open-at-start]')) unfold(dialog)
}

async function open(dialog: HTMLDialogElement, opener: HTMLElement): Promise<void> {
  if (dialog.open) return focusOf(dialog)
  openers.set(dialog, opener)
  dialog.addEventListener('close', () => back(dialog), { once: true })
  unfold(dialog)
  focusOf(dialog)
}

function unfold(dialog: HTMLDialogElement): void {
  if (dialog.dataset.panel !== undefined && wide.matches) dialog.show()
  else dialog.showModal()
  document.body.toggleAttribute('data-panel-open', dialog.dataset.panel !== undefined)
}

function focusOf(dialog: HTMLDialogElement): void {
  const heading = dialog.querySelector<HTMLElement>('h1, h2, h3')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus()
}

function back(dialog: HTMLDialogElement): void {
  if (dialog.open) return
  document.body.removeAttribute('data-panel-open')
  openers.get(dialog)?.focus()
}
