import { newKey } from './api'
import { leaving } from './leaving'

/** Quick exit: by its link, or Shift three times. The page is blank before anything else happens. */
export function quickExit(): void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('leave') : null
  const link = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]')
  if (link) {
    link.addEventListener('click', event => { event.preventDefault(); leave(link.href, channel) })
    shiftThrice(() => leave(link.href, channel))
  }
  // Leaving means every tab of this device: a second one must not go on showing what the first hides.
  channel?.addEventListener('message', () => { leaving(); blank(); location.replace(link?.href ?? '/sign-in') })
  document.addEventListener('submit', event => {
    if ((event.target as HTMLElement).dataset.signOut !== undefined) leaving()
  }, true)
}

function leave(address: string, channel: BroadcastChannel | null): void {
  leaving()
  // Whatever the browser has kept of these pages stays hidden until somebody signs in (early.ts).
  try { localStorage.setItem('left', '1') } catch { /* No storage: the end of the session has to be enough. */ }
  blank()
  channel?.postMessage('')
  signOut()
  location.replace(address)
}

function blank(): void {
  document.title = ' '
  document.body.hidden = true
  document.body.replaceChildren()
}

function signOut(): void {
  try {
    void fetch('/api/sign-out', {
      method: 'POST',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() },
      body: '{}',
    }).catch(() => undefined)
  } catch {
    navigator.sendBeacon?.('/api/sign-out', '{}')
  }
}

/** Three presses of Shift within 1.5 s with no other key between: capitals in a sentence never add up to it. */
function shiftThrice(act: () => void): void {
  let presses: number[] = []
  document.addEventListener('keydown', event => {
    if (event.repeat) return
    if (event.key !== 'Shift') { presses = []; return }
    presses = [...presses.filter(at => event.timeStamp - at < 1500), event.timeStamp]
    if (presses.length >= 3) act()
  })
}
