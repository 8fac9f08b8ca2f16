import { refresh } from './live'

/** Long work says how far it is: an element with `data-follow` (milliseconds) is read again until its fragment comes without. */
export function following(): void {
  const pending = new WeakSet<HTMLElement>()
  const follow = (): void => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-live][data-follow]')) {
      if (pending.has(element)) continue
      pending.add(element)
      setTimeout(() => {
        // Nobody looks: the work goes on without being asked after.
        const again = document.visibilityState === 'visible' ? refresh(element) : Promise.resolve()
        void again.finally(() => {
          pending.delete(element)
          follow()
        })
      }, Number(element.dataset.follow))
    }
  }
  document.addEventListener('coach:fresh', follow)
  follow()
}
