import { isMoved } from './moved'

/** Filters take effect when they are chosen; the address changes, so Back works. */
export function filters(): void {
  document.addEventListener('change', event => {
    const control = event.target as HTMLInputElement | HTMLSelectElement
    const isChosen = control instanceof HTMLSelectElement || control.type === 'checkbox'
    if (isChosen && control.form?.dataset.filters !== undefined) control.form.requestSubmit()
  })
  // A page that comes back from the browser's memory shows what its own address asks for.
  addEventListener('pageshow', event => {
    if (event.persisted) for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filters]')) form.reset()
  })
  // What was left empty stays out of the address.
  document.addEventListener('formdata', event => {
    if ((event.target as HTMLElement).dataset.filters === undefined) return
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name)
  })
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filters]')) {
    // What was chosen before this was there counts too.
    if (isMoved(form)) form.requestSubmit()
    form.dataset.ready = ''
  }
}
