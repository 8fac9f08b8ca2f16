import { newKey, send, type Outcome } from './api'
import type { Form } from './builderModel'

export type Standing = 'saving' | 'saved' | 'offline' | 'signedOut' | 'tooLong' | 'gone' | 'conflict'

const pause = 250
const retry = 4000
/** What a browser still sends while its page goes away. */
const mostOnLeaving = 60_000

type Waiting = { key: string; body: { revision: number; form: Form } }

/**
 * Keeps the server's copy up to what is on the page. One write at a time; one that was not answered is repeated under its own key before
 * anything newer, since it may have arrived.
 */
export class Keeper {
  private form: Form | undefined
  private unanswered: Waiting | undefined
  private timer = 0
  private busy = false
  private stopped = false
  private idle: (() => void)[] = []

  constructor(private readonly url: string, public revision: number, private readonly told: (standing: Standing, outcome?: Record<string, unknown>) => void) {
    window.addEventListener('online', () => void this.now())
    window.addEventListener('pagehide', () => { if (!this.busy) void this.now() })
    window.addEventListener('beforeunload', event => {
      if (this.isSettled) return
      if (!this.busy && navigator.onLine && !this.stopped && JSON.stringify(this.form).length < mostOnLeaving) return void this.now()
      event.preventDefault()
    })
  }

  get isSettled(): boolean { return this.form === undefined && this.unanswered === undefined }

  changed(form: Form): void {
    this.form = form
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void this.now(), pause)
  }

  /** True once the server has everything. */
  async settle(): Promise<boolean> {
    await this.now()
    if (this.busy) await new Promise<void>(done => this.idle.push(done))
    return this.isSettled
  }

  /** From here on this page builds on that revision. */
  goOn(revision: number, form?: Form): void {
    this.stopped = false
    this.revision = revision
    this.unanswered = undefined
    this.form = form
    if (form) void this.now()
  }

  async now(): Promise<void> {
    clearTimeout(this.timer)
    if (this.busy || this.stopped || this.isSettled) return
    this.busy = true
    while (!this.isSettled && !this.stopped) {
      if (!this.unanswered && this.form) {
        this.unanswered = { key: newKey(), body: { revision: this.revision, form: this.form } }
        this.form = undefined
      }
      const write = this.unanswered
      if (!write) break
      this.told('saving')
      const keepalive = JSON.stringify(write.body).length < mostOnLeaving
      const outcome = await send({ method: 'POST', url: this.url, body: write.body, key: write.key, redirectOn401: false, keepalive })
      if (!this.take(outcome, write)) break
    }
    this.busy = false
    for (const done of this.idle.splice(0)) done()
  }

  /** False when there is no going on for now. */
  private take(outcome: Outcome, write: Waiting): boolean {
    if (outcome.kind === 'done') {
      this.unanswered = undefined
      this.revision = Number(outcome.body.revision)
      if (this.isSettled) this.told('saved', outcome.body)
      return true
    }
    if (outcome.kind === 'unreached' || outcome.status === 401 || outcome.status >= 500) {
      this.told(outcome.kind === 'refused' && outcome.status === 401 ? 'signedOut' : 'offline')
      this.timer = setTimeout(() => void this.now(), retry)
      return false
    }
    this.form ??= write.body.form
    this.unanswered = undefined
    this.stopped = true
    this.told(outcome.status === 409 ? 'conflict' : outcome.status === 404 ? 'gone' : 'tooLong', outcome.problem as Record<string, unknown>)
    if (outcome.status !== 409 && outcome.status !== 404) this.stopped = false
    return false
  }
}
