import { keyOf } from './builderKeys'

export type Option = { key: string; label: string }

export type Field = {
  key: string; kind: string; label: string; help: string; optional: boolean; options: readonly Option[]
  min: number | null; max: number | null; low: string; high: string; guesses: string | null; items: readonly string[]; audience: string | null
}

export type Step = {
  key: string; title: string; help: string; who: string; mode: string; opens: string; after: string | null; days: number | null
  about: string | null; occurs: string | null; log: boolean; carries: boolean; audience: string | null; doing: string; fields: readonly Field[]
}

export type Metric = { key: string; label: string; unit: string; from: string; better: string }

/** An exercise as it is being written; members and words are those of the server's form. */
export type Form = {
  title: string; cadence: string | null; minutes: number | null; dimension: string | null; topic: string | null; screened: boolean
  caution: string; why: string; digest: string; debrief: string; start: string | null; many: boolean; teller: string | null
  sources: readonly { document: string; section: string }[]; steps: readonly Step[]; metrics: readonly Metric[]
}

export const withOptions = ['choice', 'multi', 'rank', 'five']
const guessable = ['text', 'scale', 'five', 'choice', 'multi', 'count', 'date', 'list', 'done', 'rank']

/** What the server has, with nothing left out: null stands only where a choice may be empty. */
export function formOf(sent: Partial<Form> | null): Form {
  const text = (v: unknown): string => typeof v === 'string' ? v : ''
  const f = sent ?? {}
  return {
    title: text(f.title), cadence: f.cadence ?? null, minutes: f.minutes ?? null, dimension: f.dimension ?? null, topic: f.topic ?? null, screened: f.screened ?? false,
    caution: text(f.caution), why: text(f.why), digest: text(f.digest), debrief: text(f.debrief), start: f.start ?? null, many: f.many ?? false, teller: f.teller ?? null,
    sources: (f.sources ?? []).map(s => ({ document: text(s.document), section: text(s.section) })),
    steps: (f.steps ?? []).map(s => ({
      key: text(s.key), title: text(s.title), help: text(s.help), who: s.who || 'each', mode: s.mode || 'individual', opens: s.opens || 'start', after: s.after ?? null, days: s.days ?? null,
      about: s.about ?? null, occurs: s.occurs ?? null, log: s.log ?? false, carries: s.carries ?? false, audience: s.audience ?? null, doing: text(s.doing),
      fields: (s.fields ?? []).map(x => ({
        key: text(x.key), kind: x.kind || 'text', label: text(x.label), help: text(x.help), optional: x.optional ?? false,
        options: (x.options ?? []).map(o => ({ key: text(o.key), label: text(o.label) })), min: x.min ?? null, max: x.max ?? null, low: text(x.low), high: text(x.high),
        guesses: x.guesses ?? null, items: x.items ?? [], audience: x.audience ?? null,
      })),
    })),
    metrics: (f.metrics ?? []).map(m => ({ key: text(m.key), label: text(m.label), unit: text(m.unit), from: text(m.from), better: m.better || 'higher' })),
  }
}

/** The form with one value put where the path says: `title`, `steps.0.fields.2.label`. */
export function put(form: Form, path: string, value: unknown): Form {
  return within(form, path.split('.'), value) as Form
}

export function at(form: Form, path: string): unknown {
  return path.split('.').reduce<unknown>((o, k) => (o as Record<string, unknown> | undefined)?.[k], form)
}

function within(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [key = '', ...rest] = path
  if (path.length === 0) return value
  if (Array.isArray(whole)) return whole.map((v, i) => String(i) === key ? within(v, rest, value) : v)
  const object = whole as Record<string, unknown>
  return { ...object, [key]: within(object[key], rest, value) }
}

export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length || from === to) return list
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** A new step comes last; it waits for the one before it, and is each one's own until its coach says how it opens. */
export function addStep(form: Form): Form {
  const last = form.steps.at(-1)
  const step: Step = {
    key: keyOf('step', form.steps.map(s => s.key)), title: '', help: '', who: 'each', mode: 'individual', opens: last ? 'after' : 'start', after: last?.key ?? null, days: null,
    about: null, occurs: null, log: false, carries: false, audience: null, doing: '', fields: [],
  }
  return { ...form, steps: [...form.steps, step] }
}

export function removeStep(form: Form, at: number): Form {
  return mend({ ...form, steps: form.steps.filter((_, i) => i !== at) })
}

export function moveStep(form: Form, from: number, to: number): Form {
  return mend({ ...form, steps: moved(form.steps, from, to) })
}

export function copyStep(form: Form, at: number): Form {
  const step = form.steps[at]
  if (!step) return form
  const copy = { ...step, key: keyOf(step.title || step.key, form.steps.map(s => s.key)) }
  return { ...form, steps: [...form.steps.slice(0, at + 1), copy, ...form.steps.slice(at + 1)] }
}

/** What one choice of how a step opens brings with it, so that nobody has to know which of them go together. */
export function openAs(form: Form, at: number, mode: string): Form {
  const step = form.steps[at]
  if (!step) return form
  const who = mode === 'joint' ? 'pair' : mode === 'sealed' || mode === 'matched' || step.who === 'pair' ? 'each' : step.who
  const next = put(form, `steps.${at}`, { ...step, mode, who, audience: null, log: step.log && mode === 'individual', carries: step.carries && mode === 'joint' })
  return mend(mode === 'matched' ? { ...next, topic: 'intimacy' } : next)
}

export function addField(form: Form, step: number, kind: string): Form {
  const fields = form.steps[step]?.fields ?? []
  const option = (n: number): Option => ({ key: `option-${n}`, label: '' })
  const field: Field = {
    key: keyOf(kind, fields.map(f => f.key)), kind, label: '', help: '', optional: false,
    options: kind === 'five' ? [1, 2, 3, 4, 5].map(n => ({ key: String(n), label: '' })) : withOptions.includes(kind) ? [option(1), option(2)] : [],
    min: kind === 'scale' ? 0 : null, max: kind === 'scale' ? 10 : kind === 'rank' ? 2 : null, low: '', high: '', guesses: null, items: [], audience: null,
  }
  return put(form, `steps.${step}.fields`, [...fields, field])
}

/** What counts from it and what guesses it goes with it. */
export function removeField(form: Form, step: number, at: number): Form {
  const gone = form.steps[step]?.fields[at]
  return mend(put(form, `steps.${step}.fields`, (form.steps[step]?.fields ?? []).filter((f, i) => i !== at && f.guesses !== (gone?.key ?? ''))))
}

export function moveField(form: Form, step: number, from: number, to: number): Form {
  return put(form, `steps.${step}.fields`, moved(form.steps[step]?.fields ?? [], from, to))
}

export function copyField(form: Form, step: number, at: number): Form {
  const fields = form.steps[step]?.fields ?? []
  const field = fields[at]
  if (!field) return form
  const copy = { ...field, key: keyOf(field.label || field.kind, fields.map(f => f.key)) }
  return put(form, `steps.${step}.fields`, [...fields.slice(0, at + 1), copy, ...fields.slice(at + 1)])
}

export function addOption(form: Form, path: string): Form {
  const options = at(form, path) as readonly Option[]
  return put(form, path, [...options, { key: keyOf(`option-${options.length + 1}`, options.map(o => o.key)), label: '' }])
}

export const mayBeGuessed = (step: Step, field: Field): boolean =>
  (step.mode === 'sealed' || step.mode === 'live') && step.who === 'each' && guessable.includes(field.kind) && (field.audience === null || field.audience.startsWith('partner'))

export const guessOf = (step: Step, field: Field): Field | undefined => step.fields.find(f => f.kind === 'guess' && f.guesses === field.key)

/** A guess stands right below what it guesses. */
export function guess(form: Form, step: number, at: number, on: boolean, label: string): Form {
  const whole = form.steps[step]
  const field = whole?.fields[at]
  if (!whole || !field) return form
  if (!on) return mend(put(form, `steps.${step}.fields`, whole.fields.filter(f => f.guesses !== field.key)))
  const asked: Field = {
    key: keyOf(`guess-${field.key}`, whole.fields.map(f => f.key)), kind: 'guess', label, help: '', optional: false, options: [], min: null, max: null, low: '', high: '', guesses: field.key, items: [], audience: null,
  }
  return put(form, `steps.${step}.fields`, [...whole.fields.slice(0, at + 1), asked, ...whole.fields.slice(at + 1)])
}

export const metricOf = (form: Form, step: Step, field: Field): number => form.metrics.findIndex(m => m.from === `${step.key}.${field.key}`)

export function trend(form: Form, step: number, at: number, on: boolean, unit: string): Form {
  const whole = form.steps[step]
  const field = whole?.fields[at]
  if (!whole || !field) return form
  const from = `${whole.key}.${field.key}`
  if (!on) return { ...form, metrics: form.metrics.filter(m => m.from !== from) }
  return { ...form, metrics: [...form.metrics, { key: keyOf(field.label || field.kind, form.metrics.map(m => m.key)), label: field.label, unit, from, better: 'higher' }] }
}

/** Its first words give a thing its key, once; whatever named it by the old one follows. */
export function nameStep(form: Form, at: number): Form {
  const step = form.steps[at]
  if (!step) return form
  const key = keyOf(step.title, form.steps.filter(s => s !== step).map(s => s.key))
  const now = (k: string | null): string | null => k === step.key ? key : k
  return {
    ...form,
    steps: form.steps.map(s => ({ ...s, key: s === step ? key : s.key, after: now(s.after), about: now(s.about) })),
    metrics: form.metrics.map(m => m.from === step.key || m.from.startsWith(`${step.key}.`) ? { ...m, from: key + m.from.slice(step.key.length) } : m),
  }
}

export function nameField(form: Form, step: number, at: number): Form {
  const whole = form.steps[step]
  const field = whole?.fields[at]
  if (!whole || !field) return form
  const key = keyOf(field.label, whole.fields.filter(f => f !== field).map(f => f.key))
  const next = put(form, `steps.${step}.fields`, whole.fields.map(f => ({ ...f, key: f === field ? key : f.key, guesses: f.guesses === field.key ? key : f.guesses })))
  return { ...next, metrics: next.metrics.map(m => m.from === `${whole.key}.${field.key}` ? { ...m, from: `${whole.key}.${key}` } : m) }
}

export function nameOption(form: Form, options: string, at_: number): Form {
  const all = at(form, options) as readonly Option[]
  return put(form, options, all.map((o, i) => i === at_ ? { ...o, key: keyOf(o.label, all.filter(x => x !== o).map(x => x.key)) } : o))
}

/** After steps moved or went: none waits for, or is about, what does not come before it, and nothing counts from what is gone. */
export function mend(form: Form): Form {
  const steps = form.steps.map((step, i): Step => {
    const earlier = form.steps.slice(0, i).map(s => s.key)
    const about = step.about !== null && earlier.includes(step.about) ? step.about : null
    if (i === 0) return step.opens === 'start' ? { ...step, about } : { ...step, opens: 'start', after: null, days: null, doing: '', about }
    if (step.opens === 'start' || (step.after !== null && earlier.includes(step.after))) return { ...step, about }
    return { ...step, after: earlier.at(-1) ?? null, about }
  })
  const sources = new Set(steps.flatMap(s => [s.key, ...s.fields.map(f => `${s.key}.${f.key}`)]))
  return { ...form, steps, metrics: form.metrics.filter(m => sources.has(m.from)) }
}
