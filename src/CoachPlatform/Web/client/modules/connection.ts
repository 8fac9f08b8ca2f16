import { clock, say } from './words'

type State = 'up' | 'catching' | 'offline'

let lastHeard = new Date()
let timers: ReturnType<typeof setTimeout>[] = []
let isLost = false

/** What every live line on the page says: up to date; catching up after 2 s without contact; offline after 10 s. */
export const connection = {
  heard(): void {
    lastHeard = new Date()
  },
  up(): void {
    lastHeard = new Date()
    isLost = false
    timers.forEach(clearTimeout)
    draw('up')
  },
  lost(): void {
    if (isLost) return
    isLost = true
    timers = [setTimeout(() => draw('catching'), 2_000), setTimeout(() => draw('offline'), 10_000)]
  },
}

function draw(state: State): void {
  if (document.body.dataset.connection === state) return
  document.body.dataset.connection = state
  const words = state === 'up' ? say('upToDate') : state === 'catching' ? say('catchingUp') : say('offlineSince', clock(lastHeard))
  for (const line of document.querySelectorAll<HTMLElement>('[data-live-line]')) {
    line.dataset.state = state
    const text = line.querySelector('[data-live-words]')
    if (text) text.textContent = words
  }
}
