import { announce } from './announce'
import { isMoved } from './moved'

/** Starting a programme: the couple that is chosen decides the address of the write, and its days are drawn before anything is given. */
export function starting(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-start]')
  const to = form?.querySelector<HTMLSelectElement>('[name=case]')
  const calendar = form?.querySelector<HTMLElement>('#calendar')
  if (!form || !to || !calendar) return
  let asked = 0
  const address = (): void => {
    form.dataset.api = `/api/cases/${to.value}/programmes`
    form.dataset.next = `/cases/${to.value}#programmes`
  }
  const draw = async (): Promise<void> => {
    address()
    const mine = ++asked
    if (to.value === '') return say(calendar, form.dataset.wordsChoose ?? '')
    const query = new URLSearchParams()
    for (const name of ['startsOn', 'doneAfter']) {
      const value = (form.elements.namedItem(name) as HTMLInputElement | null)?.value
      if (value) query.set(name, value)
    }
    calendar.setAttribute('aria-busy', 'true')
    const days = await read(`/fragments/cases/${to.value}/programmes/${form.dataset.start}/calendar?${query}`)
    // Only the newest choice is shown, whichever answer comes first.
    if (mine !== asked) return
    calendar.removeAttribute('aria-busy')
    // Days that belong to another choice would be worse than none.
    if (days === null) return say(calendar, form.dataset.wordsUnreached ?? '')
    calendar.innerHTML = days
    announce('calendar', calendar.querySelector<HTMLElement>('[data-said]')?.dataset.said ?? '')
  }
  form.addEventListener('change', () => void draw())
  if (isMoved(form)) void draw()
  else address()
}

async function read(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { credentials: 'same-origin' })
    return response.ok ? await response.text() : null
  } catch {
    return null
  }
}

function say(calendar: HTMLElement, words: string): void {
  const line = document.createElement('p')
  line.className = 'second'
  line.textContent = words
  calendar.removeAttribute('aria-busy')
  calendar.replaceChildren(line)
  announce('calendar', words)
}
