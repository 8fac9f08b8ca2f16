/** The terms of a step: what is asked depends on what was chosen. */
export function terms(): void {
  document.addEventListener('change', event => {
    const scope = (event.target as Element).closest<HTMLElement>('[data-terms]')
    if (scope) follow(scope)
  })
  // A fragment that is read again brings its dialogs as the server drew them.
  document.addEventListener('coach:fresh', all)
  all()
}

const all = (): void => { for (const scope of document.querySelectorAll<HTMLElement>('[data-terms]')) follow(scope) }

export function follow(scope: HTMLElement): void {
  const when = scope.querySelector<HTMLSelectElement>('[data-when]')
  for (const field of scope.querySelectorAll<HTMLElement>('[data-for]')) show(field, field.dataset.for?.split(' ').includes(when?.value ?? '') === true)
  const only = scope.querySelector<HTMLSelectElement>('[data-only-if]')
  for (const field of scope.querySelectorAll<HTMLElement>('[data-only-for]')) show(field, field.dataset.onlyFor?.split(' ').includes(only?.value ?? '') === true)
  const cadence = scope.querySelector<HTMLSelectElement>('[data-cadence]')
  if (!cadence) return
  const repeats = cadence.selectedOptions[0]?.dataset.repeats !== undefined
  for (const field of scope.querySelectorAll<HTMLElement>('[data-rounds]')) show(field, repeats)
  for (const field of scope.querySelectorAll<HTMLElement>('[data-lasts]')) show(field, !repeats)
}

/** What is not shown is not sent. */
export function show(field: HTMLElement, isShown: boolean): void {
  field.hidden = !isShown
  for (const control of field.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) control.disabled = !isShown
}
