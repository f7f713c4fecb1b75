// Unsaved writing kept on this device so that a crash or a lost line costs nothing. It lies sealed with a key only the
// server session gives, for seven days at most, and goes when she signs out.
import { type IDBPDatabase, openDB } from 'idb'

const keptMs = 7 * 86_400_000

interface Kept {
  sealed: ArrayBuffer
  nonce: Uint8Array<ArrayBuffer>
  at: number
}

interface Owner {
  staff_id: string
  /** Absent where this session has no key: then drafts stay in memory only. */
  key: CryptoKey | undefined
}

let opened: Promise<IDBPDatabase> | undefined
let settle: (owner: Promise<Owner>) => void
// A form may ask for its draft before the session has said whose it is: it waits.
let owner = new Promise<Owner>((resolve) => {
  settle = resolve
})
// One after the other: what was forgotten after a save must not be overtaken by what was kept before it.
let last: Promise<unknown> = Promise.resolve()
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}

const store = (): Promise<IDBPDatabase> => {
  opened ??= openDB('amparo', 1, { upgrade: (database) => void database.createObjectStore('drafts') })
  return opened
}

/** Called when the session is known; without a key drafts stay in memory only. */
export const openDrafts = (draftKey: string | undefined, staff_id: string): void => {
  const known = async (): Promise<Owner> => {
    if (!draftKey) return { staff_id, key: undefined }
    const raw = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0))
    return { staff_id, key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) }
  }
  owner = known()
  settle(owner)
  if (draftKey) void inTurn(forgetOldDrafts)
}

// What the draft is about is named only by a digest: the store must not tell whose file was open.
const placeOf = async (staff_id: string, name: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${staff_id} ${name}`))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const keepDraft = (name: string, value: unknown): Promise<void> =>
  inTurn(async () => {
    const { staff_id, key } = await owner
    if (!key) return
    const place = await placeOf(staff_id, name)
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const additionalData = new TextEncoder().encode(place)
    const text = new TextEncoder().encode(JSON.stringify(value))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, text)
    await (await store()).put('drafts', { sealed, nonce, at: Date.now() } satisfies Kept, place)
  })

/** The draft, or undefined when there is none, it is too old, or this session's key does not open it. */
export const findDraft = (name: string): Promise<unknown> =>
  inTurn(async () => {
    const { staff_id, key } = await owner
    if (!key) return undefined
    const place = await placeOf(staff_id, name)
    const kept = (await (await store()).get('drafts', place)) as Kept | undefined
    if (!kept || Date.now() - kept.at > keptMs) return undefined
    try {
      const additionalData = new TextEncoder().encode(place)
      const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.nonce, additionalData }, key, kept.sealed)
      return JSON.parse(new TextDecoder().decode(text))
    } catch {
      return undefined
    }
  })

export const forgetDraft = (name: string): Promise<void> =>
  inTurn(async () => {
    const { staff_id } = await owner
    await (await store()).delete('drafts', await placeOf(staff_id, name))
  })

export const forgetAllDrafts = (): Promise<void> => inTurn(async () => (await store()).clear('drafts'))

const forgetOldDrafts = async (): Promise<void> => {
  const database = await store()
  for (const place of await database.getAllKeys('drafts')) {
    const kept = (await database.get('drafts', place)) as Kept | undefined
    if (kept && Date.now() - kept.at > keptMs) await database.delete('drafts', place)
  }
}
