import { canLock, has } from './draftStore'

/** Where something was begun on this device, the link to it says so. Which drafts there are is known here alone. */
export function drafted(): void {
  if (!canLock()) return
  void say()
  document.addEventListener('coach:fresh', () => void say())
}

async function say(): Promise<void> {
  for (const place of document.querySelectorAll<HTMLElement>('[data-drafted]')) {
    if (await has(place.dataset.drafted ?? '').catch(() => false)) place.textContent = place.dataset.wordsDrafted ?? place.textContent
  }
}
