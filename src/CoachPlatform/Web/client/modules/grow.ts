/** Where the browser cannot size a textarea to its words by itself (`field-sizing`), this does, up to the height the style allows. */
export function growing(): void {
  if (CSS.supports('field-sizing', 'content')) return
  const fit = (area: HTMLTextAreaElement): void => {
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight + 2}px`
  }
  for (const area of document.querySelectorAll('textarea')) fit(area)
  for (const type of ['input', 'coach:restored']) {
    document.addEventListener(type, event => { if (event.target instanceof HTMLTextAreaElement) fit(event.target) })
  }
}
