// What is kept of a reckoning, so that deadlines of all files can be counted, rung and put on the wall without reckoning them
// again: one row for each item that has a last day.
import type { Day } from '#kit/day.ts'
import { firstRing, isOpen, type Ringing, type StageNow, stageOn } from './alarm.rules.ts'
import type { AlarmStage } from './deadline.ts'
import type { Item, ItemState } from './reckoning.ts'
import type { LawRule, Pack, PackId } from './rule.ts'

/** Says whether a day is a working day where the rules of this pack count. */
export type WorkingDays = (pack: PackId) => (day: Day) => boolean

export interface Kept {
  deadline_id: string
  key: string
  pack: PackId
  rule_id: string
  rule_from: Day
  track: Item['track']
  kind: Item['kind']
  matter_id: string | null
  starts_on: Day
  due_on: Day
  due_at: string | null
  state: ItemState
  silence: string | null
  silence_on: Day | null
  closed_on: Day | null
  open: boolean
  rings_on: Day | null
  stage: AlarmStage | null
  stage_on: Day | null
  deputy_on: Day | null
}

/** What people did about it, as far as that says whether it still rings. */
export interface Done {
  filed_on: Day | null
  aside_due: Day | null
}
export const nothingDone: Done = { filed_on: null, aside_due: null }

const rulesOf = new WeakMap<Pack, Map<string, LawRule>>()

export const findRule = (packs: readonly Pack[], item: Pick<Item, 'pack' | 'rule_id' | 'rule_from'>) => {
  const pack = packs.find(({ id }) => id === item.pack)
  if (!pack) return undefined
  let rules = rulesOf.get(pack)
  if (!rules) {
    rules = new Map(pack.rules.map((rule) => [`${rule.id} ${rule.valid_from}`, rule]))
    rulesOf.set(pack, rules)
  }
  return rules.get(`${item.rule_id} ${item.rule_from}`)
}

export const ringingOf = (packs: readonly Pack[], item: Item & { due_on: Day }): Ringing => ({
  kind: item.kind,
  state: item.state,
  starts_on: item.starts_on,
  due_on: item.due_on,
  warn_days: findRule(packs, item)?.warn_days ?? [],
})

const quiet: StageNow = { stage: null, since: null, next_on: null, deputy_on: null }
const hasDay = (item: Item): item is Item & { due_on: Day } => item.due_on !== null

/** The stage it is at now; one that is not open is quiet. */
export const stageNow = (
  packs: readonly Pack[],
  item: Item & { due_on: Day },
  { filed_on, aside_due }: Done,
  today: Day,
  working: WorkingDays,
): StageNow & { open: boolean } => {
  const { kind, state, due_on } = item
  const open = isOpen({ kind, state, due_on, filed_on, aside_due, today })
  return { open, ...(open ? stageOn(ringingOf(packs, item), today, working(item.pack)) : quiet) }
}

/** The first of them that is still to come. What is overdue rings every day as it is: nothing kept of it differs tomorrow. */
const nextRing = (known: Day | null, { stage, next_on, deputy_on }: StageNow, today: Day): Day | null => {
  if (stage === 'overdue') return known
  let next = known
  for (const day of [next_on, deputy_on]) if (day !== null && day > today && (next === null || day < next)) next = day
  return next
}

/** Two numbers of 26 bits over a text, mixed: told apart far better than files come out otherwise. */
const mixed = (text: string, [a, b]: [number, number]): [number, number] => {
  let [x, y] = [a, b]
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    x = Math.imul(x ^ code, 2_654_435_761)
    y = Math.imul(y ^ code, 1_597_334_677)
  }
  return [x ^ (y >>> 15), y ^ (x >>> 13)]
}

/** What is kept of a reckoning, but for what people did, as one short mark; a hundred thousand files are told by it each night. */
export const markOf = (
  packs: readonly Pack[],
  items: readonly Item[],
  today: Day,
  working: WorkingDays,
): { mark: string; next_ring_on: Day | null } => {
  let next_ring_on: Day | null = null
  let mark: [number, number] = [0x9e3779b9, 0x41c6ce57]
  for (const item of items) {
    if (!hasDay(item)) continue
    const now = stageNow(packs, item, nothingDone, today, working)
    next_ring_on = nextRing(next_ring_on, now, today)
    const { key, starts_on, due_on, due_at, state, silence, closed_by } = item
    mark = mixed(
      `${key} ${starts_on} ${due_on} ${due_at} ${state} ${silence?.on} ${closed_by?.on} ${now.open} ${now.stage} ${now.since} ${now.deputy_on}`,
      mark,
    )
  }
  return { mark: mark.map((each) => (each >>> 0).toString(36)).join('-'), next_ring_on }
}

export const keptOf = (
  packs: readonly Pack[],
  items: readonly Item[],
  /** The name of a deadline in its file. */
  idOf: (key: string) => string,
  doneOf: (deadline_id: string) => Done,
  today: Day,
  working: WorkingDays,
): Kept[] =>
  items.filter(hasDay).map((item): Kept => {
    const deadline_id = idOf(item.key)
    const { open, stage, since, deputy_on } = stageNow(packs, item, doneOf(deadline_id), today, working)
    const { key, pack, rule_id, rule_from, track, kind, matter_id, starts_on, due_on, due_at, state } = item
    return {
      ...{ deadline_id, key, pack, rule_id, rule_from, track, kind, matter_id, starts_on, due_on, due_at, state },
      silence: item.silence?.means ?? null,
      silence_on: item.silence?.on ?? null,
      closed_on: item.closed_by?.on ?? null,
      open,
      rings_on: open && state !== 'suspended' ? firstRing(ringingOf(packs, item)) : null,
      stage,
      stage_on: since,
      deputy_on,
    }
  })
