// Unsaved writing kept on this device so that a crash or a lost line costs nothing. It lies sealed with a key only the
// server session gives, for seven days at most, and goes when she signs out.
import { type IDBPDatabase, openDB } from 'idb'

const keptMs = 7 * 86_400_000

interface Kept {
  sealed: ArrayBuffer
  nonce: Uint8Array<ArrayBuffer>
  at: number
}

let opened: Promise<IDBPDatabase> | undefined
let key: Promise<CryptoKey> | undefined
let owner = ''

const store = (): Promise<IDBPDatabase> => {
  opened ??= openDB('amparo', 1, { upgrade: (database) => void database.createObjectStore('drafts') })
  return opened
}

/** Called when the session is known; without a key drafts stay in memory only. */
export const openDrafts = (draftKey: string | undefined, staffId: string): void => {
  owner = staffId
  if (!draftKey) {
    key = undefined
    return
  }
  const raw = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0))
  key = crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  void forgetOldDrafts()
}

// What the draft is about is named only by a digest: the store must not tell whose file was open.
const placeOf = async (name: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${owner} ${name}`))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const keepDraft = async (name: string, value: unknown): Promise<void> => {
  if (!key) return
  const place = await placeOf(name)
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(value))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) },
    await key,
    text,
  )
  await (await store()).put('drafts', { sealed, nonce, at: Date.now() } satisfies Kept, place)
}

/** The draft, or undefined when there is none, it is too old, or this session's key does not open it. */
export const findDraft = async (name: string): Promise<unknown> => {
  if (!key) return undefined
  const place = await placeOf(name)
  const kept = (await (await store()).get('drafts', place)) as Kept | undefined
  if (!kept) return undefined
  if (Date.now() - kept.at > keptMs) return void (await forgetDraft(name))
  try {
    const additionalData = new TextEncoder().encode(place)
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: kept.nonce, additionalData },
      await key,
      kept.sealed,
    )
    return JSON.parse(new TextDecoder().decode(text))
  } catch {
    return undefined
  }
}

export const forgetDraft = async (name: string): Promise<void> => {
  if (!key) return
  await (await store()).delete('drafts', await placeOf(name))
}

export const forgetAllDrafts = async (): Promise<void> => {
  await (await store()).clear('drafts')
}

const forgetOldDrafts = async (): Promise<void> => {
  const database = await store()
  for (const place of await database.getAllKeys('drafts')) {
    const kept = (await database.get('drafts', place)) as Kept | undefined
    if (kept && Date.now() - kept.at > keptMs) await database.delete('drafts', place)
  }
}
