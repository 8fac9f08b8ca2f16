const flag = 'arrive'

/** After the next load the page's heading takes the focus, so that a screen reader hears where it is. */
export function arriveAtHeading(): void {
  sessionStorage.setItem(flag, 'heading')
}

export function arrived(): void {
  if (sessionStorage.getItem(flag) === null) return
  sessionStorage.removeItem(flag)
  focusHeading(document)
}

export function focusHeading(within: ParentNode): void {
  const heading = within.querySelector<HTMLElement>('[data-heading], h1, h2')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus()
}
