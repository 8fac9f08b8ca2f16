/** Filters take effect when they are chosen; the address changes, so Back works. */
export function filters(): void {
  document.addEventListener('change', event => {
    const form = (event.target as Element).closest('form')
    if (event.target instanceof HTMLSelectElement && form?.dataset.filters !== undefined) form.requestSubmit()
  })
  // What was left empty stays out of the address.
  document.addEventListener('formdata', event => {
    if ((event.target as HTMLElement).dataset.filters === undefined) return
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name)
  })
}
