// What stands against an appointment, looked at before anything is written: who would be in two places at once, what the
// person must not meet, and what is good to know of the day.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { keyOf } from '#people/exclusion.rules.ts'
import type { Assignment } from '#people/exclusion.ts'
import { holidays } from './agenda-facts.ts'
import type { checkAppointment } from './appointment.ts'
import { clashesOf, type Slot, type Taken } from './clash.rules.ts'
import type { Clash, Notice } from './clash.ts'
import { addMinutes, spanOf, wallAt } from './clock.rules.ts'
import { holidayOn } from './holidays.rules.ts'
import { daysOfSeries } from './series.rules.ts'
import { listColleagues, listFreeDays, listTaken, listTakenOfFile, listTakenOfInterpreters } from './taken.store.ts'

type Asked = AskedOnFile<unknown>
export type Wish = Omit<InputOf<typeof checkAppointment>, 'case_id'>

export interface SlotOn extends Slot {
  on: Day
  turned: 'skipped' | 'twice' | null
}

const twoDays = 2 * 24 * 60

export const slotOn = (
  { when, away_before, away_after }: Pick<Wish, 'when' | 'away_before' | 'away_after'>,
  on: Day,
) => ({
  ...spanOf({ ...when, on }),
  ...{ on, away_before, away_after },
})

/** The days of it: one, or those of its series, without the free ones where those are left out. */
export const slotsOf = async ({ tx, actor }: Asked, wish: Wish): Promise<SlotOn[]> => {
  const { when, province, series } = wish
  if (!series) return [slotOn(wish, when.on)]
  const closed = series.holidays === 'skip' ? await listFreeDays(tx, actor, when.on, series.until ?? '2999-12-31') : []
  const isFree = (day: Day) => holidayOn(holidays, province, day) !== null || closed.some(({ on }) => on === day)
  return daysOfSeries(when.on, series, isFree).map((on) => slotOn(wish, on))
}

/** Who would have to be in two places at once; what is itself being planned or moved is not in its own way. */
export const findClashes = async (
  { tx, file, actor }: Asked,
  staff_ids: string[],
  slots: SlotOn[],
  but: readonly string[],
): Promise<Clash[]> => {
  if (slots.length === 0) return []
  const moments = slots.flatMap(({ starts_at, ends_at }) => [starts_at, ends_at]).sort()
  const [from, until] = [addMinutes(moments[0]!, -twoDays), addMinutes(moments.at(-1)!, twoDays)]
  const [colleagues, ofStaff, ofFile, ofInterpreters] = await Promise.all([
    listColleagues(tx, actor.organisation_id),
    listTaken(tx, staff_ids, from, until),
    listTakenOfFile(tx, file.case_id, from, until),
    listTakenOfInterpreters(tx, file.case_id, but, from, until),
  ])
  const nameOf = (staff_id: string) => colleagues.find((each) => each.staff_id === staff_id)?.name ?? null
  const taken: Taken[] = [
    ...ofStaff
      .filter(({ live }) => live)
      .map((row) => ({ ...row, whom: 'colleague' as const, name: nameOf(row.staff_id) })),
    ...ofFile.map((row) => ({ ...row, whom: 'person' as const, staff_id: null, name: null })),
  ].filter(({ appointment_id }) => appointment_id === null || !but.includes(appointment_id))
  const nobody = { staff_id: null, name: null, away_before: 0, away_after: 0 }
  const interpreters = ofInterpreters.map((row) => ({ ...row, ...nobody, whom: 'interpreter' as const }))
  return slots.flatMap((slot) => clashesOf(slot, [...taken, ...interpreters]))
}

/** Whom, what and where it brings her together with. A way with stops is a journey. */
export const assignmentOf = async ({ tx, actor }: Asked, wish: Wish): Promise<Assignment> => {
  const { appointment_id, staff, with: others, place, stops, province, when, series } = wish
  const colleagues = await listColleagues(tx, actor.organisation_id)
  const going = colleagues.filter(({ staff_id }) => staff.some((each) => each.staff_id === staff_id))
  const service = others.find(({ service_id }) => service_id !== null)
  const address = [place.name, place.address].filter(Boolean).join(', ')
  return {
    kind: stops.length > 0 ? 'travel' : 'appointment',
    key: keyOf('appointment', appointment_id),
    people: [...going.map(({ staff_id, name }) => ({ staff_id, name })), ...others.map(({ name }) => ({ name }))],
    organisations: others.map(({ name, organisation_id }) => ({ name, ...(organisation_id && { organisation_id }) })),
    ...(service?.service_id && { service: { service_id: service.service_id, name: service.name } }),
    places:
      address || place.town || province
        ? [
            {
              country: 'ES',
              ...(province && { province }),
              ...(place.town && { town: place.town }),
              ...(address && { address }),
            },
          ]
        : [],
    stops,
    ...(series === null && { on: when.on }),
  }
}

/** Between these hours nobody is surprised by an appointment. */
const [morning, night] = ['07:00', '22:00']

export const noticesOf = async ({ tx, actor, now }: Asked, wish: Wish, slots: SlotOn[]): Promise<Notice[]> => {
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return []
  const closed = await listFreeDays(tx, actor, first.on, last.on)
  return slots.flatMap(({ on, starts_at, ends_at, turned }) => {
    const found: Notice[] = []
    const say = (kind: Notice['kind'], name: string | null = null) => found.push({ kind, on, name })
    const holiday = holidayOn(holidays, wish.province, on)
    if (holiday) say('free_day', holiday)
    const free = closed.find((each) => each.on === on)
    if (free) say('office_closed', free.name)
    if (turned) say(turned === 'skipped' ? 'time_skipped' : 'time_twice')
    const end = wallAt(ends_at, wish.when.zone)
    if (wish.when.at < morning || end.at > night || end.on !== on) say('night')
    if (starts_at < now) say('past')
    return found
  })
}

/** A colleague's clash and hers may be wanted all the same; an interpreter's leaves somebody else without words. */
export const refuseClashes = (clashes: Clash[], despite: boolean): void => {
  const in_the_way = despite ? clashes.filter(({ whom }) => whom === 'interpreter') : clashes
  if (in_the_way.length > 0) throw new Problem('conflict', 'agenda.clash', { clashes: in_the_way })
}
