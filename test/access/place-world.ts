// A world of three houses with beds: who works there, whose files a consent opens to whom, who stays and waits where.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Role, type Section, sections } from '#access/access.ts'

export const id = (...what: (string | number)[]): string => {
  const hex = createHash('md5').update(what.join(' ')).digest('hex')
  return hex.replace(
    /^(.{8})(.{4})(.{4})(.{4}).*/,
    (_, a, b, c, d) => `${a}-${b}-4${c.slice(1)}-a${d.slice(1)}-${hex.slice(20)}`,
  )
}
export const staff: { house: number; roles: Role[]; live: boolean }[] = [
  { house: 0, roles: ['coordinator'], live: true },
  { house: 0, roles: ['reference_worker'], live: true },
  { house: 0, roles: ['trainer'], live: true },
  { house: 0, roles: ['intake'], live: true },
  { house: 1, roles: ['partner_worker'], live: true },
  { house: 1, roles: ['intake'], live: true },
  { house: 2, roles: ['partner_worker'], live: true },
  { house: 0, roles: ['coordinator'], live: false },
]
/** Who stands on every file: one writes where people live, the other only what they learn. */
export const team = [1, 2]

/** Files of the first house, and what it let whom read by consent. */
export const consents: Record<string, { house: 1 | 2; sections: Section[] }[]> = {
  f0: [{ house: 1, sections: ['home', 'identity'] }],
  f1: [{ house: 2, sections: ['identity'] }],
  f2: [],
  f3: [{ house: 1, sections: ['home'] }],
  f4: [{ house: 2, sections: ['health'] }],
}
export const files = Object.keys(consents)
/** Two units each, the second published; who stays in the first and in the second. */
export const units = [0, 1, 2].flatMap((house) => [
  { unit: `u${house}a`, house, published: false },
  { unit: `u${house}b`, house, published: true },
])
export const stays: Record<string, string> = { u0a: 'f2', u1a: 'f0', u1b: 'f1', u2a: 'f1', u2b: 'f0' }
export const waits: Record<string, string> = { u0b: 'f2', u1b: 'f0', u2b: 'f1' }
export const houseOf = (unit: string) => Number(unit[1])

const q = (text: string) => `'${text}'`
export const token = (n: number) => `token ${n} of a world of places`

/** Written as the owner, in three houses that are there. */
export const writePlaces = async (
  owner: pg.ClientBase,
  houses: { organisation_id: string; office_id: string }[],
): Promise<void> => {
  const sql: string[] = []
  const org = (house: number) => houses[house]!.organisation_id
  const [ours, office] = [org(0), houses[0]!.office_id]
  staff.forEach(({ house, roles, live }, n) => {
    sql.push(
      `insert into staff (organisation_id, staff_id, office_id, name, email, roles, status) values
       ('${org(house)}', '${id('staff', n)}', '${houses[house]!.office_id}', 'Colega', '${n}@world.invalid', array[${roles.map(q)}], 'active')`,
      `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, ended_at) values
       (sha256(convert_to('${token(n)}', 'UTF8')), '${org(house)}', '${id('session', n)}', '${id('staff', n)}', now() + interval '1 hour', ${live ? 'null' : 'now()'})`,
    )
  })
  for (const file of files) {
    const case_id = id(file)
    sql.push(
      `insert into case_file (organisation_id, case_id, office_id, reference, stage, status, opened_on, created_by, sealed_card)
       values ('${ours}', '${case_id}', '${office}', '${file}', 'support', 'open', current_date, '${id('staff', 0)}', '\\x01')`,
      ...team.map(
        (
          n,
        ) => `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
          values ('${ours}', '${case_id}', gen_random_uuid(), 'team', '${id('staff', n)}', 'team_member', array[${sections.map(q)}], '${id('staff', 0)}')`,
      ),
    )
    for (const { house, sections: opened } of consents[file]!) {
      const consent = id('consent', file, house)
      sql.push(
        `insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how, language, starts_on, ends_on, recorded_by)
         values ('${ours}', '${case_id}', '${consent}', '${org(house)}', array[${opened.map(q)}], 'shelter', 'person', 'spoken', 'ne', current_date - 1, current_date + 30, '${id('staff', 0)}')`,
        `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
         values ('${ours}', '${case_id}', gen_random_uuid(), 'consent', '${org(house)}', 'partner', array[${opened.map(q)}], '${consent}', '${id('staff', 0)}')`,
      )
    }
  }
  for (const { unit, house, published } of units) {
    const [u, o] = [id(unit), org(house)]
    sql.push(
      `insert into place_unit (organisation_id, unit_id, service_id, kind, unit, name, published, made_by)
       values ('${o}', '${u}', '${id('service', unit)}', 'flat', 'bed', 'Piso', ${published}, gen_random_uuid())`,
      `insert into place_address (organisation_id, unit_id, intake_version, sealed) values ('${o}', '${u}', 1, '\\x01')`,
      `insert into place_night (organisation_id, unit_id, night, places, lived_in, away, held, out_of_service, confirmed_by)
       values ('${o}', '${u}', current_date - 1, 4, 1, 0, 0, 0, gen_random_uuid())`,
      ...[1, 2, 3, 4].map(
        (n) =>
          `insert into place (organisation_id, unit_id, place_id, label) values ('${o}', '${u}', '${id(unit, n)}', 'Bed ${n}')`,
      ),
      `insert into place_taken (organisation_id, unit_id, place_id, by_id) values ('${o}', '${u}', '${id(unit, 2)}', '${id('hold', unit)}')`,
      `insert into place_hold (organisation_id, hold_id, unit_id, place_id, from_at, until_at, held_by)
       values ('${o}', '${id('hold', unit)}', '${u}', '${id(unit, 2)}', now(), now() + interval '5 hours', gen_random_uuid())`,
      `insert into place_waiting (organisation_id, waiting_id, unit_id, urgency, written_by) values ('${o}', '${id('wait', unit)}', '${u}', 'today', gen_random_uuid())`,
    )
    const person = (file: string, ref: string, what: string) =>
      `insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
       values ('${ours}', '${id(file)}', '${ref}', '${what}', 'home', '${o}')`
    if (waits[unit]) sql.push(person(waits[unit], id('wait', unit), 'waiting'))
    const who = stays[unit]
    if (!who) continue
    sql.push(
      `insert into place_taken (organisation_id, unit_id, place_id, by_id) values ('${o}', '${u}', '${id(unit, 1)}', '${id('stay', unit)}')`,
      `insert into stay (organisation_id, stay_id, unit_id, place_id, from_on, began_by) values ('${o}', '${id('stay', unit)}', '${u}', '${id(unit, 1)}', current_date - 3, gen_random_uuid())`,
      person(who, id('stay', unit), 'stay'),
      `insert into stay_entry (organisation_id, case_id, entry_id, stay_id, section, house_organisation_id, what, on_day, written_by, sealed)
       values ('${ours}', '${id(who)}', '${id('entry', unit)}', '${id('stay', unit)}', 'home', '${o}', 'log', current_date, gen_random_uuid(), '\\x01')`,
    )
  }
  const override = (name: string, mark: string, answered: boolean) =>
    `insert into exclusion_override (organisation_id, case_id, override_id, assignment, requested_by, answer, answered_at, answered_by, expires_at, sealed)
     values ('${ours}', '${id('f3')}', '${id('override', name)}', '\\x${mark}', '${id('staff', 0)}', '${answered ? 'approved' : 'declined'}', now(), '${id('staff', 1)}', now() + interval '1 hour', '\\x01')`
  sql.push(override('approved', '01', true), override('declined', '02', false))
  await owner.query(sql.join(';\n'))
}
