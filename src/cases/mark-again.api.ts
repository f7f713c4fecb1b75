// Marks files anew whose blind marks were made by older rules, as the owner of the tables: by command, not by a request.
// Whoever corrects a card or an identity does the same for that file.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { keepMarks } from '#people/mark.api.ts'
import { markScheme } from '#people/name-mark.rules.ts'
import type { Vault } from '#vault/vault.store.ts'
import { readNamesAsOwner } from './opened-names.api.ts'

const atOnce = 200

/** The next files without marks of today's rules, after this one. */
const listUnmarked = async (tx: Tx, after: string): Promise<{ organisation_id: string; case_id: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; case_id: string }>`
    select f.organisation_id, f.case_id from case_file f
    where f.case_id > ${after}::uuid
      and exists (select from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id)
      and not exists (select from blind_match b
        where b.organisation_id = f.organisation_id and b.case_id = f.case_id and b.scheme = ${markScheme})
    order by f.case_id limit ${atOnce}`.execute(tx)
  return rows
}

export const markAgain = async (tx: Tx, vault: Vault): Promise<number> => {
  let marked = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const files = await listUnmarked(tx, after)
    if (files.length === 0) return marked
    const names = await readNamesAsOwner(tx, vault, files)
    for (const file of files) {
      const known = names.get(file.case_id)
      if (!known) continue
      await keepMarks({ tx, vault }, file, known.names, known.birth_year)
      marked += 1
    }
    after = files.at(-1)!.case_id
  }
}
