// Before courts and offices in the demo: a hearing for which something is still missing, a measure that can be made an
// exclusion, a lawyer who has to look closer, and a guided checklist half gathered. No court and nobody here exists.
import { weekdayOf } from '#agenda/series.rules.ts'
import { addDays, type Day } from '#kit/day.ts'
import type { ACase, World } from '#test/world.ts'
import { anAppointment } from '#test/world-agenda.ts'
import { aDecisionOf, aGuideOf, aHearingOf, aMatterOf, aMeasureOf, aStatementOf } from '#test/world-proceedings.ts'
import type { Cast } from './live.ts'

/** A working day, that many days from today or soon after. */
const courtDay = (today: Day, days: number): Day => {
  const day = addDays(today, days)
  return weekdayOf(day) > 5 ? addDays(day, 8 - weekdayOf(day)) : day
}

const maya = async (world: World, { staff }: Cast, file: ACase) => {
  const { today } = world
  const ago = (days: number) => addDays(today, -days)
  const employer = { name: 'Ramiro Ortega Lillo', role: 'dueño de la casa' }
  const matter_id = await aMatterOf(world, file, {
    ...{ kind: 'criminal', part: 'private_prosecutor', status: 'open', since: 34 },
    ...{ court: 'Juzgado de Instrucción de la plaza del Olmo', number: 'DP 2044/2026' },
    words: 'Denuncia por la casa de Getafe: jornada sin fin, pasaporte retenido, ningún salario.',
    parties: [
      employer,
      { name: 'Beatriz Sanz Olmedo', role: 'su pareja' },
      { name: 'Asun, la vecina', side: 'with_her', role: 'testigo' },
    ],
    lawyer: { staff: staff.ines, declared: true },
  })
  const on = courtDay(today, 9)
  const appointment_id = world.id('appointment', 'Maya', 'early evidence')
  await anAppointment(world, file, appointment_id, {
    ...{ section: 'law', kind: 'court', on, at: '09:45', minutes: 150, away: 45 },
    ...{ staff: [staff.ines, staff.lucia], interpreter: 'ne', reminder: true },
    words: {
      ...{ title: 'Prueba preconstituida', place: { name: 'Juzgado de la plaza del Olmo', town: 'Madrid' } },
      ...{ meet_at: 'En la puerta lateral, no en la principal', bring: 'La tarjeta y la citación' },
      stops: ['Metro Olmos', 'Plaza del Olmo'],
    },
  })
  await aHearingOf(world, file, matter_id, {
    ...{ kind: 'early_evidence', on_day: on, at_time: '10:30', appointment_id },
    words: {
      ...{ court: 'Juzgado de la plaza del Olmo', room: 'Sala 2', interpreter: 'needed', alone: 'goes_along' },
      asked: {
        ...{ separate_entrance: 'granted', screen: 'granted', video: 'not_needed' },
        ...{ closed_doors: 'asked', hidden_data: 'asked' },
      },
      ...{ way_talked_over: true, documents: ['Citación', 'Fotos de la vecina'], explained: true },
      wants_to_say: 'Que no podía salir. Que el pasaporte lo tenía él. Que quiere su dinero y que no le escriban más.',
    },
  })
  await aHearingOf(world, file, matter_id, {
    ...{ kind: 'statement', on_day: ago(30), at_time: '12:00', status: 'held' },
    words: { court: 'Comisaría de la plaza del Fresno', outcome: 'Declaró con intérprete, dos horas, con una pausa.' },
  })
  await aStatementOf(
    world,
    file,
    matter_id,
    'police',
    ago(30),
    'Declara que llegó con un contrato de cuidadora, que el pasaporte quedó guardado por el dueño de la casa desde el primer día, y que en once meses no cobró ningún salario.',
  )
  await aDecisionOf(world, file, matter_id, {
    ...{ kind: 'order', decided_on: ago(21), notified_on: ago(19), outcome: 'for_her', number: 'Auto 318/2026' },
    words: 'Acuerda el alejamiento de quinientos metros y que no se comunique con ella.',
  })
  await aMeasureOf(world, file, matter_id, {
    ...{ kind: 'stay_away', from_on: ago(19), until_on: addDays(today, 160) },
    words: {
      ...{ against: ['Ramiro Ortega Lillo'], distance_m: 500, places: ['El piso donde vive', 'La escuela de español'] },
      ...{ ordered_by: 'Juzgado de Instrucción de la plaza del Olmo', number: 'Auto 318/2026' },
    },
  })
  await aMeasureOf(world, file, matter_id, {
    ...{ kind: 'identity_hidden', from_on: ago(19), until_on: null },
    words: { ordered_by: 'Juzgado de Instrucción de la plaza del Olmo', words: 'Sus datos no figuran en las copias.' },
  })
  const labour = await aMatterOf(world, file, {
    ...{ kind: 'labour', part: 'worker', status: 'preparing', since: 12, court: 'Servicio de mediación del Arce' },
    ...{ words: 'Salarios de once meses y vacaciones.', parties: [employer] },
    lawyer: { name: 'Olga Requena', office: 'Turno de oficio social' },
  })
  await aHearingOf(world, file, labour, {
    ...{ kind: 'conciliation', on_day: courtDay(today, 26), at_time: '11:15' },
    words: { court: 'Servicio de mediación del Arce' },
  })
}

const farida = async (world: World, { staff }: Cast, file: ACase) => {
  const matter_id = await aMatterOf(world, file, {
    ...{ kind: 'asylum', part: 'applicant', status: 'open', since: 120 },
    ...{ court: 'Oficina de asilo de la calle Abedul', number: 'OAR 28/26/11904' },
    parties: [{ name: 'Nasreen Akhtar Butt', role: 'quien la trajo' }],
    lawyer: { staff: staff.ines, found: 'look_closer' },
  })
  await aHearingOf(world, file, matter_id, {
    ...{ kind: 'interview', on_day: courtDay(world.today, 17), at_time: '09:00' },
    words: { court: 'Oficina de asilo de la calle Abedul', interpreter: 'needed' },
  })
}

const joy = (world: World, _cast: Cast, file: ACase) =>
  aGuideOf(world, file, 'es_177_bis_11', {
    situation: ['there', 'El informe de detección; diez semanas en el piso de la ciudad.'],
    in_it: ['there', 'El documento se lo dieron el día antes de volar.'],
    direct_consequence: ['partly', 'Cuenta la amenaza a su hermana. Nada escrito todavía.'],
    proportion: ['open', ''],
    official_word: ['missing', 'La identificación está pedida, sin respuesta.'],
    agrees: ['there', 'Hablado con intérprete; quiere que se alegue.'],
  })

export const goToCourt = async (world: World, cast: Cast, files: ReadonlyMap<string, ACase>): Promise<void> => {
  for (const [alias, tellOf] of Object.entries({ Maya: maya, Farida: farida, Joy: joy }))
    await tellOf(world, cast, files.get(alias)!)
}
