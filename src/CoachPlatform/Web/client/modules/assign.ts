/** The assign panel: the couple that is chosen decides the address of the write and the words around it. */
export function assigning(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-assign]')
  const to = form?.querySelector<HTMLSelectElement>('[data-assign-to]')
  if (!form || !to) return
  const follow = (): void => {
    const chosen = to.selectedOptions[0]
    const caseId = to.value
    form.dataset.api = `/api/cases/${caseId}/assignments`
    form.dataset.status = chosen?.dataset.sent ?? ''
    form.dataset.statusHref = `/cases/${caseId}#round-{roundId}`
    const note = form.querySelector<HTMLElement>('[data-joining-note]')
    const words = form.querySelector<HTMLElement>('[data-joining-words]')
    if (words) words.textContent = chosen?.dataset.joining ?? ''
    if (note) note.hidden = !chosen?.dataset.joining
  }
  to.addEventListener('change', follow)
  // What waits for its topic has no round to show yet.
  form.addEventListener('coach:done', event => {
    const dormant = to.selectedOptions[0]?.dataset.dormant
    if (!dormant || (event as CustomEvent<Record<string, unknown>>).detail.dormant !== true) return
    form.dataset.status = dormant
    form.dataset.statusHref = `/cases/${to.value}#coming`
  })
  // After `reset` the choice is back at its first.
  form.addEventListener('reset', () => setTimeout(follow))
  follow()

  const cadence = form.querySelector<HTMLSelectElement>('[data-assign-cadence]')
  const rounds = form.querySelector<HTMLElement>('[data-assign-rounds]')
  const count = rounds?.querySelector('input')
  if (!cadence || !rounds || !count) return
  const repeat = (): void => {
    const repeats = cadence.selectedOptions[0]?.dataset.repeats !== undefined
    rounds.hidden = !repeats
    // What is not shown is not sent.
    count.disabled = !repeats
  }
  cadence.addEventListener('change', repeat)
  form.addEventListener('reset', () => setTimeout(repeat))
  repeat()
}
