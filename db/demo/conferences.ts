// One conference that was held, with tasks at two partners and a colleague, and one that is planned.
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { PartnerKey } from './house.ts'
import type { Cast } from './live.ts'

interface Item {
  section: string
  title: string
  minutes?: string
  decision?: string
  tasks?: {
    to: PartnerKey | 'worker'
    words: string
    due: number
    status?: 'open' | 'doing' | 'done'
    answer?: string
  }[]
}
interface Told {
  /** Days from today; negative when it was held. */
  on: number
  status: 'planned' | 'held'
  attends: string
  place: string
  said: string
  wishes: string
  invited: Partial<Record<PartnerKey, boolean>>
  items: Item[]
}

const tellConference = async (world: World, { partners }: Cast, file: ACase, told: Told): Promise<void> => {
  const { organisation_id, case_id, key, worker } = file
  const keys = { organisation_id, case_id }
  const conference_id = world.nextId('conference')
  const seal = (table: string, row: string, words: unknown, column = 'sealed') =>
    sealJson(key, { table, column, row, case_id, organisation_id }, words)
  const { tx } = world
  const meets_at = `${world.due(told.on)}T09:30:00Z`
  await tx
    .insertInto('conference')
    .values({
      ...{ ...keys, conference_id, meets_at, status: told.status, asked: 'yes', attends: told.attends },
      called_by: worker.staff_id,
      sealed: seal('conference', conference_id, { place: told.place, said: told.said }),
      sealed_own: seal('conference', conference_id, { wishes: told.wishes }, 'sealed_own'),
    })
    .execute()
  for (const [partner, named] of Object.entries(told.invited)) {
    const agency_organisation_id = partners[partner as PartnerKey].organisation_id
    const { basis } = await tx
      .selectFrom('case_access')
      .select('basis')
      .where('case_id', '=', case_id)
      .where('member_organisation_id', '=', agency_organisation_id)
      .where('kind', '=', 'consent')
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('conference_agency')
      .values({ ...keys, conference_id, agency_organisation_id, consent_id: basis!, named })
      .execute()
  }
  for (const [place, { section, title, minutes, decision = '', tasks = [] }] of told.items.entries()) {
    const item_id = world.nextId('conference item')
    const written = minutes
      ? {
          minuted_at: world.at(-told.on),
          minuted_by: worker.staff_id,
          sealed_minutes: seal('conference_item', item_id, { minutes, decision }, 'sealed_minutes'),
        }
      : {}
    const sealed = seal('conference_item', item_id, { title, words: '' })
    await tx
      .insertInto('conference_item')
      .values({ ...keys, conference_id, item_id, section, place, sealed, ...written })
      .execute()
    for (const { to, words, due, status = 'open', answer } of tasks) {
      const task_id = world.nextId('conference task')
      await tx
        .insertInto('conference_task')
        .values({
          ...{ ...keys, conference_id, item_id, task_id, section, status, due_on: world.due(due) },
          owner_kind: to === 'worker' ? 'staff' : 'agency',
          owner_id: to === 'worker' ? worker.staff_id : null,
          owner_organisation_id: to === 'worker' ? null : partners[to].organisation_id,
          set_by: worker.staff_id,
          sealed: seal('conference_task', task_id, { words }),
          ...(answer &&
            to !== 'worker' && {
              answered_at: world.at(1),
              answered_by: partners[to].staff_id,
              sealed_answer: seal('conference_task', task_id, { answer }, 'sealed_answer'),
            }),
        })
        .execute()
    }
  }
  await world.happened(file, {
    at: world.at(Math.max(1, -told.on + 4)),
    kind: 'conference_planned',
    actor: worker,
    ref_id: conference_id,
  })
  if (told.status === 'held')
    await world.happened(file, {
      at: world.at(-told.on),
      kind: 'conference_held',
      actor: worker,
      ref_id: conference_id,
    })
}

const held: Told = {
  on: -5,
  status: 'held',
  attends: 'in_person',
  place: 'Sala de la oficina de Madrid, primer piso',
  said: '«Quiero mi piso antes del verano. Y que no me llamen todas el mismo día.»',
  wishes: 'Prefiere que no se hable de la denuncia delante del alojamiento.',
  invited: { shelter: true, law: true },
  items: [
    {
      section: 'home',
      title: 'Del alojamiento a una habitación propia',
      minutes: 'La estancia puede alargarse hasta fin de mes. Hay una habitación en un piso compartido, con aval.',
      decision: 'Se pide la prórroga y se visita la habitación juntas.',
      tasks: [
        {
          to: 'shelter',
          words: 'Confirmar por escrito la prórroga hasta fin de mes',
          due: 3,
          status: 'doing',
          answer: 'Pedida a dirección; contestan esta semana.',
        },
        { to: 'worker', words: 'Acompañarla a ver la habitación', due: 1 },
      ],
    },
    {
      section: 'law',
      title: 'Autorización y cita',
      minutes: 'Falta un certificado. La cita está pedida.',
      decision: 'La clínica jurídica prepara el escrito.',
      tasks: [{ to: 'law', words: 'Preparar el escrito y avisar de la fecha', due: 6 }],
    },
    { section: 'health', title: 'Revisión médica', minutes: 'Solo el equipo: la revisión es el mes que viene.' },
  ],
}

const planned: Told = {
  on: 6,
  status: 'planned',
  attends: 'through_someone',
  place: 'Videollamada; el enlace se da por teléfono',
  said: '«Que sepan que ya duermo.»',
  wishes: 'Que esté Beatriz.',
  invited: { shelter: true },
  items: [
    { section: 'home', title: 'Horario de la casa y su turno de trabajo' },
    { section: 'safety', title: 'El camino de vuelta por la noche' },
  ],
}

export const meet = async (world: World, cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const [valentina, deepa] = [files.get('Valentina'), files.get('Deepa')]
  if (valentina) await tellConference(world, cast, valentina, held)
  if (deepa) await tellConference(world, cast, deepa, planned)
}
