import { show } from './terms'
import { fill } from './words'

type Result = { caseId: string; roundId?: string; dormant?: boolean; problem?: { type: string; detail: string } }

/** The assign panel: who it goes to, what is said around it, and what came of it for each couple. */
export function assigning(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-assign]')
  const to = form?.querySelector<HTMLDetailsElement>('[data-assign-to]')
  if (!form || !to) return
  const follow = (): void => sayWho(form)
  to.addEventListener('change', follow)
  form.addEventListener('submit', () => { refusedOf(form).hidden = true })
  form.addEventListener('coach:done', event => outcome(form, (event as CustomEvent<{ results?: Result[] }>).detail.results ?? []))
  // What has to be chosen there has to be in sight.
  form.addEventListener('coach:refused', event => {
    if ((event as CustomEvent<{ problem: { errors?: object } }>).detail.problem.errors && form.querySelector('[name=cases][aria-invalid]')) to.open = true
  })
  // After `reset` the choice is back at its first.
  form.addEventListener('reset', () => setTimeout(follow))
  follow()
  repeating(form)
}

const boxesOf = (form: HTMLFormElement): HTMLInputElement[] => [...form.querySelectorAll<HTMLInputElement>('[name=cases]')]

const refusedOf = (form: HTMLFormElement): HTMLElement => form.querySelector<HTMLElement>('[data-assign-refused]') as HTMLElement

function sayWho(form: HTMLFormElement): void {
  const chosen = boxesOf(form).filter(b => b.checked)
  const line = form.querySelector<HTMLElement>('[data-assign-chosen]')
  const names = chosen.map(b => b.dataset.name ?? '')
  if (line) line.textContent = names.length === 0 ? line.dataset.wordsNone ?? '' : names.length < 3 ? names.join(', ') : fill(line.dataset.wordsMany ?? '', [names.length])
  const joining = chosen.map(b => b.dataset.joining).filter(w => w)
  const note = form.querySelector<HTMLElement>('[data-joining-note]')
  const words = form.querySelector<HTMLElement>('[data-joining-words]')
  if (words) words.textContent = joining.map(w => `${w}.`).join(' ')
  if (note) note.hidden = joining.length === 0
}

/** All sent: the panel closes and a line says so. Otherwise it stays, with those that were refused still chosen. */
function outcome(form: HTMLFormElement, results: Result[]): void {
  const boxes = boxesOf(form)
  const boxOf = (result: Result): HTMLInputElement | undefined => boxes.find(b => b.value === result.caseId)
  const refused = results.filter(r => r.problem)
  const sent = results.filter(r => !r.problem)
  for (const name of ['close', 'reset', 'status', 'statusHref']) delete form.dataset[name]
  if (refused.length === 0) {
    form.dataset.close = ''
    form.dataset.reset = ''
    const [one] = sent
    const box = one && boxOf(one)
    if (sent.length === 1 && one && box) {
      // What waits for its topic has no round to show yet.
      const waits = one.dormant === true && box.dataset.dormant
      form.dataset.status = waits || box.dataset.sent
      form.dataset.statusHref = `/cases/${one.caseId}#${waits ? 'coming' : `round-${one.roundId ?? ''}`}`
    } else {
      const waiting = sent.filter(r => r.dormant).length
      form.dataset.status = [fill(form.dataset.wordsMany ?? '', [sent.length]), waiting > 0 ? fill(form.dataset.wordsDormantMany ?? '', [waiting]) : ''].filter(w => w !== '').join('. ')
      form.dataset.statusHref = '/board'
    }
    return
  }
  for (const result of sent) {
    const box = boxOf(result)
    if (box) box.checked = false
  }
  sayWho(form)
  const place = refusedOf(form)
  const sentLine = place.querySelector<HTMLElement>('[data-assign-sent]')
  if (sentLine) {
    sentLine.hidden = sent.length === 0
    sentLine.textContent = fill(form.dataset.wordsSomeSent ?? '', [sent.map(r => boxOf(r)?.dataset.name ?? '').join(', ')])
  }
  place.querySelector('ul')?.replaceChildren(...refused.map(result => {
    const item = document.createElement('li')
    const why = result.problem?.type === '/problems/not-found' ? form.dataset.wordsNotYours : result.problem?.detail
    item.textContent = [boxOf(result)?.dataset.name, why].filter(Boolean).join(': ')
    return item
  }))
  place.hidden = false
  setTimeout(() => place.focus())
}

/** How many times is asked only where something comes round. */
function repeating(form: HTMLFormElement): void {
  const cadence = form.querySelector<HTMLSelectElement>('[data-assign-cadence]')
  const rounds = form.querySelector<HTMLElement>('[data-assign-rounds]')
  if (!cadence || !rounds) return
  const repeat = (): void => show(rounds, cadence.selectedOptions[0]?.dataset.repeats !== undefined)
  cadence.addEventListener('change', repeat)
  form.addEventListener('reset', () => setTimeout(repeat))
  repeat()
}
