// How some invented people left: why their files closed and what they said, one file on hold, files of years ago whose
// time has come or comes soon, and one erasure that waits for a second colleague.

import { retentionOf } from '#cases/retention.rules.ts'
import { RetentionFile } from '#cases/retention.ts'
import type { Facts } from '#facts/facts.ts'
import { addDays, addMonths } from '#kit/day.ts'
import type { ClosureReason, Interview } from '#leaving/leaving.ts'
import { presumedMinor } from '#people/age.rules.ts'
import { noContact } from '#people/safe-contact.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson, sealText } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

interface Left {
  reason: ClosureReason
  days: number
  tries?: number
  said?: Interview['answers']
  may_contact?: Interview['may_contact']
  contact_after?: string
}

/** By alias, of those the rest of the demo closes. */
const left: Record<string, Left> = {
  Ramesh: {
    reason: 'return',
    days: 60,
    said: {
      what_helped: 'Que nadie me metiera prisa para decidir si volvía. Y las dos llamadas ya en casa.',
      what_was_missing: 'Dinero para las herramientas desde el primer mes, no desde el tercero.',
      was_listened_to: 'always',
      feels_safe_now: 'yes',
    },
    may_contact: 'yes',
    contact_after: 'Por la organización de Katmandú, nunca al teléfono de mi hermano.',
  },
  Sabina: {
    reason: 'completed',
    days: 45,
    said: { what_helped: 'Las clases de la tarde, porque podía llevar a la niña.', would_come_back: 'yes' },
    may_contact: 'no',
  },
  Crina: {
    reason: 'moved_away',
    days: 30,
    said: {
      what_helped: 'La abogada, que me explicaba las cartas dos veces.',
      what_harmed: 'Contar lo mismo a tres personas distintas la primera semana.',
      was_listened_to: 'mostly',
    },
    may_contact: 'yes',
    contact_after: 'Un mensaje por la mañana, sin decir de parte de quién.',
  },
}

/** Files of years ago, with little in them: this is what a retention list is for. */
export const former = [
  { alias: 'Ilinca', country: 'RO', born: 1991, opened: 2480, closed: 1990, reason: 'completed' },
  { alias: 'Nasima', country: 'BD', born: 1988, opened: 2300, closed: 1905, reason: 'lost_contact' },
  { alias: 'Oksana', country: 'UA', born: 1996, opened: 2210, closed: 1860, reason: 'withdrew' },
  { alias: 'Gurpreet', country: 'IN', born: 1983, opened: 2105, closed: 1790, reason: 'return' },
  { alias: 'Amparo', country: 'CO', born: 1979, opened: 2080, closed: 1770, reason: 'transferred' },
] as const

const leave = async (world: World, facts: Facts, file: ACase, { reason, days, tries, said, ...how }: Left) => {
  const { organisation_id, case_id } = file
  const closed_on = world.ago(days)
  const { keep_until, review_on, erase_on } = retentionOf(
    facts.retention.map((each) => RetentionFile.parse(each)),
    {
      closed_on,
      of_age_on: file.card.birth_year === null ? null : addMonths(`${file.card.birth_year}-12-31`, 216),
      minor: presumedMinor(file.card, closed_on),
      house_months: 60,
      jurisdiction: 'ES',
    },
  )
  await world.tx
    .insertInto('closure')
    .values({
      ...{ organisation_id, case_id, closure_id: world.nextId('closure'), reason, tries: tries ?? null, closed_on },
      ...{ closed_by: file.worker.staff_id, keep_until, review_on, erase_on },
    })
    .execute()
  if (!said) return
  const interview_id = world.nextId('interview')
  const place = { table: 'exit_interview', column: 'sealed', row: interview_id, case_id, organisation_id }
  const words = { answers: said, may_contact: how.may_contact ?? 'not_asked', contact_after: how.contact_after ?? '' }
  await world.tx
    .insertInto('exit_interview')
    .values({
      ...{ organisation_id, case_id, interview_id, held_on: closed_on, written_by: file.worker.staff_id },
      sealed: sealJson(file.key, place, words),
    })
    .execute()
}

const words = (file: ACase, table: string, row: string, text: string) => {
  const { organisation_id, case_id } = file
  return sealText(file.key, { table, column: 'sealed_words', row, case_id, organisation_id }, text)
}

/** `files` are those already told, by alias. */
export const leaveBehind = async (world: World, cast: Cast, facts: Facts, files: Map<string, ACase>): Promise<void> => {
  for (const [alias, how] of Object.entries(left)) {
    const file = files.get(alias)
    if (file) await leave(world, facts, file, how)
  }
  const { carmen, lucia, ines } = cast.staff
  const told = new Map<string, ACase>()
  for (const { alias, country, born, opened, closed, reason } of former) {
    const file = await world.aCase(cast.own, {
      ...{ name: `former ${alias}`, office: cast.offices.madrid, worker: lucia, stage: 'follow_up', opened, closed },
      contact: noContact,
      card: {
        ...{ alias, languages: ['es'], country, birth_year: born, age_in_doubt: false, gender: 'woman' },
        ...{ interpreter_needed: false, province: '28', has_children_with_her: false, irregular_status: 'no' },
      },
    })
    const note = 'Última visita: está bien, ya no necesita nada de nosotros y nos lo dice con calma.'
    await world.aNote(file, closed, 'story', lucia, note)
    await leave(world, facts, file, { reason, days: closed, ...(reason === 'lost_contact' && { tries: 6 }) })
    told.set(alias, file)
  }
  const held = told.get('Nasima')!
  const hold_id = world.nextId('hold')
  const { organisation_id } = held
  await world.tx
    .insertInto('legal_hold')
    .values({
      ...{ organisation_id, case_id: held.case_id, hold_id, reason: 'compensation_claim', placed_by: ines.staff_id },
      ...{ until_on: addDays(world.today, 200), placed_at: world.at(400) },
      sealed_words: words(
        held,
        'legal_hold',
        hold_id,
        'Reclama salarios con otras cuatro personas; la sentencia está recurrida.',
      ),
    })
    .execute()
  const asked = told.get('Ilinca')!
  const request_id = world.nextId('erasure request')
  await world.tx
    .insertInto('erasure_request')
    .values({
      ...{ organisation_id, case_id: asked.case_id, request_id, reason: 'time_is_over', asked_by: carmen.staff_id },
      ...{ asked_at: new Date().toISOString(), expires_at: new Date(Date.now() + 86_000_000).toISOString() },
      sealed_words: words(asked, 'erasure_request', request_id, 'Cinco años cumplidos y ninguna reclamación abierta.'),
    })
    .execute()
}
