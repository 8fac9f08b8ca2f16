import { send, type Write } from './api'
import { arriveAtHeading } from './arrival'
import { canLock, forget, load, remove, save, setWaiting, waiting, type Draft, type Saved } from './draftStore'
import { keep } from './forms'
import { onLeave } from './leaving'
import { isDirty } from './morph'
import { growTo } from './lists'
import { controlsOf, type Control } from './serialise'
import { clock, say } from './words'

type Kept = { save(): void }

const kept = new Set<Kept>()
const started = new WeakSet<HTMLFormElement>()

/** Keeps what is typed into every `form[data-draft]` on this device, and brings it back; done once it is back. */
export async function drafts(): Promise<void> {
  const back = startAll()
  document.addEventListener('coach:fresh', () => void startAll())
  onLeave(() => { saveNow(); forget() })
  void sendWaiting()
  window.addEventListener('online', () => void sendWaiting())
  await back
}

async function startAll(): Promise<void> {
  const fresh = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')].filter(form => !started.has(form))
  for (const form of fresh) started.add(form)
  await Promise.all(fresh.map(start))
}

/** Starts saving what was typed last; called when the page is about to go. */
function saveNow(): void {
  for (const each of kept) each.save()
}

async function start(form: HTMLFormElement): Promise<void> {
  const id = form.dataset.draft ?? ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const saveDraft = async (pending?: Write): Promise<boolean> => {
    clearTimeout(timer)
    timer = undefined
    if (isOver) return false
    const draft: Draft = { fields: capture(form), savedAt: new Date().toISOString() }
    if (pending) draft.pending = pending
    if (pending && form.dataset.next) draft.next = form.dataset.next
    const isLocked = await save(id, draft).catch(() => false)
    if (!isOver) note(form, isLocked ? say(navigator.onLine ? 'draftSaved' : 'draftLocked', clock(new Date())) : say('draftOnPage'))
    return isLocked
  }
  kept.add({ save: () => { if (timer !== undefined) void saveDraft() } })
  keep(form, {
    async queue(write) {
      const isKept = await saveDraft(write)
      setWaiting(isKept)
      note(form, say(isKept ? 'sealedLater' : 'draftOnPage'))
      return isKept
    },
    async done() {
      isOver = true
      clearTimeout(timer)
      await remove(id).catch(() => undefined)
    },
  })
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void saveDraft(), 800)
  }
  form.addEventListener('input', soon)
  // A quick writer was here before this module.
  if (fieldsOf(form).some(isDirty)) soon()
  for (const event of ['pagehide', 'beforeunload'] as const) window.addEventListener(event, saveNow)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') saveNow() })

  if (!canLock()) return note(form, say('draftOnPage'))
  const draft = await load(id).catch(() => null)
  if (!draft) return
  restore(form, draft.fields)
  note(form, draft.pending ? say('sealedLater') : say('draftSaved', clock(new Date(draft.savedAt))))
}

/** Sends what was sealed without a connection, once each: the key that went with the first try goes with every other. */
async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) return
  setWaiting(false)
  for (const { id, draft } of await waiting().catch(() => [])) {
    if (!draft.pending) continue
    const outcome = await send(draft.pending)
    if (outcome.kind === 'unreached') return setWaiting(true)
    const form = document.querySelector<HTMLFormElement>(`form[data-draft="${CSS.escape(id)}"]`)
    if (outcome.kind === 'done') {
      await remove(id)
      if (form && draft.next) {
        arriveAtHeading()
        return location.assign(draft.next)
      }
    } else {
      // Refused for good: the words stay as a draft, and the next try is a new one.
      const { pending: _, ...words } = draft
      await save(id, words)
      if (form) note(form, outcome.problem.detail ?? outcome.problem.title ?? say('refused'))
    }
  }
}

function capture(form: HTMLFormElement): Saved[] {
  return fieldsOf(form).map(control => ({
    name: control.name,
    part: partOf(control),
    value: control.value,
    on: control instanceof HTMLInputElement && control.checked,
    untouched: 'untouched' in control.dataset,
  }))
}

function restore(form: HTMLFormElement, saved: readonly Saved[]): void {
  growTo(form, saved)
  // What was typed since the page came is newer than any draft.
  const newer = new Set(fieldsOf(form).filter(isDirty).map(c => c.name))
  for (const control of fieldsOf(form)) {
    if (newer.has(control.name)) continue
    const tickable = control.type === 'radio' || control.type === 'checkbox'
    const index = tickable ? -1 : ordinal(form, control)
    const match = tickable
      ? saved.find(s => s.name === control.name && s.value === control.value)
      : saved.filter(s => s.name === control.name && s.part === partOf(control))[index]
    if (!match) continue
    if (tickable) (control as HTMLInputElement).checked = match.on
    else control.value = match.value
    if (control.type === 'range' && !match.untouched) delete control.dataset.untouched
  }
  // Only once all are back: controls that depend on each other (a rank) settle on the whole.
  for (const control of fieldsOf(form)) control.dispatchEvent(new Event('coach:restored', { bubbles: true }))
}

/** Hidden fields are the server's, not the writer's. */
const fieldsOf = (form: HTMLFormElement): Control[] => controlsOf(form).filter(c => c.type !== 'hidden' && c.type !== 'password')

const partOf = (control: Control): string => control.dataset.option ?? [control.dataset.item, control.dataset.part].filter(Boolean).join('.')

const ordinal = (form: HTMLFormElement, control: Control): number =>
  fieldsOf(form).filter(c => c.name === control.name && partOf(c) === partOf(control)).indexOf(control)

function note(form: HTMLFormElement, words: string): void {
  const place = form.querySelector<HTMLElement>('[data-draft-note]')
  if (!place) return
  place.hidden = false
  const text = place.querySelector('[data-words]') ?? place
  if (text.textContent !== words) text.textContent = words
}
