import { focusHeading } from './arrival'

/**
 * The page of a link that works once. Its token stands behind `#`, where no server and no log sees it; it is taken out of the address at once
 * and goes out in the form's body alone.
 */
export function oneTime(): void {
  const place = document.querySelector<HTMLElement>('[data-one-time]')
  if (!place) return
  const take = (): boolean => {
    const input = place.querySelector<HTMLInputElement>('input[name=token]')
    if (location.hash.length < 2 || !input) return false
    input.value = location.hash.slice(1)
    history.replaceState(null, '', location.pathname)
    return true
  }
  // The link opened once more in the same tab changes only what is behind `#`.
  window.addEventListener('hashchange', () => { if (!take()) location.reload() })
  if (take()) return
  const template = document.querySelector<HTMLTemplateElement>('template[data-state=unknown]')
  if (!template) return
  place.replaceChildren(template.content.cloneNode(true))
  focusHeading(place)
}
