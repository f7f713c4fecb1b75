// The latest link of each chain, written down after every sealing in a file outside the database and signed: so that a
// journal cut short or rolled back to an older state is noticed.
import { timingSafeEqual } from 'node:crypto'
import { appendFile, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database, Tx } from '#kit/database.ts'
import type { Fault, Head } from './faults.ts'

/** Beside the database, in the data folder. */
export const headsFile = (dataFolder: string): string => join(dataFolder, 'journal-heads.jsonl')

/** A keyed fingerprint, as the vault makes it. */
export type Sign = (bytes: Buffer) => Buffer

const signedText = ({ organisation_id, sequence, hash }: Head, at: string): Buffer =>
  Buffer.from(`amparo.journal.head.1|${organisation_id}|${sequence}|${hash}|${at}`)

export const headLine = (head: Head, at: string, sign: Sign): string =>
  `${JSON.stringify({ ...head, at, mac: sign(signedText(head, at)).toString('hex') })}\n`

/** Reads the file of heads; a line that was not signed by us is a fault, not a head. */
export const readHeads = (text: string, sign: Sign): { heads: Head[]; faults: Fault[] } => {
  const heads: Head[] = []
  const faults: Fault[] = []
  for (const line of text.split('\n').filter(Boolean)) {
    try {
      const { organisation_id, sequence, hash, at, mac } = JSON.parse(line)
      const head: Head = { organisation_id, sequence, hash }
      const expected = sign(signedText(head, at))
      const given = Buffer.from(String(mac), 'hex')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('not signed')
      heads.push(head)
    } catch {
      faults.push({ kind: 'head_forged', organisation_id: '', sequence: 0, entry_id: null })
    }
  }
  return { heads, faults }
}

export const readHeadsFile = async (file: string, sign: Sign): Promise<{ heads: Head[]; faults: Fault[] }> =>
  readHeads(await readFile(file, 'utf8').catch(() => ''), sign)

/**
 * When the root key changes: what one of the former keys signed is signed anew; a line that none of them signed stays as it
 * is, and stays a fault. At once or not at all, so that a stop in the middle makes no true head look forged.
 */
export const signHeadsAgain = async (file: string, former: Sign[], sign: Sign): Promise<void> => {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  if (lines.length === 0) return
  const again = lines.map((line) => {
    const [head] = former.flatMap((each) => readHeads(line, each).heads)
    return head ? headLine(head, JSON.parse(line).at, sign) : `${line}\n`
  })
  const draft = `${file}.new`
  const written = await open(draft, 'w', 0o600)
  await written.writeFile(again.join(''))
  await written.sync()
  await written.close()
  await rename(draft, file)
}

const sealSome = async (tx: Tx, most: number, sweep: boolean): Promise<number> => {
  const { rows } = await sql<{ done: number }>`select guard.seal_journal(${most}, ${sweep}) as done`.execute(tx)
  return rows[0]!.done
}

export interface Sealer {
  database: Database
  /** `headsFile` of the data folder. */
  file: string
  sign: Sign
}

/** Links what can be linked and writes the new heads down. Answers how many entries were linked. */
export const sealJournal = async ({ database, file, sign }: Sealer, sweep = false): Promise<number> => {
  let total = 0
  for (;;) {
    const done = await database.transaction({ token: '' }, (tx) => sealSome(tx, 1000, sweep))
    total += done
    if (done < 1000) break
  }
  if (total === 0) return 0
  const heads = await database.transaction({ token: '' }, async (tx) => {
    const { rows } = await sql<Head>`
      select organisation_id, sequence, encode(hash, 'hex') as hash from guard.journal_heads()`.execute(tx)
    return rows
  })
  const at = new Date().toISOString()
  await appendFile(file, heads.map((head) => headLine(head, at, sign)).join(''), { mode: 0o600 })
  return total
}

/** Seals again and again until told to stop; the first time over everything, as after a restore. */
export const sealJournalEvery = (
  sealer: Sealer,
  seconds: number,
  onFailure: (error: unknown) => void = () => {},
): { stop: () => Promise<void> } => {
  let round = 0
  let running: Promise<unknown> = Promise.resolve()
  const turn = () => {
    const sweep = round++ % 500 === 0
    running = running.then(() => sealJournal(sealer, sweep)).catch(onFailure)
  }
  turn()
  const timer = setInterval(turn, seconds * 1000)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
      await sealJournal(sealer).catch(onFailure)
    },
  }
}
