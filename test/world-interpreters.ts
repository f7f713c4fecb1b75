// Interpreters of an invented world and what they were asked for, sealed as their room seals it.
import { sql } from 'kysely'
import { feedbackPlace, wordsPlace } from '#interpreters/booking.store.ts'
import type { Feedback } from '#interpreters/booking.ts'
import { rulePlace } from '#interpreters/gates.store.ts'
import type { Community, Rate, Spoken, VettingStep, WeeklyHours } from '#interpreters/interpreter.ts'
import { replaceParts, sealInterpreter } from '#interpreters/register.store.ts'
import { type InterpretingRule, noRule } from '#interpreters/rules-of-hers.ts'
import { addDays } from '#kit/day.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, AStaff, World } from './world.ts'

export interface InterpreterWish {
  name: string
  kind?: string
  gender?: string
  status?: string
  province: string
  modes?: ('in_person' | 'telephone' | 'video')[]
  emergency?: boolean
  born: number | null
  communities: Partial<Community>[]
  languages: [language: string, dialect?: string | null, level?: Spoken['level']][]
  /** Days since each step was done. */
  vetted?: Partial<Record<VettingStep, number>>
  /** Days from now on which the background check ends. */
  ends_in?: number
  hours?: WeeklyHours[]
  rates?: Rate[]
  notes?: string
  block_reason?: string
}
export interface AnInterpreter {
  interpreter_id: string
  number: number
}

const nowhere: Community = { country: null, region: '', language: null, group: '', worship: '' }

export const anInterpreter = async (
  world: World,
  { organisation_id }: { organisation_id: string },
  by: AStaff,
  wish: InterpreterWish,
): Promise<AnInterpreter> => {
  const interpreter_id = world.id('interpreter', wish.name)
  const sealed = await sealInterpreter(world.tx, organisation_id, interpreter_id, {
    names: [wish.name],
    ...{ phone: '900 000 000', email: '', birth_year: wish.born, agency: '', notes: wish.notes ?? '' },
    communities: wish.communities.map((each) => ({ ...nowhere, ...each })),
    block_reason: wish.block_reason ?? '',
  })
  const { number } = await world.tx
    .insertInto('interpreter')
    .values({
      ...{ organisation_id, interpreter_id, ...sealed, province: wish.province, zone: 'Europe/Madrid' },
      ...{ kind: wish.kind ?? 'freelance', gender: wish.gender ?? 'woman', status: wish.status ?? 'active' },
      ...{ modes: wish.modes ?? ['in_person', 'telephone', 'video'], emergency: wish.emergency ?? false },
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await replaceParts(world.tx, organisation_id, interpreter_id, {
    languages: wish.languages.map(([language, dialect = null, level = 'native']) => ({
      ...{ language, dialect, level, both_ways: true },
    })),
    ...{ hours: wish.hours ?? [], off: [], rates: wish.rates ?? [] },
  })
  const vetted = wish.vetted ?? { identity: 300, background: 300, confidentiality: 300, interview: 290, training: 200 }
  const steps = Object.entries(vetted).map(([step, days]) => {
    const done_on = addDays(world.ago(0), -days)
    const lasts = step === 'background' ? (wish.ends_in ?? 430) : step === 'confidentiality' ? 430 : null
    const valid_until = lasts === null ? null : addDays(world.ago(0), lasts)
    return { organisation_id, interpreter_id, step, done_on, valid_until, by_id: by.staff_id }
  })
  if (steps.length > 0) await world.tx.insertInto('interpreter_vetting').values(steps).execute()
  return { interpreter_id, number: Number(number) }
}

export interface BookingWish {
  appointment_id: string
  alias: string
  status: string
  dialect?: string | null
  reason?: string
  minutes?: number
  travel_km?: number
  meet_at?: string
  words?: string
  feedback?: Feedback
}

/** Times, language and section are those of the appointment. */
export const aBooking = async (
  world: World,
  file: ACase,
  { interpreter_id, number }: AnInterpreter,
  { appointment_id, alias, status, ...wish }: BookingWish,
) => {
  const { organisation_id, case_id, key } = file
  const booking_id = world.id('interpreter booking', appointment_id, interpreter_id)
  const appointment = await world.tx
    .selectFrom('appointment')
    .select(['section', 'mode', 'interpreter_language'])
    .where('organisation_id', '=', organisation_id)
    .where('appointment_id', '=', appointment_id)
    .executeTakeFirstOrThrow()
  const { interpreter_language, ...where } = appointment
  // A moment read by the owner of the database would come back as another kind of value.
  const same = <T>(column: string) =>
    sql<T>`(select ${sql.ref(column)} from appointment where appointment_id = ${appointment_id})`
  const when = {
    on_day: same<string>('on_day'),
    starts_at: same<string>('starts_at'),
    ends_at: same<string>('ends_at'),
  }
  const came = ['attended', 'rated', 'paid'].includes(status)
  const yes = came || status === 'confirmed' || status === 'missed'
  const at = world.at(1)
  const words = { alias, meet_at: wish.meet_at ?? '', words: wish.words ?? '' }
  await world.tx
    .insertInto('interpreter_booking')
    .values({
      ...{ organisation_id, case_id, booking_id, appointment_id, interpreter_id, interpreter_number: number, status },
      ...{
        ...where,
        ...when,
        language: interpreter_language!,
        dialect: wish.dialect ?? null,
        offered_by: file.worker.staff_id,
      },
      ...{ answer: yes ? 'yes' : status === 'declined' ? 'no' : null, conflict_declared: yes ? 'none' : null },
      ...{ confirmed_at: yes ? at : null, minutes: came ? (wish.minutes ?? 60) : null },
      ...{ travel_km: came ? (wish.travel_km ?? 0) : null, stop_reason: wish.reason ?? null },
      stopped_at: wish.reason ? world.at(0) : null,
      sealed: sealJson(key, wordsPlace(file, booking_id), words),
      sealed_feedback: wish.feedback ? sealJson(key, feedbackPlace(file, booking_id), wish.feedback) : null,
      ...{ understood: wish.feedback?.understood ?? null, felt_safe: wish.feedback?.felt_safe ?? null },
    })
    .execute()
}

export const aRuleOfHers = async (world: World, file: ACase, rule: Partial<InterpretingRule>) => {
  const { organisation_id, case_id, key } = file
  const sealed = sealJson(key, rulePlace(file), { ...noRule, ...rule })
  await world.tx.insertInto('interpreting_rule').values({ organisation_id, case_id, sealed }).execute()
}
