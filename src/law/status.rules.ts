// What the person counts as in the eyes of the authorities, over time: since when, who said it, and by which event.
import type { Day } from '#kit/day.ts'
import type { Happening, Item } from './reckoning.ts'
import type { EventCode, Pack, PackEvent, PackId } from './rule.ts'

export interface StatusStretch {
  status: NonNullable<PackEvent['status']>
  jurisdiction: PackId
  from: Day
  /** The day another took its place; null: until today. */
  until: Day | null
  code: EventCode
  authority: string | null
  /** null: silence or a rule made it so. */
  event_id: string | null
}

/**
 * Each body has its own history, the oldest first: that one refuses asylum takes nothing from what another found. What says
 * nothing of a status changes none.
 */
export const statusHistory = (
  packs: readonly Pack[],
  happenings: readonly Happening[],
  items: readonly Item[],
  today: Day,
): StatusStretch[] => {
  const bySilence = items.flatMap(({ silence, pack, rule_id, rule_from }) => {
    const rules = packs.find(({ id }) => id === pack)?.rules ?? []
    const code = rules.find(({ id, valid_from }) => id === rule_id && valid_from === rule_from)?.silence?.yields
    return silence && code ? [{ code, on: silence.on, event_id: null, jurisdiction: pack }] : []
  })
  const seen = new Set<string>()
  const told = [...happenings, ...bySilence]
    .filter(({ on }) => on <= today)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const stretches: StatusStretch[] = []
  const current = new Map<string, StatusStretch>()
  for (const { code, on, event_id, jurisdiction } of told) {
    const known = packs.find(({ id }) => id === jurisdiction)?.events.find((event) => event.code === code)
    if (!known?.status || seen.has(`${jurisdiction} ${code} ${on}`)) continue
    seen.add(`${jurisdiction} ${code} ${on}`)
    const body = `${jurisdiction} ${known.authority}`
    const before = current.get(body)
    if (before?.status === known.status) continue
    // Several on one day: the last of them is what stands.
    if (before) before.until = on
    const stretch: StatusStretch = {
      ...{ status: known.status, jurisdiction, from: on, until: null },
      ...{ code, authority: known.authority, event_id },
    }
    current.set(body, stretch)
    stretches.push(stretch)
  }
  return stretches
}
