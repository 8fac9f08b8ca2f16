/** Whether something was chosen in a form before its module was there: a select, a tick or a day that is not as the page had it. Typed words are no choice yet. */
export function isMoved(form: HTMLFormElement): boolean {
  return [...form.elements].some(control => {
    if (control instanceof HTMLSelectElement) return control.selectedIndex !== Math.max(0, [...control.options].findIndex(option => option.defaultSelected))
    if (!(control instanceof HTMLInputElement)) return false
    return control.type === 'checkbox' ? control.checked !== control.defaultChecked : control.type === 'date' && control.value !== control.defaultValue
  })
}
