// The law in an invented world: what happened in a file is told, and what follows is reckoned by the house's own rules, sealed and
// kept as its room keeps it.
import { sql } from 'kysely'
import { addDays, type Day } from '#kit/day.ts'
import { calendars } from '#law/calendars.ts'
import { toNumber, weekdayOf, workingDays } from '#law/days.rules.ts'
import { deadlinePlace } from '#law/deadline.store.ts'
import { beginLawFile, eventPlace, type LawFileRow } from '#law/law-file.store.ts'
import { factsOf, keepOutcomes, outcomeOf, reckonOn } from '#law/reckon-file.api.ts'
import type { Circumstances } from '#law/reckoning.ts'
import type { PackId } from '#law/rule.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, AStaff, World } from './world.ts'

export interface LawTold {
  code: string
  jurisdiction?: PackId
  on: Day
  at?: string
  number?: string
  words?: string
  by?: AStaff
  /** It was written down otherwise first, and corrected today. */
  thought_on?: Day
  /** It proves that this rule was met: whoever told it closed the deadline with the number. */
  closes?: string
}

export interface LawWish {
  jurisdictions: PackId[]
  province: string | null
  town?: string
  circumstances?: Circumstances
  told: LawTold[]
}

const of = ({ organisation_id, case_id }: ACase) => ({ organisation_id, case_id })

const tell = async (world: World, file: ACase, wish: LawWish, told: LawTold) => {
  const event_id = world.nextId('law event')
  const recorded_by = (told.by ?? file.worker).staff_id
  const words = { number: told.number ?? '', words: told.words ?? '' }
  const happened_on = told.thought_on ?? told.on
  const days = Math.max(0, Math.round((Date.parse(world.today) - Date.parse(happened_on)) / 86_400_000) - 1)
  await world.tx
    .insertInto('law_event')
    .values({
      ...{ ...of(file), event_id, code: told.code, jurisdiction: told.jurisdiction ?? wish.jurisdictions[0]! },
      ...{ happened_on, happened_at: told.at ?? null, recorded_by, recorded_at: world.at(days) },
      sealed: sealJson(file.key, eventPlace(file, event_id), words),
    })
    .execute()
  await world.happened(file, {
    ...{ at: world.at(days), kind: 'law_event_recorded', actor: told.by ?? file.worker, section: 'law' },
    ...{ ref_id: event_id, codes: { law_event: told.code } },
  })
  return { ...told, event_id, recorded_by, words, happened_on }
}

const correct = async (world: World, file: ACase, told: Awaited<ReturnType<typeof tell>>) => {
  const { event_id, code, jurisdiction, happened_on, on, recorded_by, words } = told
  await world.tx
    .insertInto('law_event_before')
    .values({
      ...{ ...of(file), event_id, version: 1, code, jurisdiction: jurisdiction ?? 'es', happened_on },
      ...{ replaced_by: recorded_by, sealed: sealJson(file.key, eventPlace(file, event_id, 1), words) },
    })
    .execute()
  await world.tx
    .updateTable('law_event')
    .set({ happened_on: on, version: 2 })
    .where('event_id', '=', event_id)
    .execute()
  await world.happened(file, {
    ...{ at: world.at(0), kind: 'law_event_changed', actor: { staff_id: recorded_by }, section: 'law' },
    ...{ ref_id: event_id, codes: { law_event: code } },
  })
}

/** What happened, told in its order; then everything is reckoned, and what was corrected changes it. */
export const aLaw = async (world: World, file: ACase, wish: LawWish): Promise<void> => {
  const { tx, today } = world
  const place = {
    ...{ jurisdictions: wish.jurisdictions, province: wish.province, town: wish.town ?? null },
    circumstances: wish.circumstances ?? {},
  }
  const row: Omit<LawFileRow, 'version'> = {
    ...of(file),
    ...place,
    ...outcomeOf(factsOf(place, []), today).mark,
  }
  await beginLawFile(tx, row)
  const told: Awaited<ReturnType<typeof tell>>[] = []
  for (const each of wish.told) told.push(await tell(world, file, wish, each))
  const corrected = new Set<string>()
  const now = () =>
    factsOf(
      place,
      told.map(({ event_id, code, jurisdiction, on, at, happened_on }) => ({
        ...{ event_id, code, jurisdiction: jurisdiction ?? wish.jurisdictions[0]!, at: at ?? null, matter_id: null },
        on: corrected.has(event_id) ? on : happened_on,
      })),
    )
  const first = outcomeOf(now(), today)
  const quietly = { before: first.items, cause: 'event' as const, event_id: null, by_id: null }
  await keepOutcomes(tx, [{ at: of(file), facts: now(), outcome: first, ...quietly }])
  for (const each of told.filter(({ thought_on }) => thought_on)) {
    const before = reckonOn(now(), today)
    await correct(world, file, each)
    corrected.add(each.event_id)
    const because = { cause: 'correction' as const, event_id: each.event_id, by_id: each.recorded_by }
    const outcome = outcomeOf(now(), today)
    await keepOutcomes(tx, [{ at: of(file), facts: now(), outcome, before, ...because }])
  }
  for (const { closes, event_id, on, number = '', recorded_by } of told) {
    if (!closes) continue
    const met = await tx
      .selectFrom('law_deadline')
      .select('deadline_id')
      .where('case_id', '=', file.case_id)
      .where('rule_id', '=', closes)
      .where('closed_on', '=', on)
      .execute()
    for (const { deadline_id } of met)
      await tx
        .updateTable('law_deadline')
        .set({
          ...{ filed_on: on, filed_event_id: event_id, filed_by: recorded_by },
          sealed_number: sealJson(file.key, deadlinePlace(file, 'sealed_number', deadline_id), { number }),
        })
        .where('deadline_id', '=', deadline_id)
        .execute()
  }
}

/** Somebody acknowledged the stage a deadline is at. */
export const anAlarmHeard = async (world: World, file: ACase, rule_id: string, by: AStaff): Promise<void> => {
  await sql`
    insert into law_alarm_heard (organisation_id, case_id, deadline_id, due_on, stage, on_day, by_id, at)
    select d.organisation_id, d.case_id, d.deadline_id, d.due_on, d.stage, ${world.today}::date, ${by.staff_id}::uuid, ${world.at(0)}::timestamptz
    from law_deadline d where d.case_id = ${file.case_id} and d.rule_id = ${rule_id} and d.stage is not null`.execute(
    world.tx,
  )
}

const friday = 5

/** The latest Friday so many days ago or more after which Monday is a feast in Madrid; a plain Friday where none is near. */
export const fridayBeforeAFeast = (today: Day, ago: number): Day => {
  const madrid = workingDays(calendars.es!, '28', 'madrid')
  const fridays = Array.from({ length: 120 }, (_, more) => addDays(today, -ago - more)).filter(
    (day) => weekdayOf(toNumber(day)) === friday && madrid.isWorking(toNumber(day)),
  )
  return fridays.find((day) => !madrid.isWorking(toNumber(day) + 3)) ?? fridays[0]!
}
