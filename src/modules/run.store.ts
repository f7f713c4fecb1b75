// What the public door may ask of the database for somebody who learns: it reads no table and calls these. Looking and
// answering travel together with everybody who does so at that moment, because a whole ward may begin at once.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Tx } from '#kit/database.ts'
import { ModuleFile, type ModuleId } from './module.ts'
import { ModuleRun } from './run.ts'

const asked = { rounds: 2, most: 64 }
const written = { rounds: 1, most: 64 }
const told = (row: unknown): ModuleRun | undefined => (row ? ModuleRun.parse(row) : undefined)

/** Without a module: whatever module this code belongs to. */
export const lookAtRun = async (
  database: Database,
  run_hash: Buffer,
  module: ModuleId | null,
): Promise<ModuleRun | undefined> =>
  told(
    await database.once({
      of: 'guard.door_module_look',
      types: ['bytea', 'text'],
      values: [run_hash, module],
      ...asked,
    }),
  )

/** Keeps what was chosen and answers how the run then stands; nothing where there is none. */
export const answerInRun = async (
  database: Database,
  run_hash: Buffer,
  module: ModuleId,
  changes: Record<string, string[] | null>,
  step: number,
): Promise<ModuleRun | undefined> =>
  told(
    await database.once({
      of: 'guard.door_module_answer',
      types: ['bytea', 'text', 'jsonb', 'int'],
      values: [run_hash, module, JSON.stringify(changes), step],
      ...written,
    }),
  )

export interface Beginning {
  run_hash: Buffer
  module: ModuleId
  version: number
  /** Whose own module it is; null for one that comes with the house. */
  owner: string | null
  language: string
  institution_code: string | null
}

/** False in a house nobody has set up. */
export const beginRun = async (database: Database, run: Beginning): Promise<boolean> => {
  const { run_hash, module, version, owner, language, institution_code } = run
  const begun = await database.once({
    of: 'guard.door_module_begin',
    types: ['bytea', 'text', 'int', 'uuid', 'text', 'text'],
    values: [run_hash, module, version, owner, language, institution_code],
    ...written,
  })
  return begun === true
}

export const speakInRun = async (tx: Tx, run_hash: Buffer, module: ModuleId, language: string): Promise<void> => {
  await sql`select guard.door_module_speak(${run_hash}, ${module}, ${language})`.execute(tx)
}

export interface Counted {
  tries: number
  version: number
  percent: number
  passed: boolean
}

/** Every question was answered; nothing when that was counted already. */
export const countTry = async (
  database: Database,
  run_hash: Buffer,
  module: ModuleId,
  { tries, version, percent, passed }: Counted,
): Promise<ModuleRun | undefined> =>
  told(
    await database.once({
      of: 'guard.door_module_count',
      types: ['bytea', 'text', 'int', 'int', 'int', 'boolean'],
      values: [run_hash, module, tries, version, percent, passed],
      ...written,
    }),
  )

/** For whom a certificate may be made out; nothing for whoever has not passed, or has had enough of them. */
export const takePaper = async (tx: Tx, run_hash: Buffer, module: ModuleId) =>
  (
    await sql<{ organisation_id: string; institution_id: string | null }>`
      select * from guard.door_module_paper(${run_hash}, ${module})`.execute(tx)
  ).rows[0]

/** The code of the institution through whose address it was begun. */
export const institutionOfRun = async (tx: Tx, run_hash: Buffer, module: ModuleId): Promise<string | null> =>
  (await sql<{ code: string | null }>`select guard.door_module_institution(${run_hash}, ${module}) as code`.execute(tx))
    .rows[0]?.code ?? null

const Published = z.object({ organisation_id: z.string(), file: ModuleFile })
export type Published = z.infer<typeof Published>

/** What organisations wrote themselves and published; one that no longer has the shape of today is left out. */
export const publishedModules = async (tx: Tx): Promise<Published[]> => {
  const { rows } = await sql`select * from guard.door_modules()`.execute(tx)
  return rows.flatMap((row) => Published.safeParse(row).data ?? [])
}
