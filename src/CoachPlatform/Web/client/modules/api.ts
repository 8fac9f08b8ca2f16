export type Problem = { title?: string; detail?: string; status?: number; errors?: Record<string, string[]> }

/** What came of a write: accepted with a body, refused with a problem, or not answered at all. */
export type Outcome =
  | { kind: 'done'; status: number; body: Record<string, unknown> }
  | { kind: 'refused'; status: number; problem: Problem }
  | { kind: 'unreached' }

export type Write = {
  method: string
  url: string
  body: unknown
  /** Repeats of one write carry one key, so the server counts it once. */
  key: string
  /** False for a form that itself signs in: there a 401 is an answer, not a lost session. */
  redirectOn401?: boolean
  /** Goes on while the page is left; browsers take up to 64 KiB. */
  keepalive?: boolean
}

const pauses = [400, 1200, 3000]

/** Sends a write. A lost connection or a 503 is tried again with the same key; a lost session leads to the sign-in page. */
export async function send(write: Write): Promise<Outcome> {
  for (let attempt = 0; ; attempt++) {
    const response = await once(write)
    const again = response === null || response.status === 503
    if (again && attempt < pauses.length && navigator.onLine) {
      await wait(pauses[attempt] ?? 0)
      continue
    }
    if (again) return { kind: 'unreached' }
    if (response.status === 401 && write.redirectOn401 !== false) {
      toSignIn()
      return { kind: 'unreached' }
    }
    const body = await json(response)
    return response.ok
      ? { kind: 'done', status: response.status, body }
      : { kind: 'refused', status: response.status, problem: body as Problem }
  }
}

/** Reads JSON or null: a read that fails leaves the page as it is. */
export async function read<T>(url: string): Promise<T | null> {
  try {
    const response = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    return response.ok ? (await response.json() as T) : null
  } catch {
    return null
  }
}

/** The sign-in page, which leads back here. */
export function toSignIn(): void {
  location.assign(`/sign-in?returnTo=${encodeURIComponent(location.pathname + location.search)}`)
}

export const newKey = (): string =>
  // randomUUID exists in secure contexts only; a shared key must be unguessable in neither case, only unique.
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('')

async function once({ method, url, body, key, keepalive }: Write): Promise<Response | null> {
  try {
    return await fetch(url, {
      method,
      keepalive: keepalive ?? false,
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body ?? {}),
    })
  } catch {
    return null
  }
}

async function json(response: Response): Promise<Record<string, unknown>> {
  try {
    return await response.json() as Record<string, unknown>
  } catch {
    return {}
  }
}

export const wait = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))
