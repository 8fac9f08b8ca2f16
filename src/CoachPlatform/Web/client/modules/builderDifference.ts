import type { Field, Form, Step } from './builderModel'

/** One thing that stands differently in two drafts; empty where it is not there at all. */
export type Gap = { where: string; member: string; mine: string; theirs: string }

/** What two drafts of one exercise differ in, by what a coach would call it. */
export function gaps(mine: Form, theirs: Form, name: (step: Step | Field) => string): Gap[] {
  const found: Gap[] = []
  members('', '', mine, theirs, ['steps', 'metrics', 'sources'], found)
  const [a, b] = [mine.metrics.map(m => m.label).join(', '), theirs.metrics.map(m => m.label).join(', ')]
  if (JSON.stringify(mine.metrics) !== JSON.stringify(theirs.metrics)) found.push({ where: '', member: 'metrics', mine: a, theirs: b })
  things(mine.steps, theirs.steps, 'step', '', name, found, (x, y, where) => {
    members('step', where, x, y, ['key', 'fields'], found)
    things(x.fields, y.fields, 'field', `${where} · `, name, found, (f, g, at) => members('field', at, f, g, ['key'], found))
  })
  return found
}

function things<T extends Step | Field>(mine: readonly T[], theirs: readonly T[], kind: string, prefix: string, name: (one: T) => string, found: Gap[], inside: (a: T, b: T, where: string) => void): void {
  for (const one of mine) {
    const same = theirs.find(t => t.key === one.key)
    if (same) inside(one, same, prefix + name(one))
    else found.push({ where: prefix, member: kind, mine: name(one), theirs: '' })
  }
  for (const one of theirs) if (!mine.some(m => m.key === one.key)) found.push({ where: prefix, member: kind, mine: '', theirs: name(one) })
  const order = (all: readonly T[], other: readonly T[]): string => all.filter(a => other.some(o => o.key === a.key)).map(name).join(', ')
  if (order(mine, theirs) !== order(theirs, mine) && mine.filter(a => theirs.some(o => o.key === a.key)).map(a => a.key).join() !== theirs.filter(a => mine.some(o => o.key === a.key)).map(a => a.key).join()) {
    found.push({ where: prefix, member: `${kind}s`, mine: order(mine, theirs), theirs: order(theirs, mine) })
  }
}

function members(scope: string, where: string, mine: object, theirs: object, but: readonly string[], found: Gap[]): void {
  for (const [key, value] of Object.entries(mine)) {
    const other = (theirs as Record<string, unknown>)[key]
    if (!but.includes(key) && JSON.stringify(value) !== JSON.stringify(other)) found.push({ where, member: scope === '' ? key : `${scope}.${key}`, mine: words(value), theirs: words(other) })
  }
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(v => typeof v === 'string' ? v : (v as { label?: string }).label ?? '').join('; ')
  return value === null || value === undefined ? '' : value === true ? '✓' : value === false ? '–' : String(value)
}
