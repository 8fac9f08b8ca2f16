import { newKey, type Problem } from './api'
import { arriveAtHeading } from './arrival'
import { clear, show } from './errors'
import { fill, said, say } from './words'
import { busy, wayOn } from './writing'

type Answer = { status: number; body: Record<string, unknown> }

const megabyte = 1024 * 1024

/** Sends a document with its progress. A refusal leaves the file chosen and the text typed. */
export function importing(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-import]')
  const file = form?.querySelector<HTMLInputElement>('input[type=file]')
  const text = form?.querySelector<HTMLTextAreaElement>('textarea')
  const name = form?.querySelector<HTMLInputElement>('input[name=name]')
  if (!form || !file || !text || !name) return
  let sending: XMLHttpRequest | undefined
  let unanswered: { key: string; of: string } | undefined

  form.addEventListener('submit', event => { event.preventDefault(); void submit() })
  form.querySelector('[data-stop]')?.addEventListener('click', () => sending?.abort())

  async function submit(): Promise<void> {
    if (!form || !file || !text || !name || sending) return
    clear(form)
    const chosen = file.files?.[0]
    const wrong = check(chosen, text.value)
    if (wrong) return show(form, wrong)
    const of = [chosen?.name, chosen?.size, chosen?.lastModified, text.value, name.value].join('\n')
    unanswered = unanswered?.of === of ? unanswered : { key: newKey(), of }
    const body = { name: name.value.trim() || undefined, ...(chosen ? { fileName: chosen.name, file: await base64(chosen) } : { text: text.value }) }
    sending = new XMLHttpRequest()
    underWay(form, true)
    const answer = await post(sending, JSON.stringify(body), unanswered.key, progress(form))
    sending = undefined
    underWay(form, false)
    if (answer === 'stopped') return show(form, { message: said(form, 'stopped'), fields: {} })
    if (answer === null || answer.status >= 500) return show(form, { message: say('unreached'), fields: {} })
    unanswered = undefined
    if (answer.status === 201) {
      arriveAtHeading()
      return location.assign(`/library/documents/${String(answer.body.documentId)}`)
    }
    const problem = answer.body as Problem
    const message = answer.status === 401 ? said(form, 'signedOut') : answer.status === 413 ? said(form, chosen ? 'tooLarge' : 'tooLong') : problem.detail ?? say('refused')
    show(form, { message, fields: problem.errors ?? {} })
    if (typeof answer.body.documentId === 'string') wayOn(form, `/library/documents/${answer.body.documentId}`, said(form, 'there'), false)
  }

  function check(chosen: File | undefined, pasted: string): { message: string; fields: Record<string, string[]> } | null {
    if (!form) return null
    const field = (at: string, key: string) => ({ message: say('notYet'), fields: { [at]: [said(form, key)] } })
    if (chosen && pasted.trim() !== '') return field('text', 'both')
    if (!chosen && pasted.trim() === '') return field('file', 'nothing')
    if (chosen && chosen.size > Number(form.dataset.mostBytes)) return field('file', 'tooLarge')
    return pasted.length > Number(form.dataset.mostCharacters) ? field('text', 'tooLong') : null
  }
}

/** What goes over the wire is counted; what the server then does with it is not, so the bar says only that it works. */
function progress(form: HTMLFormElement): (sent: number, of: number) => void {
  const bar = form.querySelector('progress')
  const phase = form.querySelector('[data-phase]')
  let before = ''
  const tell = (words: string, isSpoken: boolean): void => {
    if (!phase || words === before) return
    before = words
    // A listener hears each phase once, not every step of it.
    phase.setAttribute('aria-live', isSpoken ? 'polite' : 'off')
    phase.textContent = words
  }
  return (sent, of) => {
    if (sent >= of) {
      bar?.removeAttribute('value')
      // The server has it whole now, and could not be stopped from keeping it.
      const stop = form.querySelector<HTMLElement>('[data-stop]')
      if (stop) stop.hidden = true
      tell(said(form, 'reading'), true)
    } else {
      bar?.setAttribute('value', String(Math.round(100 * sent / of)))
      tell(fill(said(form, 'sending'), [(sent / megabyte).toFixed(1), (of / megabyte).toFixed(1)]), before === '')
    }
  }
}

function post(request: XMLHttpRequest, body: string, key: string, step: (sent: number, of: number) => void): Promise<Answer | null | 'stopped'> {
  return new Promise(done => {
    request.upload.addEventListener('progress', event => step(event.loaded, event.total))
    request.upload.addEventListener('load', () => step(1, 1))
    request.addEventListener('load', () => done({ status: request.status, body: parsed(request.responseText) }))
    request.addEventListener('error', () => done(null))
    request.addEventListener('abort', () => done('stopped'))
    request.open('POST', '/api/documents')
    request.setRequestHeader('Content-Type', 'application/json')
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', key)
    step(0, body.length)
    request.send(body)
  })
}

function base64(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => failed(reader.error ?? new Error('The file cannot be read.'))
    reader.readAsDataURL(file)
  })
}

function underWay(form: HTMLFormElement, on: boolean): void {
  busy(form, form.querySelector<HTMLButtonElement>('.button-filled'), on)
  for (const [selector, isHidden] of [['[data-sending]', !on], ['[data-stop]', !on], ['[data-back]', on]] as const) {
    const element = form.querySelector<HTMLElement>(selector)
    if (element) element.hidden = isHidden
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
