/** Starting a programme: the couple that is chosen decides the address of the write, and its days are drawn before anything is given. */
export function starting(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-start]')
  const to = form?.querySelector<HTMLSelectElement>('[name=case]')
  const calendar = form?.querySelector<HTMLElement>('#calendar')
  if (!form || !to || !calendar) return
  const unchosen = calendar.innerHTML
  const isDrawn = to.value !== ''
  let asked = 0
  const address = (): void => {
    form.dataset.api = `/api/cases/${to.value}/programmes`
    form.dataset.next = `/cases/${to.value}#programmes`
  }
  const draw = async (): Promise<void> => {
    address()
    const mine = ++asked
    if (to.value === '') {
      calendar.innerHTML = isDrawn ? '' : unchosen
      return
    }
    const query = new URLSearchParams()
    for (const name of ['startsOn', 'doneAfter']) {
      const value = (form.elements.namedItem(name) as HTMLInputElement | null)?.value
      if (value) query.set(name, value)
    }
    calendar.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(`/fragments/cases/${to.value}/programmes/${form.dataset.start}/calendar?${query}`, { credentials: 'same-origin' })
      // Only the newest choice is shown, whichever answer comes first.
      if (mine === asked && response.ok) calendar.innerHTML = await response.text()
    } catch {
      // The days of the choice before stay; starting says what is wrong.
    }
    if (mine === asked) calendar.removeAttribute('aria-busy')
  }
  form.addEventListener('change', () => void draw())
  address()
}
