import { newKey, send, type Problem } from './api'
import { arriveAtHeading } from './arrival'
import { clear, show } from './errors'
import { fill, said, say } from './words'

type Line = { slug: string; outcome: 'new' | 'newVersion' | 'unchanged' | 'restored'; version: number }

/** Bringing in a pack file: first what would come of it, then the thing itself. A refusal leaves file and text where they are. */
export function packs(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-pack]')
  const file = form?.querySelector<HTMLInputElement>('input[type=file]')
  const text = form?.querySelector<HTMLTextAreaElement>('textarea')
  const result = form?.querySelector<HTMLElement>('[data-result]')
  const doIt = form?.querySelector<HTMLButtonElement>('[data-import-now]')
  if (!form || !file || !text || !result || !doIt) return
  let checked: { fileName: string; text: string; key: string } | undefined
  let busy = false

  form.addEventListener('submit', event => { event.preventDefault(); void check() })
  form.addEventListener('input', stale)
  file.addEventListener('change', () => void take())
  doIt.addEventListener('click', () => void bringIn())
  form.dataset.ready = ''

  function stale(): void {
    checked = undefined
    if (result) result.hidden = true
  }

  /** The file's text stands in the field, where it can be read and mended. */
  async function take(): Promise<void> {
    const chosen = file?.files?.[0]
    if (!chosen || !text || !form) return
    if (chosen.size > Number(form.dataset.most)) return show(form, { message: say('notYet'), fields: { file: [said(form, 'tooLarge')] } })
    text.value = await chosen.text()
    stale()
    await check()
  }

  async function check(): Promise<void> {
    if (!form || !text || !file || !result || busy) return
    clear(form)
    stale()
    const sent = { fileName: file.files?.[0]?.name ?? '', text: text.value, key: newKey() }
    const lines = await post({ ...sent, check: true }, newKey(), form.querySelector<HTMLElement>('[data-check]'))
    if (!lines) return
    checked = sent
    list(lines)
    result.hidden = false
    const heading = result.querySelector<HTMLElement>('h2')
    if (heading) { heading.tabIndex = -1; heading.focus() }
  }

  async function bringIn(): Promise<void> {
    if (!checked || busy) return
    const lines = await post({ fileName: checked.fileName, text: checked.text }, checked.key, doIt ?? null)
    if (!lines) return
    arriveAtHeading()
    location.assign(`/library?imported=${lines.filter(l => l.outcome !== 'unchanged').length}`)
  }

  async function post(body: { fileName: string; text: string; check?: boolean }, key: string, button: HTMLElement | null): Promise<Line[] | null> {
    if (!form) return null
    busy = true
    button?.setAttribute('aria-busy', 'true')
    const outcome = await send({ method: 'POST', url: '/api/library/packs', body: { fileName: body.fileName, text: body.text, check: body.check }, key, redirectOn401: false })
    button?.removeAttribute('aria-busy')
    busy = false
    if (outcome.kind === 'done') return outcome.body.exercises as Line[]
    if (outcome.kind === 'unreached') show(form, { message: say('unreached'), fields: {} })
    else refused(outcome.status, outcome.problem)
    return null
  }

  function refused(status: number, problem: Problem): void {
    if (!form) return
    const problems = (problem as { problems?: { file: string; line: number; reason: string }[] }).problems ?? []
    show(form, { message: status === 401 ? said(form, 'signedOut') : status === 413 ? said(form, 'tooLarge') : problem.detail ?? say('refused'), fields: problems.length > 0 ? {} : problem.errors ?? {} })
    const place = form.querySelector('[data-summary]')
    if (!place || problems.length === 0) return
    const items = document.createElement('ul')
    items.append(...problems.map(p => {
      const item = document.createElement('li')
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'problem-link'
      button.textContent = `${fill(said(form, 'line'), [p.file, p.line])} ${p.reason}`
      button.addEventListener('click', () => lineOf(p.line))
      item.append(button)
      return item
    }))
    place.append(items)
  }

  function lineOf(line: number): void {
    if (!text) return
    const lines = text.value.split('\n')
    const from = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0)
    text.focus()
    text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  }

  function list(lines: readonly Line[]): void {
    const changes = lines.filter(l => l.outcome !== 'unchanged').length
    const place = result?.querySelector('[data-lines]')
    place?.replaceChildren(...lines.map(l => {
      const item = document.createElement('li')
      item.className = 'row row-apart'
      const [name, what] = [document.createElement('span'), document.createElement('span')]
      name.textContent = l.slug
      name.className = 'medium'
      what.className = 'tag'
      what.textContent = fill(said(form, l.outcome), [l.version])
      item.append(name, what)
      return item
    }))
    if (doIt) doIt.hidden = changes === 0
    const none = result?.querySelector<HTMLElement>('[data-nothing]')
    if (none) none.hidden = changes > 0
  }
}
