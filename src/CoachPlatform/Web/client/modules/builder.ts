import { read, send } from './api'
import { arriveAtHeading } from './arrival'
import { gaps } from './builderDifference'
import { draggable } from './builderDrag'
import {
  addField, addOption, addStep, at, copyField, copyStep, formOf, guess, mend, moved, moveField, moveStep, nameField, nameOption, nameStep, openAs, put, removeField, removeStep, trend, type Form, type Option,
} from './builderModel'
import { Preview } from './builderPreview'
import { Keeper, type Standing } from './builderSave'
import { valueOf, View, type Problem, type Scene } from './builderView'
import { clock, say } from './words'
import { answered, keyFor } from './writing'

type Sent = { form: Partial<Form>; revision: number; savedAt: string; problems: Problem[] }

/** Writing an exercise. The form is what counts; the page is drawn from it, and the server keeps it. */
export function builder(): void {
  const root = document.querySelector<HTMLElement>('[data-builder]')
  if (root) new Desk(root).start()
}

class Desk {
  private scene: Scene
  private readonly before: { form: Form; step: number; field: number }[] = []
  /** Where the last typing was: one undo takes back all of it. */
  private typing = ''
  /** Keys of what was added here and has no words yet: its first words give it its key. */
  private readonly fresh = new Set<string>()
  private readonly view: View
  private readonly keeper: Keeper
  private readonly preview: Preview
  private readonly draft: string
  private isTrying = false

  constructor(private readonly root: HTMLElement) {
    const sent = JSON.parse(root.dataset.view ?? '{}') as Sent
    const form = formOf(sent.form)
    const isNew = form.title.trim() === ''
    this.draft = root.dataset.draft ?? ''
    this.scene = { form, step: isNew ? -1 : 0, field: isNew ? -1 : 0, problems: sent.problems, isTold: false }
    this.view = new View(root)
    this.preview = new Preview(root, this.draft)
    this.keeper = new Keeper(`/api/library/drafts/${this.draft}`, sent.revision, (standing, body) => this.stands(standing, body))
  }

  start(): void {
    this.root.addEventListener('click', event => this.pressed(event.target as Element))
    this.root.addEventListener('input', event => this.typed(event.target as Element))
    this.root.addEventListener('change', event => this.chosen(event.target as Element))
    this.root.addEventListener('focusin', event => this.arrivedAt(event.target as Element))
    this.root.addEventListener('submit', event => { event.preventDefault(); if (this.isTrying) void this.onward() })
    document.addEventListener('keydown', event => this.key(event))
    document.getElementById('conflict')?.addEventListener('click', event => this.decide(event.target as Element))
    document.getElementById('conflict')?.addEventListener('cancel', event => event.preventDefault())
    document.getElementById('publish')?.addEventListener('click', event => { if ((event.target as Element).closest('[data-publish-now]')) void this.publish() })
    draggable(this.list('[data-steps]'), (from, to) => this.moveStep(from, to))
    draggable(this.list('[data-fields]'), (from, to) => this.moveField(from, to))
    this.seats()
    this.view.draw(this.scene)
    if (this.scene.step < 0) this.view.focus('title')
    void this.preview.show(this.stepKey)
    this.root.dataset.ready = ''
  }

  private get form(): Form { return this.scene.form }

  private get stepKey(): string | undefined { return this.form.steps[Math.max(this.scene.step, 0)]?.key }

  private list(selector: string): HTMLElement { return this.root.querySelector<HTMLElement>(selector) ?? this.root }

  // What somebody does.

  private pressed(target: Element): void {
    const button = target.closest<HTMLElement>('button')
    if (!button || button.closest('dialog')) return
    const item = button.closest<HTMLElement>('[data-item]')
    const inSteps = item?.closest('[data-steps]') !== null && item !== null
    const n = Number(item?.dataset.item ?? -1)
    const is = (name: string): boolean => name in button.dataset
    if (is('pick')) {
      if (button.closest('[data-fields]')) this.pick(this.scene.step, this.scene.field === n ? -1 : n)
      else this.pick(Number(button.dataset.pick), 0)
    } else if (is('addStep')) this.addStep()
    else if (is('add')) this.addField(button.dataset.add ?? 'text')
    else if (is('moveUp')) inSteps ? this.moveStep(n, n - 1) : this.moveField(n, n - 1)
    else if (is('moveDown')) inSteps ? this.moveStep(n, n + 1) : this.moveField(n, n + 1)
    else if (is('copy')) inSteps ? this.copyStep(n) : this.copyField(n)
    else if (is('remove')) inSteps ? this.removeStep(n) : this.removeField(n)
    else if (is('addOption') || is('optionUp') || is('optionDown') || is('optionRemove')) this.options(button)
    else if (is('undo')) this.undo()
    else if (is('problem')) this.goTo(button.dataset.problem ?? '')
    else if (is('tryIt')) void this.try(!this.isTrying)
    else if (is('publish')) void this.ask()
  }

  private typed(target: Element): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || target.dataset.path === undefined || target.type === 'checkbox' || target.type === 'radio') return
    const path = target.dataset.path
    if (this.typing !== path) this.remember(path)
    this.scene = { ...this.scene, form: put(this.form, path, valueOf(target as HTMLInputElement)) }
    this.view.texts(this.scene)
    this.preview.mirror(this.form, Math.max(this.scene.step, 0))
    this.keep()
  }

  private chosen(target: Element): void {
    const control = target as HTMLInputElement
    const path = control.dataset.path
    if (control.name === 'builder-tab') this.root.dataset.tab = control.value
    else if (control.name === 'builder-scheme') this.list('.phone').dataset.scheme = control.value
    else if (control.name === 'builder-seat') void this.preview.show(this.isTrying ? this.preview.screen?.dataset.step : this.stepKey)
    else if ('trend' in control.dataset) this.take(trend(this.form, this.scene.step, this.scene.field, control.checked, this.unit()))
    else if ('guess' in control.dataset) this.take(guess(this.form, this.scene.step, this.scene.field, control.checked, this.view.said('guess')))
    else if (path !== undefined) {
      if (control.matches('select, [type=checkbox], [type=radio]')) {
        this.take(path === `steps.${this.scene.step}.mode` ? openAs(this.form, this.scene.step, control.value) : mend(this.opening(put(this.form, path, valueOf(control)), path)))
      } else this.settle(path)
      void this.keeper.now()
    }
  }

  /** A step that begins to wait waits for the one above it. */
  private opening(form: Form, path: string): Form {
    const n = this.scene.step
    const step = form.steps[n]
    if (path !== `steps.${n}.opens` || !step) return form
    const waits = step.opens !== 'start'
    const days = step.opens === 'after-days' || step.opens === 'ready' ? step.days ?? 7 : null
    return put(form, `steps.${n}`, { ...step, after: waits ? step.after ?? form.steps[n - 1]?.key ?? null : null, days, doing: step.opens === 'ready' ? step.doing : '' })
  }

  /** Typing in one place is over: what was new there gets its key. */
  private settle(path: string): void {
    this.typing = ''
    const [, s, , f, , o] = path.split('.').map(Number)
    const step = this.form.steps[s ?? -1]
    const field = step?.fields[f ?? -1]
    let next = this.form
    if (step && path === `steps.${s}.title` && step.title.trim() !== '' && this.fresh.delete(step.key)) next = nameStep(next, s ?? 0)
    if (step && field && path.endsWith(`.fields.${f}.label`) && field.label.trim() !== '' && this.fresh.delete(`${step.key}.${field.key}`)) next = nameField(next, s ?? 0, f ?? 0)
    if (step && field && path.includes('.options.')) {
      const option = field.options[o ?? -1]
      if (option && option.label.trim() !== '' && this.fresh.delete(`${step.key}.${field.key}.${option.key}`)) next = nameOption(next, `steps.${s}.fields.${f}.options`, o ?? 0)
    }
    if (next === this.form) return
    this.rename(this.form, next)
    this.scene = { ...this.scene, form: next }
    this.rekey()
    this.keep()
  }

  /** What was fresh under an old key is so under the new one. */
  private rename(was: Form, now: Form): void {
    const pairs = was.steps.flatMap((s, i) => [[s.key, now.steps[i]?.key ?? ''] as const, ...s.fields.map((f, j) => [`${s.key}.${f.key}`, `${now.steps[i]?.key}.${now.steps[i]?.fields[j]?.key}`] as const)])
    for (const name of [...this.fresh]) {
      const pair = pairs.filter(([from]) => name === from || name.startsWith(`${from}.`)).sort((a, b) => b[0].length - a[0].length)[0]
      if (!pair || pair[0] === pair[1]) continue
      this.fresh.delete(name)
      this.fresh.add(pair[1] + name.slice(pair[0].length))
    }
  }

  /** New keys without a new drawing, since somebody is about to press what stands there. */
  private rekey(): void {
    const set = (selector: string, kind: string, keys: readonly string[]): void => this.root.querySelectorAll<HTMLElement>(`${selector} > li`).forEach((item, i) => {
      const [pick, menu] = [item.querySelector<HTMLElement>('[data-pick]'), item.querySelector<HTMLElement>('summary')]
      if (pick) pick.dataset.focus = `${kind}.${keys[i]}`
      if (menu) menu.dataset.focus = `${kind}-menu.${keys[i]}`
    })
    set('[data-steps]', 'step', this.form.steps.map(s => s.key))
    set('[data-fields]', 'field', this.form.steps[this.scene.step]?.fields.map(f => f.key) ?? [])
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey && !target.matches('textarea, input:not([type=checkbox], [type=radio])')) {
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      this.undo()
      return
    }
    const item = target.closest<HTMLElement>('[data-item]')
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !item || !this.root.contains(item)) return
    const n = Number(item.dataset.item), to = event.key === 'ArrowUp' ? n - 1 : n + 1
    if (!target.matches('[data-pick], summary')) return
    event.preventDefault()
    if (item.closest('[data-steps]')) this.moveStep(n, to)
    else if (item.closest('[data-fields]')) this.moveField(n, to)
  }

  private arrivedAt(target: Element): void {
    const field = target.closest<HTMLElement>('[data-fields] > [data-item]')
    if (field && !this.isTrying) this.preview.lookAt(this.form.steps[this.scene.step]?.fields[Number(field.dataset.item)]?.key)
  }

  // What comes of it.

  private pick(step: number, field: number): void {
    const isOther = step !== this.scene.step
    this.typing = ''
    this.scene = { ...this.scene, step, field: step < 0 ? -1 : field }
    this.view.draw(this.scene)
    const key = this.form.steps[step]?.fields[field]?.key
    if (isOther && !this.isTrying) void this.preview.show(this.stepKey).then(() => this.preview.lookAt(key))
    else this.preview.lookAt(key)
  }

  private addStep(): void {
    this.take(addStep(this.form), { step: this.form.steps.length, field: -1 })
    this.fresh.add(this.form.steps.at(-1)?.key ?? '')
    this.view.focus(`steps.${this.scene.step}.title`)
    this.speak('added', this.view.said('stepUntitled'))
  }

  private addField(kind: string): void {
    const n = this.form.steps[this.scene.step]?.fields.length ?? 0
    this.take(addField(this.form, this.scene.step, kind), { field: n })
    const [step, field] = [this.form.steps[this.scene.step], this.form.steps[this.scene.step]?.fields[n]]
    if (!step || !field) return
    this.fresh.add(`${step.key}.${field.key}`)
    for (const option of field.options) if (kind !== 'five') this.fresh.add(`${step.key}.${field.key}.${option.key}`)
    this.view.focus(`steps.${this.scene.step}.fields.${n}.label`)
    this.speak('added', this.root.querySelector(`[data-kind-words="${kind}"]`)?.textContent ?? '')
  }

  private moveStep(from: number, to: number): void {
    const step = this.form.steps[from]
    if (!step) return
    if (to < 0 || to >= this.form.steps.length) return this.speak('notMoved', this.view.nameOfStep(step))
    const chosen = this.form.steps[this.scene.step]
    const next = moveStep(this.form, from, to)
    this.take(next, { step: chosen ? next.steps.findIndex(s => s.key === chosen.key) : -1, field: this.scene.field })
    this.view.focus(`step.${step.key}`)
    this.speak('moved', this.view.nameOfStep(step), to + 1, next.steps.length)
  }

  private moveField(from: number, to: number): void {
    const fields = this.form.steps[this.scene.step]?.fields ?? []
    const field = fields[from]
    if (!field) return
    if (to < 0 || to >= fields.length) return this.speak('notMoved', this.view.nameOfField(field))
    const chosen = fields[this.scene.field]
    const next = moveField(this.form, this.scene.step, from, to)
    this.take(next, { field: chosen ? next.steps[this.scene.step]?.fields.findIndex(f => f.key === chosen.key) ?? -1 : -1 })
    this.view.focus(`field.${field.key}`)
    this.speak('moved', this.view.nameOfField(field), to + 1, fields.length)
  }

  private copyStep(n: number): void {
    this.take(copyStep(this.form, n), { step: n + 1, field: -1 })
    this.view.focus(`step.${this.form.steps[n + 1]?.key}`)
    this.speak('copied', this.view.nameOfStep(this.form.steps[n]!))
  }

  private copyField(n: number): void {
    this.take(copyField(this.form, this.scene.step, n), { field: n + 1 })
    const field = this.form.steps[this.scene.step]?.fields[n + 1]
    this.view.focus(`field.${field?.key}`)
    if (field) this.speak('copied', this.view.nameOfField(field))
  }

  private removeStep(n: number): void {
    const name = this.view.nameOfStep(this.form.steps[n]!)
    const next = removeStep(this.form, n)
    const step = this.scene.step > n || this.scene.step === next.steps.length ? this.scene.step - 1 : this.scene.step
    this.take(next, { step, field: step === this.scene.step ? this.scene.field : -1 })
    this.view.focus(next.steps.length === 0 ? 'add-step' : `step.${next.steps[Math.min(n, next.steps.length - 1)]?.key}`)
    this.speak('removed', name)
  }

  private removeField(n: number): void {
    const fields = this.form.steps[this.scene.step]?.fields ?? []
    const [gone, chosen] = [fields[n], fields[this.scene.field]]
    const next = removeField(this.form, this.scene.step, n)
    const left = next.steps[this.scene.step]?.fields ?? []
    this.take(next, { field: chosen ? left.findIndex(f => f.key === chosen.key) : -1 })
    this.view.focus(left.length === 0 ? 'add-scale' : `field.${left[Math.min(n, left.length - 1)]?.key}`)
    if (gone) this.speak('removed', this.view.nameOfField(gone))
  }

  private options(button: HTMLElement): void {
    const path = `steps.${this.scene.step}.fields.${this.scene.field}.options`
    const options = at(this.form, path) as readonly Option[] | undefined
    const [step, field] = [this.form.steps[this.scene.step], this.form.steps[this.scene.step]?.fields[this.scene.field]]
    const n = Number(button.dataset.at ?? -1)
    if (!options || !step || !field) return
    if ('addOption' in button.dataset) {
      this.take(addOption(this.form, path))
      this.fresh.add(`${step.key}.${field.key}.${(at(this.form, path) as readonly Option[]).at(-1)?.key}`)
      this.view.focus(`${path}.${options.length}.label`)
      return
    }
    const name = options[n]?.label ?? ''
    if ('optionRemove' in button.dataset) {
      this.take(put(this.form, path, options.filter((_, i) => i !== n)))
      this.view.focus(`${path}.${Math.min(n, options.length - 2)}.label`)
      return this.speak('removed', name)
    }
    const to = 'optionUp' in button.dataset ? n - 1 : n + 1
    this.take(put(this.form, path, moved(options, n, to)))
    const key = options[n]?.key ?? ''
    if (!this.view.focus(`option-${to < n ? 'up' : 'down'}.${key}`)) this.view.focus(`option-${to < n ? 'down' : 'up'}.${key}`)
    this.speak('moved', name, to + 1, options.length)
  }

  private unit(): string {
    const kind = this.form.steps[this.scene.step]?.fields[this.scene.field]?.kind ?? ''
    return this.view.said(kind === 'scale' ? 'unitScale' : kind === 'five' ? 'unitFive' : kind === 'done' ? 'unitDone' : 'unitCount')
  }

  private take(form: Form, where: { step?: number; field?: number } = {}): void {
    this.remember('')
    this.scene = { ...this.scene, ...where, form }
    this.seats()
    this.view.draw(this.scene)
    this.keep()
  }

  private remember(typing: string): void {
    this.before.push({ form: this.form, step: this.scene.step, field: this.scene.field })
    this.typing = typing
    this.list('[data-undo]').hidden = false
  }

  private undo(): void {
    const last = this.before.pop()
    if (!last) return
    this.typing = ''
    this.scene = { ...this.scene, ...last }
    this.list('[data-undo]').hidden = this.before.length === 0
    this.seats()
    this.view.draw(this.scene)
    this.keep()
    if (document.activeElement === document.body) this.list('h1').focus()
    this.speak('undone')
  }

  private seats(): void {
    this.list('[data-seats]').hidden = !this.isTrying && !this.form.steps.some(s => s.who !== 'each' && s.who !== 'pair')
  }

  private speak(key: string, ...parts: (string | number)[]): void {
    const place = document.getElementById('announce')
    if (place) place.textContent = this.view.said(key, ...parts)
  }

  // What the server says.

  private keep(): void { this.keeper.changed(this.form) }

  private stands(standing: Standing, body?: Record<string, unknown>): void {
    const place = this.list('[data-standing]')
    const isTrouble = standing !== 'saving' && standing !== 'saved'
    place.textContent = standing === 'saved' ? this.view.said('saved', clock(new Date(String(body?.savedAt)), this.root.dataset.zone)) : standing === 'saving' ? this.view.said('saving') : ''
    this.list('[data-alert]').textContent = !isTrouble ? '' : standing === 'conflict' ? this.view.said('conflict', clock(new Date(String(body?.savedAt)), this.root.dataset.zone)) : this.view.said(standing)
    this.root.dataset.standing = standing
    if (standing === 'conflict') void this.conflict()
    if (standing === 'saved') void this.fresher()
  }

  /** After each saving: what is still missing, and the phone. */
  private async fresher(): Promise<void> {
    const sent = await read<Sent>(`/api/library/drafts/${this.draft}`)
    if (sent && sent.revision === this.keeper.revision) {
      this.scene = { ...this.scene, problems: sent.problems }
      this.view.problems(this.scene)
    }
    if (this.isTrying) return
    await this.preview.show(this.stepKey, true)
    this.preview.mirror(this.form, Math.max(this.scene.step, 0))
    this.preview.lookAt(this.form.steps[this.scene.step]?.fields[this.scene.field]?.key)
  }

  private goTo(path: string): void {
    const [kind, s, , f] = path.split('.')
    const menu = this.root.querySelector<HTMLDetailsElement>('.builder-problems')
    if (menu) menu.open = false
    if (this.isTrying) void this.try(false)
    this.root.dataset.tab = 'write'
    const metric = kind === 'metrics' ? this.form.metrics[Number(s)] : undefined
    const step = metric ? this.form.steps.findIndex(x => metric.from.startsWith(`${x.key}.`)) : kind === 'steps' && s !== undefined ? Number(s) : -1
    const field = metric ? this.form.steps[step]?.fields.findIndex(x => metric.from.endsWith(`.${x.key}`)) ?? -1 : f !== undefined && path.includes('.fields.') ? Number(f) : -1
    this.pick(step, field)
    const control = this.view.controlOf(path)
    const fold = control?.closest('details')
    if (fold) fold.open = true
    if (control) control.focus()
    else if (path === 'steps') this.view.focus('add-step')
    else if (path.endsWith('.fields')) this.view.focus('add-scale')
    else if (field >= 0) this.view.focus(`steps.${step}.fields.${field}.label`)
    else this.view.panel(step < 0 ? 'exercise' : 'step').querySelector<HTMLElement>('h2')?.focus()
  }

  // Trying it as a couple.

  private async try(on: boolean): Promise<void> {
    this.isTrying = on
    const button = this.list('[data-try-it]')
    button.setAttribute('aria-pressed', String(on))
    button.textContent = this.view.said(on ? 'stopTrying' : 'try')
    this.root.toggleAttribute('data-trying', on)
    this.preview.place.toggleAttribute('inert', !on)
    this.list('[data-look-title]').textContent = this.view.said(on ? 'trying' : 'asPartner')
    const tab = this.root.querySelector<HTMLInputElement>(`[name="builder-tab"][value="${on ? 'look' : 'write'}"]`)
    if (tab) tab.checked = true
    this.root.dataset.tab = on ? 'look' : 'write'
    this.seats()
    if (on) await this.keeper.settle()
    await this.preview.show(on ? this.form.steps[0]?.key : this.stepKey)
    if (on) this.titleOfScreen()
  }

  /** On to the next step; after the last one it begins again. */
  private async onward(): Promise<void> {
    const n = Number(this.preview.screen?.dataset.number ?? 0)
    const next = this.form.steps[n]
    await this.preview.show((next ?? this.form.steps[0])?.key)
    if (!next) this.speak('tried')
    this.list('[data-look-title]').textContent = this.view.said(next ? 'trying' : 'tried')
    this.titleOfScreen()
  }

  private titleOfScreen(): void {
    const title = this.preview.screen?.querySelector<HTMLElement>('.screen-title')
    if (title) { title.tabIndex = -1; title.focus() }
  }

  // Publishing.

  private async ask(after?: string): Promise<void> {
    const button = this.list('[data-publish]')
    if (button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    const isKept = await this.keeper.settle()
    const sent = isKept ? await read<Sent>(`/api/library/drafts/${this.draft}`) : null
    button.removeAttribute('aria-busy')
    if (!sent) return
    this.scene = { ...this.scene, problems: sent.problems, isTold: true }
    this.view.draw(this.scene)
    if (sent.problems[0]) {
      const count = sent.problems.length
      const menu = this.root.querySelector<HTMLDetailsElement>('.builder-problems')
      if (menu) menu.open = true
      menu?.querySelector<HTMLElement>('[data-problem]')?.focus()
      this.speak(count === 1 ? 'problemsOne' : 'problemsMany', count)
      return
    }
    const response = await fetch(`/fragments/library/drafts/${this.draft}/publishing${after ? `?after=${encodeURIComponent(after)}` : ''}`, { credentials: 'same-origin' }).catch(() => null)
    const dialog = document.getElementById('publish') as HTMLDialogElement | null
    const place = dialog?.querySelector<HTMLElement>('[data-publishing]')
    if (!response?.ok || !dialog || !place) return void (this.list('[data-alert]').textContent = say('unreached'))
    place.innerHTML = await response.text()
    if (!dialog.open) {
      dialog.showModal()
      dialog.addEventListener('close', () => button.focus(), { once: true })
    }
    const heading = dialog.querySelector<HTMLElement>('h2')
    if (heading) { heading.tabIndex = -1; heading.focus() }
  }

  private async publish(): Promise<void> {
    const dialog = document.getElementById('publish') as HTMLDialogElement
    const button = dialog.querySelector<HTMLElement>('[data-publish-now]')
    if (!button || button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    const body = { revision: Number(button.dataset.revision), after: button.dataset.after || undefined }
    const outcome = await send({ method: 'POST', url: `/api/library/drafts/${this.draft}/publish`, body, key: keyFor(this, body) })
    button.removeAttribute('aria-busy')
    if (outcome.kind === 'done') {
      arriveAtHeading()
      location.assign(`/library/${String(outcome.body.slug)}?published=${String(outcome.body.version)}`)
      return
    }
    const said = dialog.querySelector<HTMLElement>('[data-publish-error]')
    if (outcome.kind === 'unreached') {
      if (said) { said.textContent = say('unreached'); said.hidden = false }
      return
    }
    if (outcome.status < 500) answered(this)
    const newest = (outcome.problem as { newest?: string }).newest
    if (outcome.status === 409 && newest) return this.ask(newest)
    dialog.close()
    if (outcome.status === 409) return void this.conflict()
    if (outcome.problem.errors) return this.ask()
    this.list('[data-alert]').textContent = outcome.problem.detail ?? say('refused')
  }

  // Somebody else saved meanwhile.

  private theirs: Sent | undefined

  private async conflict(): Promise<void> {
    const sent = await read<Sent>(`/api/library/drafts/${this.draft}`)
    const dialog = document.getElementById('conflict') as HTMLDialogElement | null
    if (!sent) return this.stands('gone')
    if (!dialog) return
    this.theirs = sent
    const words = this.view.said('conflict', clock(new Date(sent.savedAt), this.root.dataset.zone))
    const title = dialog.querySelector<HTMLElement>('[data-conflict-title]')
    if (title) title.textContent = words
    const found = gaps(this.form, formOf(sent.form), one => 'fields' in one ? this.view.nameOfStep(one) : this.view.nameOfField(one))
    if (found.length === 0) return this.takeTheirs()
    dialog.querySelector('[data-gaps]')?.replaceChildren(...found.map(gap => {
      const row = document.createElement('tr')
      for (const text of [[gap.where.replace(/ · $/, ''), this.view.nameOfMember(gap.member)].filter(w => w !== '').join(': '), gap.mine, gap.theirs]) {
        const cell = document.createElement(row.childElementCount === 0 ? 'th' : 'td')
        if (row.childElementCount === 0) cell.setAttribute('scope', 'row')
        cell.textContent = text || '–'
        row.append(cell)
      }
      return row
    }))
    if (!dialog.open) dialog.showModal()
    if (title) { title.tabIndex = -1; title.focus() }
  }

  private decide(target: Element): void {
    const button = target.closest<HTMLElement>('button')
    if (!button || !this.theirs) return
    if ('mine' in button.dataset) this.keeper.goOn(this.theirs.revision, this.form)
    else if ('theirs' in button.dataset) this.takeTheirs()
    else return
    ;(document.getElementById('conflict') as HTMLDialogElement).close()
  }

  /** Theirs in the place of mine, which Undo brings back. */
  private takeTheirs(): void {
    if (!this.theirs) return
    this.remember('')
    const form = formOf(this.theirs.form)
    this.scene = { ...this.scene, form, problems: this.theirs.problems, step: Math.min(this.scene.step, form.steps.length - 1), field: -1 }
    this.keeper.goOn(this.theirs.revision)
    this.seats()
    this.view.draw(this.scene)
    this.stands('saved', { savedAt: this.theirs.savedAt })
  }
}
