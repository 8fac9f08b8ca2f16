const timers = new WeakMap<Element, ReturnType<typeof setTimeout>[]>()

/** "Just moved": full for 8 s, then fading over 2 s (reduced motion: the fade is a swap, see motion.css). */
export function highlight(element: HTMLElement): void {
  timers.get(element)?.forEach(clearTimeout)
  element.dataset.moved = 'full'
  timers.set(element, [
    setTimeout(() => { element.dataset.moved = 'fading' }, 8_000),
    setTimeout(() => { delete element.dataset.moved }, 10_000),
  ])
}
