import { read, type Write } from './api'

/** What a person has typed in one form, by the order of its controls; and a write that waits for a connection. */
export type Draft = { fields: Saved[]; savedAt: string; pending?: Write; next?: string }
export type Saved = { name: string; part: string; value: string; on: boolean; untouched: boolean }

type Row = { id: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer; pending: boolean }

/** Set while a write waits for a connection, so that any page of this device knows to send it. It says that, and nothing else. */
const flag = 'waiting'

export function setWaiting(on: boolean): void {
  if (on) localStorage.setItem(flag, '')
  else localStorage.removeItem(flag)
}

let key: Promise<CryptoKey | null> | undefined

/** False where the browser has no locked storage to offer: a page that is not served over https. */
export const canLock = (): boolean => typeof crypto.subtle === 'object' && typeof indexedDB === 'object'

/**
 * Drafts lie on the device sealed with AES-GCM under a key that the server gives to their signed-in author alone.
 * The key is never written down: it lives in this page and goes with it, with the sign-out, or with the quick exit.
 */
export async function save(id: string, draft: Draft): Promise<boolean> {
  const theKey = await keyOf()
  if (!theKey) return false
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(draft))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, theKey, plain)
  await store('readwrite', rows => rows.put({ id, iv, sealed, pending: draft.pending !== undefined } satisfies Row))
  return true
}

/** The draft of that form, or null: none there, or not this person's. */
export async function load(id: string): Promise<Draft | null> {
  // Also where there is none yet: whoever loses the connection before the first word can still have it locked.
  void keyOf()
  return open(await store<Row | undefined>('readonly', rows => rows.get(id)))
}

/** Whether something is kept under that id, whoever's it is; says nothing of what. */
export async function has(id: string): Promise<boolean> {
  return (await store<number>('readonly', rows => rows.count(id)) ?? 0) > 0
}

export async function remove(id: string): Promise<void> {
  await store('readwrite', rows => rows.delete(id))
}

/** Writes of this person that wait for a connection, on whichever page they were made. */
export async function waiting(): Promise<{ id: string; draft: Draft }[]> {
  const rows = (await store<Row[]>('readonly', all => all.getAll())) ?? []
  const drafts = await Promise.all(rows.filter(r => r.pending).map(async row => ({ id: row.id, draft: await open(row) })))
  return drafts.filter((d): d is { id: string; draft: Draft } => d.draft?.pending !== undefined)
}

/** Drops the key: what is stored stays, and nobody can read it until its author signs in again. */
export function forget(): void {
  key = Promise.resolve(null)
}

async function keyOf(): Promise<CryptoKey | null> {
  if (!canLock()) return null
  key ??= fetchKey()
  const found = await key
  // A failed fetch may succeed later; a dropped key stays dropped, since forget() leaves the page.
  if (!found && navigator.onLine) key = undefined
  return found
}

async function fetchKey(): Promise<CryptoKey | null> {
  const given = await read<{ key: string }>('/api/my/draft-key')
  if (!given) return null
  const raw = Uint8Array.from(atob(given.key), c => c.charCodeAt(0))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function open(row: Row | undefined): Promise<Draft | null> {
  const theKey = row ? await keyOf() : null
  if (!row || !theKey) return null
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv, additionalData: bound(row.id) }, theKey, row.sealed)
    return JSON.parse(new TextDecoder().decode(plain)) as Draft
  } catch {
    // Another person's draft on a shared phone: it opens for its author only.
    return null
  }
}

const bound = (id: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`draft|${id}`)

async function store<T>(mode: IDBTransactionMode, act: (rows: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  if (typeof indexedDB !== 'object') return undefined
  const database = await promise<IDBDatabase>(opened())
  try {
    return await promise<T>(act(database.transaction('drafts', mode).objectStore('drafts')) as IDBRequest<T>)
  } finally {
    database.close()
  }
}

function opened(): IDBOpenDBRequest {
  const request = indexedDB.open('coach', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' })
  return request
}

const promise = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => failed(request.error ?? new Error('storage'))
})
