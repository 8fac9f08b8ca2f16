import type { HubConnection } from '@microsoft/signalr'
import { toSignIn, wait } from './api'
import { focusHeading } from './arrival'
import { announce } from './announce'
import { connection } from './connection'
import { highlight } from './highlight'
import { morph } from './morph'

type Frame = { caseId: string; position: number }

const selector = '[data-live]'
const handled = new Map<string, number>()
const reading = new WeakMap<HTMLElement, Promise<void>>()
const touched = new WeakMap<HTMLElement, number>()

/**
 * One connection per page to the hub that `body[data-hub]` names. A frame says only that a case moved; each element that shows
 * the case is read again from its fragment. Positions, not frames, carry the truth, so a frame that is lost loses nothing.
 */
export function live(): void {
  const hub = document.body.dataset.hub
  if (!hub) return
  for (const element of all()) handled.set(caseOf(element), Math.max(handled.get(caseOf(element)) ?? 0, positionOf(element)))
  caughtUp()
  document.addEventListener('pointerdown', event => {
    const element = (event.target as Element).closest<HTMLElement>(selector)
    if (element) touched.set(element, performance.now())
  }, { passive: true })
  void run(hub)
}

/** Reads one element again and puts what has moved in its place. Reads for one element never overlap. */
export function refresh(element: HTMLElement): Promise<void> {
  const after = (reading.get(element) ?? Promise.resolve()).then(() => reread(element))
  reading.set(element, after)
  return after
}

async function run(url: string): Promise<never> {
  // Its own chunk: the first screen is there before the connection is.
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import('@microsoft/signalr')
  const hub = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets | HttpTransportType.LongPolling })
    .configureLogging(LogLevel.None)
    .build()
  let frames: Promise<unknown> = Promise.resolve()
  hub.on('caseMoved', (caseId: string, position: number) => {
    connection.heard()
    frames = frames.then(() => moved({ caseId, position }))
  })
  let wake = (): void => {}
  let lost = (): void => {}
  hub.onclose(() => lost())
  const nudge = (): void => { if (document.visibilityState === 'visible') wake() }
  // A phone that slept or lost its network may hold a dead connection that still looks open: ask, and let the failure close it.
  const ask = (): void => {
    nudge()
    if (document.visibilityState === 'visible' && hub.state === 'Connected') void catchUp(hub).then(() => connection.up(), () => hub.stop())
  }
  window.addEventListener('offline', () => connection.lost())
  window.addEventListener('online', ask)
  document.addEventListener('visibilitychange', ask)
  for (let attempt = 0, first = true; ; attempt++) {
    try {
      const closed = new Promise<void>(done => { lost = done })
      await hub.start()
      attempt = 0
      await catchUp(hub)
      if (!first) await Promise.all(all().filter(isAny).map(refresh))
      first = false
      connection.up()
      await closed
    } catch (error) {
      // Why a connection was refused stands in the error's words alone.
      const refused = Number(/Status code '(\d{3})'/.exec(String(error))?.[1])
      if (refused === 401) toSignIn()
      // The place that this page belongs to is not this person's any more: what stands on it goes with the right to it.
      if (refused === 403) location.reload()
      if (hub.state === 'Connected') await hub.stop()
    }
    connection.lost()
    const pause = Math.min(30_000, 500 * 2 ** Math.min(attempt, 6)) * (0.75 + Math.random() / 2)
    await Promise.race([wait(pause), new Promise<void>(done => { wake = done })])
  }
}

async function catchUp(hub: HubConnection): Promise<void> {
  const shown: Record<string, number> = {}
  for (const element of all()) {
    if (isAny(element)) Object.assign(shown, JSON.parse(element.dataset.positions ?? '{}'))
  }
  for (const element of all().filter(e => !isAny(e))) {
    const caseId = caseOf(element)
    shown[caseId] = Math.min(shown[caseId] ?? Infinity, positionOf(element))
  }
  await hub.invoke('catchUp', shown)
}

async function moved({ caseId, position }: Frame): Promise<void> {
  const specific = all().filter(e => caseOf(e) === caseId)
  const any = all().filter(e => isAny(e) && !specific.some(s => e.contains(s)) && (handled.get(`*${caseId}`) ?? 0) < position)
  await Promise.all([...specific.filter(e => positionOf(e) < position), ...any].map(refresh))
  handled.set(`*${caseId}`, position)
  handled.set(caseId, Math.max(handled.get(caseId) ?? 0, position))
  caughtUp()
  document.dispatchEvent(new CustomEvent('coach:moved', { detail: { caseId, position } }))
}

async function reread(element: HTMLElement): Promise<void> {
  const address = element.dataset.fragment
  if (!address || !element.isConnected) return
  const fresh = await fragment(address)
  if (!fresh) return
  if (fresh.dataset.go) return location.replace(fresh.dataset.go)
  // A slower, older read must not undo a newer one.
  if (!isAny(element) && positionOf(fresh) < positionOf(element)) return
  await stillUnderThumb(element)
  const phase = element.dataset.phase
  const before = element.dataset.announce
  const from = positionOf(element)
  const changed = element.innerHTML !== fresh.innerHTML
  if (!morph(element, fresh)) return offer(element)
  element.querySelector(':scope > [data-offer]')?.remove()
  element.dispatchEvent(new Event('coach:fresh', { bubbles: true }))
  if (!changed) return
  // Read again for the clock's sake, nothing has moved.
  if ('highlight' in element.dataset && positionOf(element) > from) highlight(element)
  if (element.dataset.announce && element.dataset.announce !== before) announce(caseOf(element), element.dataset.announce)
  if (element.dataset.phase !== phase) arrive(element)
}

async function fragment(address: string): Promise<HTMLElement | null> {
  try {
    const response = await fetch(address, { headers: { Accept: 'text/html' }, credentials: 'same-origin', cache: 'no-store' })
    if (response.status === 401) toSignIn()
    // This device was left alone: the page itself asks whether it is still the same person.
    if (response.status === 403 && (await response.clone().text()).includes('confirm-first')) location.reload()
    // A case that has gone to somebody else leaves the coach's screen. A partner's page keeps what is being written on it.
    if (response.status === 404 && document.body.classList.contains('coach')) location.reload()
    if (!response.ok) return null
    connection.heard()
    const template = document.createElement('template')
    template.innerHTML = await response.text()
    return template.content.querySelector<HTMLElement>(selector)
  } catch {
    return null
  }
}

/** A phase that changes (waiting, then revealed) is the one live change that takes the focus: the person is waiting for it. */
function arrive(element: HTMLElement): void {
  element.classList.add('arriving')
  element.addEventListener('animationend', () => element.classList.remove('arriving'), { once: true })
  focusHeading(element)
}

/** Somebody is writing where the news would go: the words stay, and the news is offered. */
function offer(element: HTMLElement): void {
  if (element.querySelector(':scope > [data-offer]')) return
  const template = document.getElementById('offer')
  if (!(template instanceof HTMLTemplateElement)) return
  element.prepend(template.content.cloneNode(true))
}

/** Nothing moves under a thumb: for a second after a touch the old content stays. */
async function stillUnderThumb(element: HTMLElement): Promise<void> {
  const rest = 1000 - (performance.now() - (touched.get(element) ?? -1000))
  if (rest > 0) await wait(rest)
}

function caughtUp(): void {
  const cases = Object.fromEntries([...handled].filter(([id]) => !id.startsWith('*')))
  document.body.dataset.caughtUpCases = JSON.stringify(cases)
  document.body.dataset.caughtUp = String(Math.max(0, ...Object.values(cases)))
}

const all = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)]
const caseOf = (element: HTMLElement): string => element.dataset.case ?? '*'
const isAny = (element: HTMLElement): boolean => caseOf(element) === '*'
const positionOf = (element: HTMLElement): number => Number(element.dataset.position ?? 0)
