// Files that came with a visit: each judged, drawn or written anew, sealed and put in by itself, so that one that is
// refused takes nothing else with it.
import type { Database } from '#kit/database.ts'
import { isBusy, takeIn } from '#media/intake.api.ts'
import type { Refusal } from '#media/media.rules.ts'
import { findByReceipt } from '#reports/door.store.ts'
import { takeFile } from '#reports/files-door.store.ts'
import { sealedFile } from '#reports/files-seal.api.ts'
import { idOf } from '#reports/sealed.store.ts'
import { newIntakeKeyPair } from '#vault/sealed-box.ts'
import type { TypedFile } from './bodies.ts'

/** What is said of a file that was not taken. */
export const whys = [
  ...['heic', 'video', 'sound_kind', 'office', 'picture_kind', 'broken', 'unsafe', 'locked', 'too_many_pixels'],
  ...['too_long', 'empty', 'too_large', 'too_many', 'too_much', 'busy'],
] as const
export type Why = (typeof whys)[number]

/** To whoever sends it, what is dangerous and what is merely unknown are said alike. */
export const whyOf = (refused: Refusal): Why => {
  if (refused === 'differs') return 'broken'
  return whys.find((why) => why === refused) ?? 'unsafe'
}

export interface Outcome {
  /** As the device calls it: shown back to whoever sent it, kept nowhere. */
  name: string
  /** Null when it was received. */
  why: Why | null
}

const spokenField = 'voice'

const takeOne = async (database: Database, lookup: string, seed: Buffer, file: TypedFile): Promise<Why | null> => {
  if (file.left_out) return file.left_out
  const taken = await takeIn(file.bytes)
  if ('refused' in taken) return whyOf(taken.refused)
  const lookup_id = Buffer.from(lookup, 'hex')
  const file_id = idOf(seed, 'file', lookup, taken.sha256)
  await database.transaction({ token: '' }, async (tx) => {
    const [report] = await findByReceipt(tx, lookup_id)
    // Sealed in either case, so that a receipt that opens nothing takes as long.
    const to = report
      ? { version: report.intake_version, public_key: report.public_key }
      : { version: 1, public_key: newIntakeKeyPair().public_key }
    await takeFile(tx, lookup_id, sealedFile(to, file_id, taken, file.bytes, file.field === spokenField))
  })
  return null
}

/** The same file sent twice from the same page is one. What fails on our side is said as something to try again. */
export const takeFiles = async (
  house: { database: Database; noticeOf: (error: unknown) => unknown },
  lookup: string,
  seed: string,
  files: readonly TypedFile[],
): Promise<Outcome[]> => {
  const secret = Buffer.from(seed, 'base64url')
  const outcomes: Outcome[] = []
  for (const file of files) {
    // A voice recorded here has no name of its own.
    const name = file.field === spokenField ? '🎤' : file.file_name
    try {
      outcomes.push({ name, why: await takeOne(house.database, lookup, secret, file) })
    } catch (error) {
      if (!isBusy(error)) house.noticeOf(error)
      outcomes.push({ name, why: 'busy' })
    }
  }
  return outcomes
}

/** What of a name may be shown: no directions of writing, no paths, not too long. */
export const shownName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '').trim()
  if (plain === '') return '…'
  return plain.length > 40 ? `${[...plain].slice(0, 24).join('')}…${[...plain].slice(-12).join('')}` : plain
}
