// Where people of the demo live and learn: a flat and a course of the own organisation, and the house of the invented
// shelter, with beds that are free, held, out of service or lived in, some by people nobody here knows.
import { sql } from 'kysely'
import { addDays } from '#kit/day.ts'
import { type ACase, idOf, type World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import { sealTo } from '#vault/sealed-box.ts'
import type { Cast } from './live.ts'

interface ToldEntry {
  what: 'log' | 'leave' | 'back' | 'incident'
  ago: number
  until?: number
  code?: string
  words: string
}
interface ToldStay {
  /** Absent: somebody whose file is not here. */
  who?: string
  since: number
  planned?: number
  away?: [from: number, until: number]
  ended?: { ago: number; destination: string }
  entries?: ToldEntry[]
}
interface ToldUnit {
  key: string
  name: string
  of: 'own' | 'shelter'
  kind: 'house' | 'flat' | 'course'
  counted: string
  labels: string[]
  admits: Record<string, unknown>
  rules?: string
  address?: string
  service?: string
  published?: boolean
  shared?: boolean
  stays: ToldStay[]
  held?: number
  out?: string
  waiting?: { who: string; urgency: string; days: number }[]
  nights?: number
}

const beds = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word} ${n + 1}`)

const told: ToldUnit[] = [
  {
    key: 'higuera',
    name: 'Piso de la Higuera',
    of: 'own',
    kind: 'flat',
    counted: 'bed',
    labels: beds(6, 'Cama'),
    admits: { sex: 'women', min_age: 18, mothers_with_children: true },
    rules: 'Sin visitas. Los teléfonos, sin ubicación. De noche hay una compañera de guardia.',
    address: 'La dirección inventada del piso; solo la lee quien trabaja en él.',
    stays: [
      {
        who: 'Sabina',
        since: 15,
        planned: 75,
        entries: [
          { what: 'log', ago: 14, words: 'Duerme poco. Prefiere la cama junto a la pared.' },
          { what: 'log', ago: 6, words: 'Cocina con otras dos. Pide clases de español por la mañana.' },
        ],
      },
      {
        who: 'Anjali',
        since: 4,
        planned: 26,
        entries: [{ what: 'log', ago: 3, words: 'Llegó con una mochila. Tiene ropa y móvil nuevo.' }],
      },
      {
        who: 'Sarita',
        since: 120,
        ended: { ago: 20, destination: 'shared_home' },
        entries: [
          {
            what: 'incident',
            ago: 80,
            code: 'conflict',
            words: 'Discusión por el turno de cocina; se habló y quedó resuelto.',
          },
          { what: 'log', ago: 21, words: 'Prepara la mudanza. Se queda con llave del trastero hasta el viernes.' },
        ],
      },
    ],
    held: 9,
    out: 'repair',
    waiting: [
      { who: 'Precious', urgency: 'this_week', days: 3 },
      { who: 'Nasrin', urgency: 'can_wait', days: 11 },
    ],
    nights: 6,
  },
  {
    key: 'alisos',
    name: 'Casa de los Siete Alisos',
    of: 'shelter',
    kind: 'house',
    counted: 'bed',
    labels: beds(8, 'Cama'),
    admits: { sex: 'women', min_age: 18 },
    rules: 'Habitación con llave. Se cena a las nueve. Nadie dice fuera dónde está la casa.',
    address: 'La dirección inventada de la casa; solo la lee quien trabaja en ella.',
    service: 'shelter',
    published: true,
    shared: true,
    stays: [
      {
        who: 'Maya',
        since: 38,
        planned: 52,
        away: [0, 2],
        entries: [
          {
            what: 'leave',
            ago: 0,
            until: 2,
            words: 'Visita a una amiga en Toledo, acordada con su trabajadora de referencia.',
          },
          { what: 'log', ago: 12, words: 'Comparte habitación. Duerme mejor desde que no hay teléfono a la vista.' },
        ],
      },
      { since: 61 },
      { since: 19, planned: 20 },
      { since: 8 },
    ],
    nights: 4,
  },
  {
    key: 'espanol',
    name: 'Español A1, por las mañanas',
    of: 'own',
    kind: 'course',
    counted: 'seat',
    labels: beds(8, 'Plaza'),
    admits: {},
    stays: [
      { who: 'Sarita', since: 60 },
      { who: 'Deepa', since: 44 },
      { who: 'Bishnu', since: 12 },
    ],
  },
]

const writeStay = async (world: World, unit: ToldUnit, at: House, place_id: string, stay: ToldStay, file?: ACase) => {
  const { tx } = world
  const { organisation_id, unit_id, staff_id } = at
  const stay_id = world.nextId('stay')
  const section = unit.kind === 'course' ? 'learning' : 'home'
  const { ended, away } = stay
  if (!ended)
    await tx.insertInto('place_taken').values({ organisation_id, unit_id, place_id, by_id: stay_id }).execute()
  const day = (ago: number) => addDays(world.today, -ago)
  await tx
    .insertInto('stay')
    .values({
      ...{ organisation_id, stay_id, unit_id, place_id, began_by: staff_id, from_on: day(stay.since) },
      planned_until: stay.planned === undefined ? null : day(-stay.planned),
      ...(away && { away_from: day(away[0]), away_until: day(-away[1]) }),
      ...(ended && {
        until_on: day(ended.ago),
        destination: ended.destination,
        ended_at: world.at(ended.ago),
        ended_by: staff_id,
      }),
    })
    .execute()
  if (!file) return
  const keys = { organisation_id: file.organisation_id, case_id: file.case_id }
  const person = { section, house_organisation_id: organisation_id } as const
  await tx
    .insertInto('place_person')
    .values({ ...keys, ...person, ref_id: stay_id, what: 'stay' })
    .execute()
  const tell = { actor: { staff_id }, section, ref_id: stay_id } as const
  await world.happened(file, { ...tell, at: world.at(stay.since), kind: 'stay_began', codes: { place: unit.kind } })
  for (const { what, ago, until, code, words } of stay.entries ?? []) {
    const entry_id = world.nextId('stay entry')
    const place = { table: 'stay_entry', column: 'sealed', row: entry_id, ...keys }
    await tx
      .insertInto('stay_entry')
      .values({
        ...{ ...keys, ...person, entry_id, stay_id, what, code: code ?? null, on_day: day(ago) },
        until_on: until === undefined ? null : day(-until),
        written_by: staff_id,
        written_at: world.at(ago),
        sealed: sealJson(file.key, place, { words }),
      })
      .execute()
  }
  if (ended) {
    const codes = { place: unit.kind, destination: ended.destination }
    await world.happened(file, { ...tell, at: world.at(ended.ago), kind: 'stay_ended', codes })
  }
}

interface House {
  organisation_id: string
  unit_id: string
  staff_id: string
}

const writeUnit = async (world: World, unit: ToldUnit, at: House, seed: string): Promise<string[]> => {
  const { tx } = world
  const { organisation_id, unit_id } = at
  await tx
    .insertInto('place_unit')
    .values({
      ...{ organisation_id, unit_id, kind: unit.kind, unit: unit.counted, name: unit.name, made_by: at.staff_id },
      admits: JSON.stringify(unit.admits),
      house_rules: unit.rules ?? '',
      province: '28',
      hidden_location: unit.kind !== 'course',
      published: unit.published ?? false,
      shared: unit.shared ?? false,
      service_id: unit.service ? idOf(seed, 'partner service', unit.service) : null,
    })
    .execute()
  if (unit.address) {
    const intake = await tx
      .selectFrom('intake_key')
      .select(['version', 'public_key'])
      .where('organisation_id', '=', organisation_id)
      .executeTakeFirstOrThrow()
    const sealed = sealTo(intake.public_key, `place address ${unit_id}`, Buffer.from(unit.address))
    await tx
      .insertInto('place_address')
      .values({ organisation_id, unit_id, intake_version: intake.version, sealed })
      .execute()
  }
  const places = unit.labels.map((label) => ({ label, place_id: world.id('place', unit.key, label) }))
  const out = places.length - 1
  await tx
    .insertInto('place')
    .values(
      places.map((place, n) => ({
        ...{ organisation_id, unit_id, ...place },
        ...(unit.out && n === out && { out_from: addDays(world.today, -2), out_reason: unit.out }),
      })),
    )
    .execute()
  return places.map(({ place_id }) => place_id)
}

const holdOne = async (
  world: World,
  { organisation_id, unit_id, staff_id }: House,
  place_id: string,
  hours: number,
) => {
  const hold_id = world.nextId('hold')
  const at = { organisation_id, unit_id, place_id }
  await world.tx
    .insertInto('place_taken')
    .values({ ...at, by_id: hold_id })
    .execute()
  await world.tx
    .insertInto('place_hold')
    .values({
      ...at,
      hold_id,
      held_by: staff_id,
      from_at: sql<string>`now() - interval '2 hours'`,
      until_at: sql<string>`now() + make_interval(hours => ${hours}::int)`,
    })
    .execute()
}

const confirmNights = (world: World, { organisation_id, unit_id, staff_id }: House, nights: number) =>
  sql`insert into place_night (organisation_id, unit_id, night, places, lived_in, away, held, out_of_service, confirmed_by)
    select ${organisation_id}::uuid, ${unit_id}::uuid, n::date, (select count(*) from place p where p.unit_id = ${unit_id}),
      (select count(*) from stay s where s.unit_id = ${unit_id} and s.from_on <= n::date and (s.until_on is null or s.until_on > n::date)),
      0, 0, 0, ${staff_id}::uuid
    from generate_series(${addDays(world.today, -nights)}::date, ${addDays(world.today, -1)}::date, interval '1 day') n`.execute(
    world.tx,
  )

/** Only files that are still open have somebody living somewhere; a partner's house only those a consent opens to it. */
export const giveHomes = async (world: World, cast: Cast, files: Map<string, ACase>, seed: string): Promise<void> => {
  const keeper = { own: cast.staff.teresa, shelter: cast.partners.shelter }
  for (const unit of told) {
    const { organisation_id, staff_id } = keeper[unit.of]
    const at = { organisation_id, staff_id, unit_id: world.id('unit', unit.key) }
    const places = await writeUnit(world, unit, at, seed)
    let next = 0
    for (const stay of unit.stays) {
      const place_id = stay.ended ? places[0]! : places[next++]!
      await writeStay(world, unit, at, place_id, stay, stay.who ? files.get(stay.who) : undefined)
    }
    if (unit.held) await holdOne(world, at, places[next++]!, unit.held)
    for (const { who, urgency, days } of unit.waiting ?? []) {
      const file = files.get(who)
      const waiting_id = world.nextId('waiting')
      await world.tx
        .insertInto('place_waiting')
        .values({
          ...{ organisation_id, waiting_id, unit_id: at.unit_id, urgency, written_by: staff_id },
          since: world.at(days),
        })
        .execute()
      if (!file) continue
      const keys = { organisation_id: file.organisation_id, case_id: file.case_id, ref_id: waiting_id }
      await world.tx
        .insertInto('place_person')
        .values({ ...keys, what: 'waiting', section: 'home', house_organisation_id: organisation_id })
        .execute()
    }
    if (unit.nights) await confirmNights(world, at, unit.nights)
  }
}
