// The law of one file reckoned again, in the transaction of whatever changed it: what follows now, what that changed, and what
// is kept of it for the wall, the page of the day and the calendar.
import { createHash } from 'node:crypto'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newIdInOrder } from '#kit/id.ts'
import { namedId } from '#kit/named-id.ts'
import type { At } from '#timeline/timeline.store.ts'
import { calendars } from './calendars.ts'
import { changesBetween } from './changes.rules.ts'
import { toNumber, workingDays } from './days.rules.ts'
import * as deadlines from './deadline.store.ts'
import * as store from './law-file.store.ts'
import type { LawChange } from './law-file.ts'
import { nextLookOn } from './next-look.rules.ts'
import { packs as allPacks, packsFor } from './packs.ts'
import { reckon } from './reckon.rules.ts'
import type { Change, Happening, Item, LawFacts } from './reckoning.ts'
import type { PackId } from './rule.ts'
import { keptOf, markOf, nothingDone, type WorkingDays } from './stored.rules.ts'

type Place = Pick<store.LawFileRow, 'jurisdictions' | 'province' | 'town' | 'circumstances'>

export const happeningsOf = (events: readonly store.EventRow[]): Happening[] =>
  events
    .filter(({ status }) => status === 'live')
    .map(({ event_id, code, jurisdiction, happened_on, happened_at, matter_id }) => ({
      ...{ event_id, code, jurisdiction, matter_id },
      ...{ on: happened_on, at: happened_at },
    }))

export const factsOf = (
  { jurisdictions, province, town, circumstances }: Place,
  happenings: Happening[],
): LawFacts => ({
  ...{ jurisdictions, province, town, circumstances, happenings },
})

export const reckonOn = (facts: LawFacts, today: Day): Item[] =>
  reckon(packsFor(facts.jurisdictions), facts, calendars, today)

/** null: only weekends are known to be free. */
const calendarOf = (pack: PackId) => calendars[allPacks[pack].calendar ?? ''] ?? null

export const workingOf =
  ({ province, town }: Pick<LawFacts, 'province' | 'town'>): WorkingDays =>
  (pack) => {
    const days = workingDays(calendarOf(pack), province, town)
    return (day) => days.isWorking(toNumber(day))
  }

/** The name of a deadline in its file: the same over every reckoning. */
export const deadlineId = (case_id: string, key: string): string => namedId('law deadline', case_id, key)

const marks = new Map<string, string>()
const shortHash = (value: unknown): string =>
  createHash('sha1').update(JSON.stringify(value)).digest('base64url').slice(0, 16)

/** Of the rules and calendars that hold where these jurisdictions do: another mark is a new version of the law. */
export const rulesMark = (jurisdictions: readonly PackId[]): string => {
  const name = jurisdictions.join(' ')
  const known = marks.get(name)
  if (known) return known
  const packs = packsFor(jurisdictions)
  const mark = shortHash(packs.map((pack) => [pack, calendarOf(pack.id)]))
  marks.set(name, mark)
  return mark
}

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a)

export interface Outcome {
  items: Item[]
  /** What is known of a file after this reckoning, but for what people did about it. */
  mark: {
    reckoned_on: Day
    next_look_on: Day | null
    rules_mark: string
    outcome_mark: string
  }
}

export const outcomeOf = (facts: LawFacts, today: Day): Outcome => {
  const items = reckonOn(facts, today)
  const { mark, next_ring_on } = markOf(packsFor(facts.jurisdictions), items, today, workingOf(facts))
  return {
    items,
    mark: {
      reckoned_on: today,
      next_look_on: earlier(nextLookOn(items, today, facts.happenings), next_ring_on),
      rules_mark: rulesMark(facts.jurisdictions),
      outcome_mark: mark,
    },
  }
}

export interface Because {
  cause: LawChange['cause']
  event_id: string | null
  /** null: the house itself, because the day or the law moved on. */
  by_id: string | null
}

export interface ToKeep extends Because {
  at: At
  facts: LawFacts
  outcome: Outcome
  /** What followed before; null: as it was kept, where the rules of then are no longer known. */
  before: readonly Item[] | null
}

const stoodBefore = (rows: readonly deadlines.StoodRow[]): Item[] =>
  rows.filter(({ gone }) => !gone).map((row) => row as unknown as Item)
const withDay = (items: readonly Item[]): Item[] => items.filter(({ due_on }) => due_on !== null)

/** Of one file or of many at once, whose rows are held by this transaction; answers what changed in each. */
export const keepOutcomes = async (tx: Tx, files: readonly ToKeep[]): Promise<Change[][]> => {
  const ats = files.map(({ at: { organisation_id, case_id } }) => ({ organisation_id, case_id }))
  const stood = Map.groupBy(await deadlines.listStood(tx, ats), ({ case_id }) => case_id)
  const rows = files.flatMap(({ at: { organisation_id, case_id }, facts, outcome }) => {
    const done = new Map((stood.get(case_id) ?? []).map((row) => [row.deadline_id, row]))
    const doneOf = (deadline_id: string) => done.get(deadline_id) ?? nothingDone
    const packs = packsFor(facts.jurisdictions)
    const kept = keptOf(
      packs,
      outcome.items,
      (key) => deadlineId(case_id, key),
      doneOf,
      outcome.mark.reckoned_on,
      workingOf(facts),
    )
    return kept.map((row) => ({ organisation_id, case_id, ...row }))
  })
  await deadlines.writeReckoned(tx, rows)
  const given = new Set(rows.map(({ deadline_id }) => deadline_id))
  const gone = [...stood.values()].flat().filter((row) => !row.gone && !given.has(row.deadline_id))
  await deadlines.markGone(
    tx,
    gone.map(({ organisation_id, case_id, deadline_id }) => ({ organisation_id, case_id, deadline_id })),
  )
  await deadlines.markReckoned(
    tx,
    files.map(({ outcome }, place) => ({ ...ats[place]!, ...outcome.mark })),
  )
  const changed = files.map(({ before, outcome: { items, mark } }, place) =>
    before
      ? changesBetween(before, items, mark.reckoned_on)
      : changesBetween(stoodBefore(stood.get(ats[place]!.case_id) ?? []), withDay(items), mark.reckoned_on),
  )
  await store.insertChanges(
    tx,
    files.flatMap(({ cause, event_id, by_id }, place) =>
      changed[place]!.length > 0
        ? [{ ...ats[place]!, change_id: newIdInOrder(), cause, event_id, by_id, changes: changed[place]! }]
        : [],
    ),
  )
  return changed
}
