// What the house does by itself for the law of all files: it looks again where something begins, ends or rings by itself, and
// wherever a law was written anew. As the owner of the tables; never by a request.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { markReckoned } from './deadline.store.ts'
import { holdFilesToReckon, listRulesMarks, type ToReckon } from './law-file.store.ts'
import { factsOf, keepOutcomes, outcomeOf, reckonOn, rulesMark, type ToKeep } from './reckon-file.api.ts'
import type { Happening, Item, LawFacts } from './reckoning.ts'

const atOnce = 500

/** Of the files, by their id: shares are looked at side by side, one reckoned while the database works for another. */
export interface Share {
  from: string
  until: string
}
const [nowhere, middle, end] = [
  '00000000-0000-0000-0000-000000000000',
  '7fffffff-ffff-ffff-ffff-ffffffffffff',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
]
export const everything: Share = { from: nowhere, until: end }
export const halves: readonly Share[] = [
  { from: nowhere, until: middle },
  { from: middle, until: end },
]

const happeningOf = ([event_id, code, jurisdiction, on, at, matter_id]: ToReckon['told'][number]): Happening => ({
  ...{ event_id, code, jurisdiction, on, at, matter_id },
})

/** Why it differs, and what stood before: the rules of then are known only while they are those of now. */
const becauseOf = (row: ToReckon, facts: LawFacts): { cause: 'law' | 'day'; before: Item[] | null } =>
  row.rules_mark === rulesMark(row.jurisdictions)
    ? { cause: 'day', before: reckonOn(facts, row.reckoned_on) }
    : { cause: 'law', before: null }

export interface ReckonedAgain {
  files: number
  /** In how many of them something came out otherwise. */
  changed: number
}

const marksOfThen = async (tx: Tx): Promise<string[]> =>
  (await listRulesMarks(tx))
    .filter((row) => row.rules_mark !== rulesMark(row.jurisdictions))
    .map((row) => row.rules_mark)

/** How many files are to be looked at, counted no further than this. */
export const countToReckon = async (tx: Tx, today: Day, most: number): Promise<number> => {
  const old = await marksOfThen(tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from law_file f
      join case_file c on c.organisation_id = f.organisation_id and c.case_id = f.case_id and c.status = 'open'
      where f.next_look_on <= ${today}::date or f.rules_mark = any(${old}::text[]) limit ${most}) x`.execute(tx)
  return rows[0]!.count
}

/** A transaction for each batch, so that nobody at a desk waits long for a file that is held. */
export const reckonAgain = async (
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  today: Day,
  { from: first, until }: Share = everything,
): Promise<ReckonedAgain> => {
  const old = await transaction(marksOfThen)
  const done = { files: 0, changed: 0 }
  for (let after: string | undefined = first; after !== undefined; ) {
    const from: string = after
    after = await transaction(async (tx) => {
      const rows = await holdFilesToReckon(tx, today, old, { from, until }, atOnce)
      const same: Parameters<typeof markReckoned>[1] = []
      const otherwise: ToKeep[] = []
      for (const row of rows) {
        const { organisation_id, case_id } = row
        const at = { organisation_id, case_id }
        const facts = factsOf(row, row.told.map(happeningOf))
        const outcome = outcomeOf(facts, today)
        if (outcome.mark.outcome_mark === row.outcome_mark) same.push({ ...at, ...outcome.mark })
        else otherwise.push({ at, facts, outcome, ...becauseOf(row, facts), event_id: null, by_id: null })
      }
      if (same.length > 0) await markReckoned(tx, same)
      if (otherwise.length > 0) await keepOutcomes(tx, otherwise)
      done.files += rows.length
      done.changed += otherwise.length
      return rows.length === atOnce ? rows.at(-1)!.case_id : undefined
    })
  }
  return done
}

/** Access that ended with a moment tells nobody: deadlines of whoever it was pass on when the house looks. */
export const handDeadlinesOn = async (tx: Tx): Promise<void> => {
  await sql`
    select guard.hand_deadlines_on(a.organisation_id, a.case_id) from case_access a
    where a.kind = 'team' and a.ended_at is null and a.until_at between now() - interval '3 days' and now()`.execute(tx)
}
