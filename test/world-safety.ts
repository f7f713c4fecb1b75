// Safety in an invented world, sealed as its room seals it: the duty roster, same-day protocols, looks at the risk, safety
// plans, incidents and attempts to reach somebody.
import { addDays } from '#kit/day.ts'
import type { Turn } from '#safety/duty.ts'
import type { AttemptWords, IncidentWords } from '#safety/incident.ts'
import type { SafetyPlanWords } from '#safety/plan.ts'
import { linePlace } from '#safety/protocol.store.ts'
import type { ProtocolKind, ToldAs } from '#safety/protocol.ts'
import { protocolFacts } from '#safety/protocol-facts.ts'
import type { RiskTriggerCode, RiskWords, ScoreWords } from '#safety/risk.ts'
import { type SafetyTable, safetyPlace } from '#safety/sealed-row.store.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, AnOffice, AStaff, World } from './world.ts'

const of = ({ organisation_id, case_id }: ACase) => ({ organisation_id, case_id })
const seal = (file: ACase, table: SafetyTable, row: string, words: unknown): Buffer =>
  sealJson(file.key, safetyPlace(file, table, row), words)

export const anOfficeClock = (world: World, office: AnOffice, kept_by: AStaff, hours: object[]) =>
  world.tx
    .insertInto('office_hours')
    .values({
      ...{ organisation_id: office.organisation_id, office_id: office.office_id, time_zone: 'Europe/Madrid' },
      ...{ hours: JSON.stringify(hours), kept_by: kept_by.staff_id },
    })
    .execute()

type TurnWish = Partial<Pick<Turn, 'weekdays' | 'from_time' | 'until_time' | 'free_days' | 'telephone'>>
export const aTurn = (world: World, office: AnOffice, who: AStaff, deputy: AStaff | null, wish: TurnWish = {}) =>
  world.tx
    .insertInto('duty_turn')
    .values({
      ...{ organisation_id: office.organisation_id, office_id: office.office_id, turn_id: world.nextId('duty turn') },
      ...{ staff_id: who.staff_id, deputy_id: deputy?.staff_id ?? null, telephone: wish.telephone ?? '' },
      ...{ time_zone: 'Europe/Madrid', from_on: addDays(world.today, -90), until_on: null },
      ...{ weekdays: wish.weekdays ?? [1, 2, 3, 4, 5, 6, 7], free_days: wish.free_days ?? 'too' },
      ...{ from_time: wish.from_time ?? '18:00', until_time: wish.until_time ?? '09:00', kept_by: who.staff_id },
    })
    .execute()

export const aFreeDay = (world: World, office: AnOffice, on_day: string, name: string, kept_by: AStaff) =>
  world.tx
    .insertInto('duty_free_day')
    .values({
      ...{ organisation_id: office.organisation_id, free_day_id: world.nextId('free day'), office_id: null },
      ...{ on_day, name, kept_by: kept_by.staff_id },
    })
    .execute()

export interface ProtocolWish {
  kind: ProtocolKind
  by: AStaff
  /** 'HH:MM' in UTC, so many days ago. */
  days: number
  clock: string
  words: string
  told: [AStaff, ToldAs, telephone?: string][]
  cause?: { incident: string }
  taken?: AStaff
  /** Step → what was done; with `-` in front why it was not needed. */
  answered?: Record<string, string>
  notes?: string[]
  closed?: { asked: AStaff; agreed: AStaff; words: string; answer: string }
}
export const aProtocol = async (world: World, file: ACase, wish: ProtocolWish): Promise<string> => {
  const { kind, by, days, clock, told, taken, answered = {}, closed } = wish
  const facts = protocolFacts.kinds.find((each) => each.kind === kind)!
  const protocol_id = world.nextId('protocol')
  const opened = Date.parse(`${addDays(world.today, -days)}T${clock}:00Z`)
  const at = (minutes: number): string => new Date(opened + minutes * 60_000).toISOString()
  const [look_by, talk_by] = [at(60), `${addDays(world.today, -days)}T23:00:00.000Z`]
  const row = { ...of(file), protocol_id, section: facts.section }
  await world.tx
    .insertInto('protocol')
    .values({
      ...row,
      ...{ kind, cause: wish.cause ? 'incident' : 'told', ref_id: wish.cause?.incident ?? null },
      ...{ facts_version: protocolFacts.version, closing: facts.closing, opened_by: by.staff_id, opened_at: at(0) },
      ...{ look_by, talk_by, taken_by: taken?.staff_id ?? null, taken_at: taken ? at(18) : null },
    })
    .execute()
  await world.tx
    .insertInto('protocol_step')
    .values(
      facts.steps.map(({ code, within }, place) => ({
        ...row,
        ...{ step: code, place: place + 1, due_at: within === 'look' ? look_by : talk_by },
        state: answered[code] === undefined ? 'open' : answered[code].startsWith('-') ? 'not_needed' : 'done',
        answered_by: answered[code] === undefined ? null : taken!.staff_id,
        answered_at: answered[code] === undefined ? null : at(30 + place * 6),
      })),
    )
    .execute()
  await world.tx
    .insertInto('protocol_told')
    .values(
      told.map(([colleague, told_as, telephone = '']) => ({
        ...{ ...row, staff_id: colleague.staff_id, told_as, telephone },
        from_at: told_as === 'deputy' || told_as === 'director' ? look_by : at(0),
      })),
    )
    .execute()
  const line = async (minutes: number, who: AStaff, what: string, words: string, step?: string, state?: string) => {
    const line_id = world.nextId('protocol line')
    const sealed = sealJson(file.key, linePlace(file, line_id), { words })
    await world.tx
      .insertInto('protocol_line')
      .values({
        ...{ ...row, line_id, at: at(minutes), by_id: who.staff_id, what, step: step ?? null, state: state ?? null },
        sealed,
      })
      .execute()
  }
  await line(0, by, 'opened', wish.words)
  const entry = { section: facts.section, ref_id: protocol_id, codes: { protocol: kind } }
  await world.happened(file, { ...entry, at: at(0), kind: 'protocol_opened', actor: by })
  if (!taken) return protocol_id
  await line(18, taken, 'taken', '')
  await world.happened(file, { ...entry, at: at(18), kind: 'protocol_taken', actor: taken })
  for (const [place, { code }] of facts.steps.entries()) {
    const said = answered[code]
    if (said === undefined) continue
    const not_needed = said.startsWith('-')
    await line(30 + place * 6, taken, 'step', said.replace(/^-/, ''), code, not_needed ? 'not_needed' : 'done')
  }
  for (const [place, note] of (wish.notes ?? []).entries()) await line(110 + place, taken, 'note', note)
  if (!closed) return protocol_id
  await line(300, closed.asked, 'close_asked', closed.words)
  await line(330, closed.agreed, 'closed', closed.answer)
  await world.happened(file, { ...entry, at: at(330), kind: 'protocol_closed', actor: closed.agreed })
  await world.tx
    .updateTable('protocol')
    .set({ close_asked_by: closed.asked.staff_id, closed_by: closed.agreed.staff_id, closed_at: at(330) })
    .where('protocol_id', '=', protocol_id)
    .execute()
  return protocol_id
}

/** A risk, and how it was judged on each look it was part of: latest last. */
export interface RiskWish extends RiskWords {
  scores: (ScoreWords | null)[]
}
export interface LookWish {
  days: number
  /** In how many days from today it is looked at again. */
  review: number
  causes?: RiskTriggerCode[]
  words?: string
  by?: AStaff
}
export const someLooks = async (world: World, file: ACase, looks: LookWish[], risks: RiskWish[]): Promise<void> => {
  const ids = risks.map(() => world.nextId('risk'))
  for (const [n, { days, review, causes = [], words = '', by = file.worker }] of looks.entries()) {
    const look_id = world.nextId('risk look')
    const looked_at = world.at(days)
    await world.tx
      .insertInto('risk_look')
      .values({
        ...{ ...of(file), look_id, looked_by: by.staff_id, looked_at, review_on: world.due(review), causes },
        sealed: seal(file, 'risk_look', look_id, { words, assessments: [] }),
      })
      .execute()
    for (const [place, { kind, title, scores }] of risks.entries()) {
      const score = scores[n]
      if (!score) continue
      const risk_id = ids[place]!
      if (!scores.slice(0, n).some(Boolean))
        await world.tx
          .insertInto('risk')
          .values({
            ...{ ...of(file), risk_id, written_by: by.staff_id, written_at: looked_at },
            sealed: seal(file, 'risk', risk_id, { kind, title }),
          })
          .execute()
      const score_id = world.nextId('risk score')
      await world.tx
        .insertInto('risk_score')
        .values({ ...of(file), score_id, risk_id, look_id, sealed: seal(file, 'risk_score', score_id, score) })
        .execute()
    }
    await world.happened(file, { at: looked_at, kind: 'risk_looked_at', actor: by, section: 'safety', ref_id: look_id })
  }
}

export const aTrigger = (world: World, file: ACase, trigger: RiskTriggerCode, on_day: string, words: string) => {
  const trigger_id = world.nextId('risk trigger')
  return world.tx
    .insertInto('risk_trigger')
    .values({
      ...{ ...of(file), trigger_id, trigger, on_day, told_by: file.worker.staff_id, told_at: world.at(2) },
      sealed: seal(file, 'risk_trigger', trigger_id, { words }),
    })
    .execute()
}

export const aSafetyPlan = async (
  world: World,
  file: ACase,
  plan_version: number,
  days: number,
  language: string,
  words: SafetyPlanWords,
): Promise<void> => {
  const written_at = world.at(days)
  await world.tx
    .insertInto('safety_plan')
    .values({
      ...{ ...of(file), plan_version, language, made: 'with_the_person', review_on: world.due(40 - days) },
      ...{ written_by: file.worker.staff_id, written_at },
      sealed: seal(file, 'safety_plan', String(plan_version), words),
    })
    .execute()
  await world.happened(file, { at: written_at, kind: 'safety_plan_written', actor: file.worker, section: 'safety' })
}

export interface IncidentWish extends IncidentWords {
  days: number
  /** Days from today; null: it has ended. */
  again: number | null
  lines?: [days: number, words: string][]
}
export const anIncident = async (world: World, file: ACase, wish: IncidentWish): Promise<string> => {
  const { days, again, lines = [], ...words } = wish
  const incident_id = world.nextId('incident')
  const { staff_id } = file.worker
  const recorded_at = world.at(days)
  await world.tx
    .insertInto('incident')
    .values({
      ...{ ...of(file), incident_id, happened_on: world.ago(days), recorded_by: staff_id, recorded_at },
      ...{ follow_up_on: again === null ? null : world.due(again), version: 1 + lines.length },
      ended_at: again === null ? world.at(lines.at(-1)?.[0] ?? days) : null,
      sealed: seal(file, 'incident', incident_id, words),
    })
    .execute()
  const entry = { actor: file.worker, section: 'safety' as const, ref_id: incident_id }
  const codes = { safety_incident: words.kind }
  await world.happened(file, { ...entry, at: recorded_at, kind: 'incident_recorded', codes })
  for (const [when, text] of lines) {
    const line_id = world.nextId('incident line')
    await world.tx
      .insertInto('incident_line')
      .values({
        ...{ ...of(file), incident_id, line_id, at: world.at(when), by_id: staff_id },
        sealed: seal(file, 'incident_line', line_id, { words: text }),
      })
      .execute()
  }
  return incident_id
}

export const anAttempt = async (world: World, file: ACase, days: number, words: AttemptWords): Promise<string> => {
  const attempt_id = world.nextId('contact attempt')
  const recorded_at = world.at(days)
  await world.tx
    .insertInto('contact_attempt')
    .values({
      ...{ ...of(file), attempt_id, attempted_on: world.ago(days), document_id: null },
      ...{ recorded_by: file.worker.staff_id, recorded_at },
      sealed: seal(file, 'contact_attempt', attempt_id, words),
    })
    .execute()
  const entry = {
    actor: file.worker,
    section: 'safety' as const,
    ref_id: attempt_id,
    codes: { channel: words.channel },
  }
  await world.happened(file, { ...entry, at: recorded_at, kind: 'contact_attempt_recorded' })
  return attempt_id
}
