// What some of the invented people use for body and mind: a therapy that goes on, a medicine that must not be found, hours
// that are running, injuries documented once, a pregnancy with the person's own choice, and two groups.
import { addDays } from '#kit/day.ts'
import type { ACase, World } from '#test/world.ts'
import {
  aGroup,
  aHealthRecord,
  aMember,
  anEpisode,
  anEvent,
  anInjuryRecord,
  aPrivateNote,
  aSession,
  aSupervision,
} from '#test/world-care.ts'
import type { Cast } from './live.ts'

const maya = async (world: World, { staff }: Cast, file: ACase) => {
  const therapy = await anEpisode(world, file, {
    ...{ kind: 'psychotherapy', by: staff.beatriz, opened: 88, planned: 24, instruments: ['itq', 'phq-9'] },
    goals: ['«Dormir hasta que sea de día.»', '«Ir en autobús sin mirar atrás.»'],
    words: 'Cada quince días, con la intérprete que eligió. No por teléfono.',
  })
  for (const days of [86, 72, 58, 44, 16]) await aSession(world, therapy, days)
  await aSession(world, therapy, 30, { attendance: 'did_not_come', reason: 'papers_or_court', minutes: null })
  await aSession(world, therapy, -3, { clock: '11:00', minutes: null })
  await aPrivateNote(
    world,
    therapy,
    44,
    'Por primera vez habla de la casa en pasado. Volver al cuarto pequeño solo si ella lo trae.',
  )
  await aPrivateNote(
    world,
    therapy,
    16,
    'Sueño del río. Se ríe al contarlo. Seguir con la respiración antes de dormir.',
  )
  await aPrivateNote(
    world,
    therapy,
    16,
    'Me noto con prisa por que mejore antes del juicio. Llevarlo a supervisión.',
    true,
  )
  await world.aTeamMember(file, staff.manuel, 60, ['identity', 'mind'])
  await aSupervision(world, therapy, staff.manuel, 58)
  await anEpisode(world, file, {
    ...{ kind: 'dental', by: { name: 'Dra. Salas, centro de salud' }, opened: 40 },
    ...{ closed: { days: 12, reason: 'treatment_finished' }, words: 'Dos muelas, sin prisa y explicando cada paso.' },
  })
  await aHealthRecord(world, file, 50, {
    ...{ kind: 'medication', name: 'Sertralina', dose: '50 mg por la mañana', since: world.ago(50), until: null },
    ...{ prescribed_by: 'Dra. Salas', safe_to_have: 'safe', words: '' },
  })
  await aHealthRecord(world, file, 50, {
    ...{ kind: 'vaccination', vaccine: 'tetanus', given_on: world.ago(50), dose: 1, seen: 'paper' },
    ...{ next_on: world.due(40), words: '' },
  })
  const alert_id = await world.anAlert(file, 49, file.worker, {
    section: 'health',
    kind: 'allergy',
    words: 'Penicilina',
  })
  const says = { kind: 'allergy', to: '', reaction: 'Se le hinchó la cara', severity: 'serious', words: '' } as const
  await aHealthRecord(world, file, 49, says, { alert_id })
}

/** Told this morning of the evening before; somebody has already gone with her for part of it. */
const simran = async (world: World, { staff }: Cast, file: ACase) => {
  const evening = `${addDays(world.today, -1)}T`
  await anEvent(
    world,
    file,
    {
      kinds: ['sexual_violence'],
      from: `${evening}19:00:00.000Z`,
      to: `${evening}23:00:00.000Z`,
      words: 'Contada hoy a su persona de referencia. Sale de la casa ahora y duerme en la del centro.',
    },
    [{ code: 'pep_hiv', answer: 'on_the_way', words: 'Urgencias, la acompaña Lucía' }],
  )
  const care = await anEpisode(world, file, {
    ...{ kind: 'sexual_violence_care', by: { name: 'Urgencias, hospital de referencia' }, opened: 0 },
    goals: ['«Que me vea una mujer.»'],
  })
  await aSession(world, care, -14, { place: 'health_centre', clock: '09:00', minutes: null })
  const therapy = await anEpisode(world, file, { kind: 'psychotherapy', by: staff.beatriz, opened: 24 })
  for (const days of [22, 15, 8]) await aSession(world, therapy, days, { interpreter: 'by_telephone' })
  await aPrivateNote(world, therapy, 8, 'Culpa y alivio por turnos. No apurar el relato.')
  await aHealthRecord(world, file, 20, {
    ...{ kind: 'medication', name: 'Anticonceptivo oral', dose: 'uno al día', since: world.ago(20), until: null },
    ...{
      prescribed_by: 'Centro joven',
      safe_to_have: 'not_safe',
      words: 'La caja se queda en la oficina; lleva solo la semana.',
    },
  })
}

const farida = async (world: World, { staff }: Cast, file: ACase) => {
  const therapy = await anEpisode(world, file, {
    ...{ kind: 'psychotherapy', by: staff.beatriz, opened: 100, planned: 30, instruments: ['pcl-5'] },
    goals: ['«Que los jueves sean un día.»'],
  })
  for (const days of [95, 88, 81, 74, 67, 60, 53, 46, 39, 32, 25, 18, 11, 4]) await aSession(world, therapy, days)
  await aSession(world, therapy, -3, { minutes: null })
  await anInjuryRecord(world, file, 92, {
    ...{
      figure: 'adult',
      examined_by: 'Dra. Campos',
      profession: 'doctor',
      present: 'La intérprete, detrás de un biombo',
    },
    ...{ language: 'ur', with_interpreter: true, amended: '' },
    consent: { how: 'written', on: world.ago(92), for: ['own_record', 'treatment', 'lawyer', 'court'], photos: false },
    marks: [
      {
        ...{ side: 'front', x: 270, y: 470, kind: 'scar', length: 60, width: 4, age: 'months', photo_id: null },
        ...{ seen: 'Lineal, clara, bordes lisos, cara interna.', told: 'La vara con la que cerraban la puerta.' },
        consistency: 'highly_consistent',
      },
      {
        ...{ side: 'front', x: 605, y: 600, kind: 'burn', length: 18, width: 16, age: 'months', photo_id: null },
        ...{ seen: 'Redonda, hundida, más oscura en el borde.', told: 'Un cigarro, para que me callara.' },
        consistency: 'typical',
      },
      {
        ...{ side: 'back', x: 455, y: 300, kind: 'bruise', length: 70, width: 30, age: 'weeks', photo_id: null },
        ...{ seen: 'Amarillenta, alargada.', told: 'Me empujó contra la mesa.', consistency: 'consistent' },
      },
    ],
    account:
      'En la casa donde limpiaba. «Cuando llegaba tarde del mercado.» No sabe las fechas; la última, antes de Ramadán.',
    consistency: 'highly_consistent',
    opinion: 'El conjunto concuerda con golpes y quemaduras repetidos en distintos momentos.',
  })
  await aHealthRecord(world, file, 92, {
    kind: 'condition',
    condition: 'anaemia',
    since_year: null,
    words: 'En seguimiento',
  })
}

const yurani = async (world: World, _cast: Cast, file: ACase) => {
  await aHealthRecord(world, file, 9, {
    kind: 'pregnancy',
    counted: { how: 'scan', on: world.ago(9), weeks: 11, days: 2 },
    ...{ wish: 'goes_on', ended_on: null, ended_how: null, words: '«Lo tengo. Quiero que sea aquí.»' },
  })
  const care = await anEpisode(world, file, {
    ...{ kind: 'pregnancy_care', by: { name: 'Matrona del centro de salud' }, opened: 10 },
    goals: ['«Saber qué me van a hacer antes de que me lo hagan.»'],
  })
  await aSession(world, care, 9, { place: 'health_centre', interpreter: 'not_needed' })
  await aSession(world, care, -12, { place: 'health_centre', interpreter: 'not_needed', minutes: null, clock: '12:15' })
}

const groups = async (world: World, { offices, staff }: Cast, files: Map<string, ACase>) => {
  const coffee = await aGroup(world, offices.madrid, {
    ...{ name: 'Café de la sala dos', purpose: 'peer_support', language: 'es', room: 'Sala 2', since: 70 },
    ...{ leaders: [staff.beatriz, staff.sunita], days: [43, 29, 15, -6] },
  })
  const walks = await aGroup(world, offices.madrid, {
    ...{ name: 'Palabras en la calle', purpose: 'language_practice', language: 'es', room: '', since: 50 },
    ...{ leaders: [staff.sunita], days: [20, 13, 6, -1] },
  })
  const joins: [string, typeof coffee, string, number, boolean[]][] = [
    ['Valentina', coffee, 'Vale', 60, [true, true, true]],
    ['Maya', coffee, 'Luna', 45, [true, false, true]],
    ['Sarita', coffee, 'Sari', 45, [true, true, false]],
    ['Lakshmi', walks, 'Laka', 40, [true, true, true]],
    ['Maya', walks, 'Luna', 30, [true, true, false]],
  ]
  for (const [alias, group, called, joined, came] of joins) {
    const file = files.get(alias)
    if (file) await aMember(world, group, file, { called, joined, came })
  }
}

export const lookAfter = async (world: World, cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const tells = { Maya: maya, Simran: simran, Farida: farida, Yurani: yurani }
  for (const [alias, tell] of Object.entries(tells)) {
    const file = files.get(alias)
    if (file) await tell(world, cast, file)
  }
  await groups(world, cast, files)
}
