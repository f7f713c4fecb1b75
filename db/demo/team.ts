// What colleagues do for each other in the demo: a file that waits to change hands, a colleague who stands in, how heavy
// files are, what is said in supervision, who asked about a person, and a week of openings to look back at.
import type { CodeEntry } from '#facts/facts.ts'
import { addDays } from '#kit/day.ts'
import { sealHandOver } from '#team/hand-over.sealed.store.ts'
import { ofFactors, pointsOf, proposedFactors } from '#team/weight.rules.ts'
import type { ACase, AStaff, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Cast } from './live.ts'
import type { DemoPerson } from './person.ts'

type Files = Map<string, ACase>
const of = (files: Files, alias: string): ACase => {
  const file = files.get(alias)
  if (!file) throw new Error(`nobody in the demo is called ${alias}`)
  return file
}
const placeOf = (table: string, file: ACase, row: string) => ({
  table,
  column: 'sealed',
  row,
  case_id: file.case_id,
  organisation_id: file.organisation_id,
})

const told = {
  open_tasks: 'told',
  deadlines: 'told',
  appointments: 'told',
  consents_ending: 'nothing',
  person_told: 'worried',
  meeting_together: 'planned',
}

const handOver = async (world: World, file: ACase, to: AStaff, days: number, words: string) => {
  const { organisation_id, case_id } = file
  const hand_over_id = world.id('hand over', case_id)
  const { reference, stage } = await world.tx
    .selectFrom('case_file')
    .select(['reference', 'stage'])
    .where('case_id', '=', case_id)
    .executeTakeFirstOrThrow()
  await world.tx
    .insertInto('hand_over')
    .values({
      organisation_id,
      case_id,
      hand_over_id,
      from_staff_id: file.worker.staff_id,
      to_staff_id: to.staff_id,
      reference,
      stage,
      proposed_by: file.worker.staff_id,
      proposed_at: `${world.ago(days)}T09:40:00Z`,
      keeps_until: world.due(14),
      checklist: JSON.stringify(told),
      sealed: sealHandOver(file.key, { organisation_id, case_id, hand_over_id }, words),
    })
    .execute()
}

interface DemoCover {
  absent: AStaff
  stand_in: AStaff
  asked_by: AStaff
  from: number
  until: number
  agreed: boolean
}
const standIn = async (
  world: World,
  files: ACase[],
  { absent, stand_in, asked_by, from, until, agreed }: DemoCover,
) => {
  const { organisation_id } = absent
  const cover_id = world.id('cover', absent.staff_id, stand_in.staff_id)
  const from_on = addDays(world.today, from)
  const until_on = addDays(world.today, until)
  const row = {
    organisation_id,
    cover_id,
    absent_id: absent.staff_id,
    stand_in_id: stand_in.staff_id,
    from_on,
    until_on,
  }
  const asked_at = `${world.ago(Math.max(1, 2 - from))}T12:10:00Z`
  await world.tx
    .insertInto('cover')
    .values({
      ...row,
      files: files.length,
      asked_by: asked_by.staff_id,
      asked_at,
      status: agreed ? 'agreed' : 'asked',
      answered_at: agreed ? asked_at : null,
    })
    .execute()
  for (const { case_id } of files) {
    await world.tx.insertInto('cover_file').values({ organisation_id, case_id, cover_id }).execute()
    if (agreed)
      await world.tx
        .insertInto('case_access')
        .values({
          organisation_id,
          case_id,
          access_id: world.id('cover access', cover_id, case_id),
          kind: 'team',
          staff_id: stand_in.staff_id,
          function: 'cover',
          sections: [
            'identity',
            'story',
            'safety',
            'health',
            'mind',
            'law',
            'home',
            'learning',
            'work',
            'money',
            'return',
          ],
          basis: cover_id,
          from_at: `${from_on}T00:00:00Z`,
          until_at: `${addDays(until_on, 1)}T00:00:00Z`,
          created_by: asked_by.staff_id,
        })
        .execute()
  }
}

const supervise = async (world: World, file: ACase, supervisor: AStaff, days: number, author: AStaff, text: string) => {
  const { organisation_id, case_id } = file
  const note_id = world.id('supervision', case_id, text)
  await world.tx
    .insertInto('supervision_note')
    .values({
      organisation_id,
      case_id,
      note_id,
      supervisor_id: supervisor.staff_id,
      worker_id: file.worker.staff_id,
      author_id: author.staff_id,
      written_at: `${world.ago(days)}T16:20:00Z`,
      sealed: sealJson(file.key, placeOf('supervision_note', file, note_id), { text }),
    })
    .execute()
}

const somebodyAsked = async (world: World, file: ACase, by: AStaff, days: number, who: string, words: string) => {
  const { organisation_id, case_id } = file
  const event_id = world.id('asked about', case_id)
  await world.tx
    .insertInto('asked_about')
    .values({
      organisation_id,
      case_id,
      event_id,
      asked_on: world.ago(days),
      way: 'phone',
      asker: 'relative',
      told_by: by.staff_id,
      recorded_at: `${world.ago(days)}T11:05:00Z`,
      sealed: sealJson(file.key, placeOf('asked_about', file, event_id), { who, words }),
    })
    .execute()
  const at = `${world.ago(days)}T11:05:00Z`
  await world.happened(file, { at, kind: 'asked_about', actor: by, section: 'safety', ref_id: event_id })
}

/** Most files are weighed; a few are left for whoever tries the demo. */
const weigh = async (world: World, codes: CodeEntry[], people: DemoPerson[], files: Files) => {
  const points = pointsOf(codes)
  const rows = people.flatMap((person, place) => {
    if (person.closed !== undefined || place % 6 === 5) return []
    const file = of(files, person.alias)
    const { organisation_id, case_id } = file
    const minor = person.age !== null && person.age < 18
    const more = [place % 3 === 0 ? 'danger' : '', place % 4 === 1 ? 'mind' : '', place % 5 === 2 ? 'proceedings' : '']
    const factors = [...new Set([...proposedFactors(file.card, minor), ...more])].filter(Boolean)
    return [
      {
        organisation_id,
        case_id,
        points: ofFactors(points, factors),
        sealed: sealJson(file.key, placeOf('case_weight', file, case_id), { factors }),
        weighed_by: file.worker.staff_id,
        weighed_on: world.ago(10 + place),
      },
    ]
  })
  await world.tx.insertInto('case_weight').values(rows).execute()
}

/** The journal of the last weeks, so that there is something to look back at. */
const lookBack = async (world: World, { own, staff }: Cast, madrid: ACase[]) => {
  const { organisation_id } = own
  const opened = (who: AStaff, file: ACase, days: number, hour: string, basis: string) => ({
    organisation_id,
    entry_id: world.id('opened', who.staff_id, file.case_id, `${days}`, hour),
    at: `${world.ago(days)}T${hour}:12:00Z`,
    actor_id: who.staff_id,
    actor_organisation_id: organisation_id,
    action: 'case.open',
    case_id: file.case_id,
    basis,
    sections: [],
  })
  const many = madrid.slice(0, 17)
  const [one, other, third] = madrid as [ACase, ACase, ACase]
  const rows = [
    // Three or four files on an ordinary day, and one day of seventeen.
    ...[12, 15, 20, 26].flatMap((days) =>
      many.slice(days % 3, (days % 3) + 3).map((file) => opened(staff.marcos, file, days, '10', 'team')),
    ),
    ...many.map((file, place) => opened(staff.marcos, file, 2, `${9 + (place % 6)}`.padStart(2, '0'), 'team')),
    opened(staff.carmen, one, 3, '11', 'all'),
    opened(staff.carmen, other, 3, '11', 'all'),
    opened(staff.david, third, 4, '23', 'team'),
    ...['08', '10', '15'].map((hour) => opened(staff.beatriz, other, 5, hour, 'team')),
  ]
  await world.tx.insertInto('journal').values(rows).execute()
}

export const workTogether = async (
  world: World,
  cast: Cast,
  files: Files,
  { people, weights }: { people: DemoPerson[]; weights: CodeEntry[] },
): Promise<void> => {
  const { staff } = cast
  await handOver(
    world,
    of(files, 'Marisol'),
    staff.lucia,
    1,
    'Cambio de oficina a final de mes. Prefiere quedar por la mañana y que la cita sea siempre en el mismo sitio.',
  )
  await handOver(world, of(files, 'Daniela'), staff.amina, 2, 'Le gustaría conocerte antes de que yo me despida.')
  const cover = { absent: staff.amina, stand_in: staff.lucia, asked_by: staff.amina, from: -3, until: 6, agreed: true }
  await standIn(world, [of(files, 'Yurani'), of(files, 'Jahid')], cover)
  const next = { absent: staff.david, stand_in: staff.lucia, asked_by: staff.teresa, from: 8, until: 15, agreed: false }
  await standIn(world, [of(files, 'Jhon'), of(files, 'Arjun')], next)
  const maya = of(files, 'Maya')
  const say = (days: number, author: AStaff, text: string) => supervise(world, maya, staff.teresa, days, author, text)
  await say(9, staff.teresa, 'La última visita fue larga. ¿Cómo te fuiste a casa?')
  await say(8, staff.lucia, 'Cansada. Me cuesta soltar lo del pasaporte; me gustaría hablarlo el jueves.')
  await say(6, staff.teresa, 'Lo vemos el jueves. Y la próxima visita la hacéis entre dos.')
  await supervise(
    world,
    of(files, 'Arjun'),
    staff.teresa,
    12,
    staff.teresa,
    'Llevas tres expedientes en la misma etapa. ¿Cuál te gustaría pasar?',
  )
  await somebodyAsked(
    world,
    maya,
    staff.lucia,
    4,
    'Un hombre que dijo ser su tío; hablaba español con acento y no dejó número',
    'Quería saber en qué ciudad está. Le dije que nunca decimos si alguien está con nosotros. Colgó.',
  )
  await weigh(world, weights, people, files)
  const madrid = people.flatMap(({ office, alias }) => (office === 'madrid' ? [of(files, alias)] : []))
  await lookBack(world, cast, madrid)
}
