// The law of one file reckoned again, in the transaction of whatever changed it: what follows now, what that changed, and what
// is kept of it for the wall, the page of the day and the calendar.
import { createHash } from 'node:crypto'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newIdInOrder } from '#kit/id.ts'
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
import { keptOf, nothingDone, type WorkingDays } from './stored.rules.ts'

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

const marks = new Map<string, string>()
const markOf = (value: unknown): string =>
  createHash('sha1').update(JSON.stringify(value)).digest('base64url').slice(0, 16)

/** Of the rules and calendars that hold where these jurisdictions do: another mark is a new version of the law. */
export const rulesMark = (jurisdictions: readonly PackId[]): string => {
  const name = jurisdictions.join(' ')
  const known = marks.get(name)
  if (known) return known
  const packs = packsFor(jurisdictions)
  const mark = markOf(packs.map((pack) => [pack, calendarOf(pack.id)]))
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

export const outcomeOf = (case_id: string, facts: LawFacts, today: Day): Outcome => {
  const items = reckonOn(facts, today)
  const { rows, next_ring_on } = keptOf(
    case_id,
    packsFor(facts.jurisdictions),
    items,
    () => nothingDone,
    today,
    workingOf(facts),
  )
  return {
    items,
    mark: {
      reckoned_on: today,
      next_look_on: earlier(nextLookOn(items, today, facts.happenings), next_ring_on),
      rules_mark: rulesMark(facts.jurisdictions),
      outcome_mark: markOf(rows),
    },
  }
}

export interface Because {
  cause: LawChange['cause']
  event_id: string | null
}

/** `before`: what followed before whatever happened; the row of the file is held by this transaction. */
export const keepOutcome = async (
  tx: Tx,
  at: At,
  facts: LawFacts,
  { items, mark }: Outcome,
  before: readonly Item[],
  because: Because,
): Promise<Change[]> => {
  const today = mark.reckoned_on
  const stored = new Map((await deadlines.listDeadlines(tx, at)).map((row) => [row.deadline_id, row]))
  const { rows } = keptOf(
    at.case_id,
    packsFor(facts.jurisdictions),
    items,
    (deadline_id) => stored.get(deadline_id) ?? nothingDone,
    today,
    workingOf(facts),
  )
  await deadlines.writeReckoned(tx, at, rows)
  const { organisation_id, case_id } = at
  await deadlines.markReckoned(tx, [{ organisation_id, case_id, ...mark }])
  const changes = changesBetween(before, items, today)
  if (changes.length > 0)
    await store.insertChange(tx, { organisation_id, case_id, change_id: newIdInOrder(), ...because, changes })
  return changes
}
