import { guessOf, mayBeGuessed, metricOf, type Field, type Form, type Option, type Step } from './builderModel'
import { fill } from './words'

export type Problem = { path: string; words: string }

/** What the page shows: the form, and which step (-1: the exercise itself) and which of its questions is at hand. */
export type Scene = { form: Form; step: number; field: number; problems: readonly Problem[]; isTold: boolean }

const trends = ['scale', 'five', 'count', 'done', 'choice', 'multi', 'list']

/** Draws the builder from its templates. Texts are the server's; nothing here decides anything about an exercise. */
export class View {
  private readonly words: Record<string, string>

  constructor(private readonly root: HTMLElement) {
    this.words = JSON.parse(root.dataset.words ?? '{}') as Record<string, string>
  }

  said(key: string, ...parts: (string | number)[]): string {
    return fill(this.words[key] ?? '', parts)
  }

  nameOfStep(step: Step): string { return step.title.trim() || this.said('stepUntitled') }

  nameOfField(field: Field): string { return field.label.trim() || this.said('fieldUntitled') }

  /** Everything anew, but the controls of the panels; whoever had the focus keeps it. */
  draw(scene: Scene): void {
    const focused = document.activeElement instanceof HTMLElement && this.root.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined
    const open = [...this.root.querySelectorAll<HTMLElement>('.field-editor details[data-more]')].map(d => d.hasAttribute('open'))
    const was = this.root.querySelector<HTMLElement>('.field-editor')?.dataset.path
    this.steps(scene)
    const step = scene.form.steps[scene.step]
    for (const panel of this.root.querySelectorAll<HTMLElement>('[data-panel]')) panel.hidden = (panel.dataset.panel === 'step') !== (step !== undefined)
    if (step) this.step(scene, step)
    else this.bind(this.panel('exercise'), '', scene.form)
    if (was !== undefined && was === this.root.querySelector<HTMLElement>('.field-editor')?.dataset.path) {
      this.root.querySelectorAll('.field-editor details[data-more]').forEach((d, i) => d.toggleAttribute('open', open[i] ?? false))
    }
    this.texts(scene)
    this.problems(scene)
    if (focused !== undefined && document.activeElement === document.body) this.focus(focused)
  }

  focus(key: string): boolean {
    const element = [...this.root.querySelectorAll<HTMLElement>('[data-focus]')].find(e => e.dataset.focus === key && e.closest('[hidden]') === null)
    const fold = element?.closest('details')
    if (fold) fold.open = true
    element?.focus()
    return element !== undefined
  }

  panel(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-panel="${name}"]`) ?? this.root
  }

  /** What is typed shows in the lists at once. */
  texts(scene: Scene): void {
    this.show(this.root, '[data-show="title"]', scene.form.title.trim() || this.said('untitled'))
    this.root.querySelectorAll<HTMLElement>('[data-steps] > li').forEach((item, i) => {
      const step = scene.form.steps[i]
      if (!step) return
      const name = scene.form.steps.length === 1 && step.title.trim() === '' ? scene.form.title.trim() || this.nameOfStep(step) : this.nameOfStep(step)
      this.show(item, '[data-number]', String(i + 1))
      this.show(item, '[data-name]', name)
      this.show(item, '[data-under]', this.underStep(scene.form, step))
      this.show(item, '[data-menu-words]', this.said('more', name))
    })
    this.root.querySelectorAll<HTMLElement>('[data-fields] > li').forEach((item, i) => {
      const field = scene.form.steps[scene.step]?.fields[i]
      if (!field) return
      this.show(item, '[data-name]', this.nameOfField(field))
      this.show(item, '[data-under]', this.underField(scene.form, field))
      this.show(item, '[data-menu-words]', this.said('more', this.nameOfField(field)))
    })
  }

  private steps({ form, step: chosen }: Scene): void {
    this.root.querySelector('[data-pick="-1"]')?.toggleAttribute('aria-current', chosen < 0)
    this.root.querySelector('[data-steps]')?.replaceChildren(...form.steps.map((step, i) => {
      const item = this.pattern('step')
      const pick = this.find(item, '[data-pick]')
      pick.dataset.pick = String(i)
      pick.dataset.focus = `step.${step.key}`
      if (i === chosen) pick.setAttribute('aria-current', 'true')
      this.find(item, 'summary').dataset.focus = `step-menu.${step.key}`
      this.moves(item, i, form.steps.length)
      return item
    }))
  }

  private step(scene: Scene, step: Step): void {
    const panel = this.panel('step')
    const earlier = scene.form.steps.slice(0, scene.step)
    for (const select of panel.querySelectorAll<HTMLSelectElement>('[data-earlier]')) {
      const none = select.dataset.earlier
      select.replaceChildren(...(none ? [new Option_(none, '')] : []), ...earlier.map(s => new Option_(this.nameOfStep(s), s.key)))
    }
    const isJoint = step.mode === 'joint', isOne = step.mode === 'sealed' || step.mode === 'matched'
    this.bind(panel, `steps.${scene.step}`, step, { first: scene.step === 0 ? 'yes' : 'no', 'who-open': isJoint || isOne ? 'no' : 'yes' })
    for (const option of panel.querySelectorAll<HTMLOptionElement>('#b-who option')) option.disabled = (option.value === 'pair') !== isJoint
    this.show(panel, '[data-mode-words]', this.said(`mode.${step.mode}`))
    this.find(panel, '[data-no-fields]').hidden = step.fields.length > 0
    this.find(panel, '[data-fields]').replaceChildren(...step.fields.map((field, i) => this.field(scene, step, field, i)))
  }

  private field(scene: Scene, step: Step, field: Field, i: number): HTMLElement {
    const item = this.pattern('field')
    const pick = this.find(item, '[data-pick]')
    pick.dataset.pick = String(i)
    pick.dataset.focus = `field.${field.key}`
    pick.setAttribute('aria-expanded', String(i === scene.field))
    this.find(item, 'summary').dataset.focus = `field-menu.${field.key}`
    for (const icon of item.querySelectorAll<HTMLElement>('[data-kind]')) icon.hidden = icon.dataset.kind !== field.kind
    this.moves(item, i, step.fields.length)
    item.toggleAttribute('data-chosen', i === scene.field)
    if (i === scene.field) item.append(this.editor(scene, step, field, `steps.${scene.step}.fields.${i}`))
    return item
  }

  private editor(scene: Scene, step: Step, field: Field, path: string): HTMLElement {
    const editor = this.pattern('editor')
    editor.dataset.path = path
    this.find(editor, '[data-targets]').replaceChildren(...step.fields.filter(f => f.kind !== 'guess' && f.kind !== 'long').map(f => new Option_(this.nameOfField(f), f.key)))
    const metric = metricOf(scene.form, step, field)
    this.bind(editor, path, field, {
      trends: trends.includes(field.kind) || metric >= 0 ? 'yes' : 'no', guessable: mayBeGuessed(step, field) || guessOf(step, field) ? 'yes' : 'no', trended: metric >= 0 ? 'yes' : 'no',
    })
    this.check(editor, '[data-trend]', metric >= 0)
    this.check(editor, '[data-guess]', guessOf(step, field) !== undefined)
    for (const [selector, value] of [['[data-low-words]', field.min ?? 0], ['[data-high-words]', field.max ?? 10]] as const) {
      const place = this.find(editor, selector)
      place.textContent = fill(place.dataset.lowWords ?? place.dataset.highWords ?? '', [value])
    }
    const inner = editor.querySelector<HTMLElement>('[data-scope="metric"]')
    if (inner && metric >= 0) this.bind(inner, `metrics.${metric}`, scene.form.metrics[metric] ?? {})
    this.find(editor, '[data-options]').replaceChildren(...field.options.map((o, i) => this.option(field, o, i, path)))
    return editor
  }

  private option(field: Field, option: Option, i: number, path: string): HTMLElement {
    const item = this.pattern('option')
    const input = this.find(item, 'input') as HTMLInputElement
    input.value = option.label
    input.dataset.path = `${path}.options.${i}.label`
    input.dataset.focus = input.dataset.path
    input.setAttribute('aria-label', this.said('option', i + 1))
    const isFixed = field.kind === 'five'
    const name = option.label.trim() || this.said('option', i + 1)
    for (const [what, isHidden] of [['Up', i === 0 || isFixed], ['Down', i === field.options.length - 1 || isFixed], ['Remove', field.options.length <= 2 || isFixed]] as const) {
      const button = this.find(item, `[data-option-${what.toLowerCase()}]`)
      button.hidden = isHidden
      button.dataset.at = String(i)
      button.dataset.focus = `option-${what.toLowerCase()}.${option.key}`
      button.setAttribute('aria-label', this.said(`option${what}`, name))
    }
    return item
  }

  /** Gives each control of a scope its path and its value, and hides what has no meaning there. */
  private bind(scope: HTMLElement, path: string, of: object, further: Record<string, string> = {}): void {
    const values = of as Record<string, unknown>
    for (const control of scope.querySelectorAll<HTMLInputElement>('[data-bind]')) {
      if (control.closest('[data-scope]') !== scope) continue
      const name = control.dataset.bind ?? ''
      control.dataset.path = path === '' ? name : `${path}.${name}`
      control.dataset.focus = control.type === 'radio' ? `${control.dataset.path}.${control.value}` : control.dataset.path
      if (control !== document.activeElement || control.type === 'checkbox' || control.type === 'radio' || control.tagName === 'SELECT') set(control, values[name])
    }
    for (const part of scope.querySelectorAll<HTMLElement>('[data-when]')) {
      if ((part.closest('[data-scope]') === scope)) part.hidden = !(part.dataset.when ?? '').split(' ').every(rule => {
        const [name = '', any = ''] = rule.split('=')
        return any.split(',').includes(String(further[name] ?? values[name]))
      })
    }
  }

  /** Counted always; told beside the controls only once somebody asked to publish. */
  problems({ form, problems, isTold }: Scene): void {
    const count = problems.length
    this.show(this.root, '[data-problem-count]', count === 0 ? this.said('ready') : count === 1 ? this.said('problemsOne') : this.said('problemsMany', count))
    this.root.toggleAttribute('data-ready-to-publish', count === 0)
    this.find(this.root, '[data-problem-list]').replaceChildren(...problems.map(p => {
      const item = document.createElement('li')
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'problem-link'
      button.dataset.problem = p.path
      button.textContent = [this.nameOf(form, p.path), p.words].filter(w => w !== '').join(': ')
      item.append(button)
      return item
    }))
    for (const place of this.root.querySelectorAll('.builder-work [data-error]')) place.remove()
    for (const control of this.root.querySelectorAll('.builder-work [aria-invalid]')) { control.removeAttribute('aria-invalid'); control.removeAttribute('aria-describedby') }
    for (const list of this.root.querySelectorAll<HTMLElement>('[data-panel-problems]')) { list.replaceChildren(); list.hidden = true }
    if (isTold) for (const problem of problems) this.tell(problem)
  }

  private tell(problem: Problem): void {
    const control = this.controlOf(problem.path)
    if (!control) {
      const scope = [...this.root.querySelectorAll<HTMLElement>('[data-scope]')].find(s => s.closest('[hidden]') === null && this.scopePath(s) === problem.path.replace(/\.(fields|key|options|kind)(\.\d+)?$/, ''))
      const list = scope?.querySelector<HTMLElement>('[data-panel-problems]')
      if (!list) return
      const item = document.createElement('li')
      item.textContent = problem.words
      list.append(item)
      list.hidden = false
      return
    }
    const place = document.createElement('p')
    place.className = 'field-error'
    place.dataset.error = ''
    place.id = `e-${problem.path.replaceAll('.', '-')}`
    place.textContent = problem.words
    control.setAttribute('aria-invalid', 'true')
    control.setAttribute('aria-describedby', place.id)
    ;(control.closest('.field, .option-item') ?? control).append(place)
  }

  private scopePath(scope: HTMLElement): string {
    const path = scope.querySelector<HTMLElement>('[data-path]')?.dataset.path ?? ''
    return path.split('.').slice(0, -1).join('.')
  }

  /** The control that a problem is about, if it stands on the page now. */
  controlOf(path: string): HTMLElement | undefined {
    const wanted = [path, `${path}.0.label`, path.replace(/\.key$/, '.label'), path.replace(/\.key$/, '.title'), path.replace(/\.from$/, '.label')]
    return [...this.root.querySelectorAll<HTMLElement>('.builder-work [data-path]')].find(e => wanted.includes(e.dataset.path ?? '') && e.matches('input, select, textarea') && e.closest('[hidden]') === null)
  }

  /** A member is called what its control is called. */
  nameOfMember(member: string): string {
    const own = this.said(`member.${member}`)
    if (own !== '') return own
    const [scope, name] = member.includes('.') ? member.split('.') : ['exercise', member]
    const within = scope === 'field' ? this.root.querySelector<HTMLTemplateElement>('template[data-template="editor"]')?.content : this.root.querySelector(`[data-scope="${scope}"]`)
    const control = within?.querySelector<HTMLElement>(`[data-bind="${name}"]`)
    const label = control?.closest('fieldset')?.querySelector('legend') ?? control?.closest('.field')?.querySelector('label') ?? control?.closest('label')
    return [...label?.childNodes ?? []].map(n => n.textContent?.trim() ?? '').find(Boolean) ?? member
  }

  /** Where a problem is, as the page calls it: "Tell it · Which way? · Answer 2". */
  private nameOf(form: Form, path: string): string {
    const parts = path.split('.')
    const step = parts[0] === 'steps' ? form.steps[Number(parts[1])] : undefined
    const field = parts[2] === 'fields' ? step?.fields[Number(parts[3])] : undefined
    const member = parts.includes('options') && parts[5] !== undefined ? this.said('option', Number(parts[5]) + 1)
      : parts[0] === 'metrics' ? this.said('member.metrics')
      : field ? this.nameOfMember(`field.${parts[4]}`) : step ? parts[2] === 'fields' ? '' : this.nameOfMember(`step.${parts[2]}`)
      : path === 'steps' || path === '' ? '' : this.nameOfMember(path)
    return [step ? this.nameOfStep(step) : '', field ? this.nameOfField(field) : '', member].filter(w => w !== '').join(' · ')
  }

  private underStep(form: Form, step: Step): string {
    const number = form.steps.findIndex(s => s.key === step.after) + 1
    const when = step.opens === 'start' ? this.said('atStart') : step.opens === 'after' ? this.said('afterStep', number) : step.opens === 'after-days' ? this.said('afterDays', step.days ?? '…') : this.said('whenReady')
    return this.said('whoWhen', this.root.querySelector(`[data-who-words="${step.who}"]`)?.textContent ?? '', when)
  }

  private underField(form: Form, field: Field): string {
    const kind = this.root.querySelector(`[data-kind-words="${field.kind}"]`)?.textContent ?? ''
    const range = field.kind === 'scale' ? this.said('opensAt', kind, field.min ?? 0, field.max ?? 10) : kind
    const metric = form.metrics.find(m => form.steps.some(s => m.from === `${s.key}.${field.key}` && s.fields.includes(field)))
    return metric ? `${range} · ${this.said('towards', form.dimension ?? metric.label)}` : range
  }

  private moves(item: HTMLElement, i: number, of: number): void {
    item.dataset.item = String(i)
    this.find(item, '[data-move-up]').hidden = i === 0
    this.find(item, '[data-move-down]').hidden = i === of - 1
  }

  private check(within: HTMLElement, selector: string, on: boolean): void {
    (this.find(within, selector) as HTMLInputElement).checked = on
  }

  private show(within: HTMLElement, selector: string, words: string): void {
    const place = this.find(within, selector)
    if (place.textContent !== words) place.textContent = words
  }

  private pattern(name: string): HTMLElement {
    return this.root.querySelector<HTMLTemplateElement>(`template[data-template="${name}"]`)?.content.firstElementChild?.cloneNode(true) as HTMLElement
  }

  private find(within: HTMLElement, selector: string): HTMLElement {
    return within.querySelector<HTMLElement>(selector) ?? document.createElement('span')
  }
}

const Option_ = globalThis.Option

function set(control: HTMLInputElement, value: unknown): void {
  if (control.type === 'radio') control.checked = control.value === value
  else if (control.type === 'checkbox') control.checked = value === true
  else control.value = Array.isArray(value) ? value.join('\n') : String(value ?? '')
}

/** What a control says, as the form keeps it. */
export function valueOf(control: HTMLInputElement): unknown {
  if (control.type === 'checkbox') return control.checked
  switch (control.dataset.as) {
    case 'number': return control.value.trim() === '' || !Number.isFinite(control.valueAsNumber) ? null : Math.max(-1_000_000, Math.min(1_000_000, Math.round(control.valueAsNumber)))
    case 'lines': return control.value.split('\n').map(l => l.trim()).filter(l => l !== '')
    case 'choice': return control.value === '' ? null : control.value
    default: return control.value
  }
}

