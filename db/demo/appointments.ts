// A month of appointments in the invented house: doctors, lawyers, classes, the embassy, and who goes along. Nobody and no
// place here exists.
import type { Section } from '#access/access.ts'
import type { AppointmentKind, AppointmentMode, AppointmentStatus, Reason } from '#agenda/appointment.ts'
import { spanOf } from '#agenda/clock.rules.ts'
import { weekdayOf } from '#agenda/series.rules.ts'
import { addDays } from '#kit/day.ts'
import { zoneHere } from '#people/safe-contact.ts'
import type { ACase, World } from '#test/world.ts'
import { anAppointment } from '#test/world-agenda.ts'
import type { ColleagueKey } from './house.ts'
import type { Cast } from './live.ts'

interface Told {
  /** Working days from today; negative when it was. */
  day: number
  at: string
  minutes?: number
  who: string
  staff: ColleagueKey[]
  section: Section
  kind: AppointmentKind
  title: string
  mode?: AppointmentMode
  status?: AppointmentStatus
  reason?: Reason
  away?: number
  interpreter?: string
  reminder?: boolean
  place?: { name: string; address?: string; town?: string; secret?: boolean }
  with?: string[]
  meet_at?: string
  bring?: string
  stops?: string[]
  outcome?: string
}

/** What the demo tells of appointments; a test looks for these words where none may be. */
export const told: Told[] = [
  {
    ...{ day: 0, at: '10:00', who: 'Maya', staff: ['lucia'], section: 'law', kind: 'consulate', minutes: 90, away: 45 },
    ...{ title: 'Duplicado del pasaporte', interpreter: 'ne', reminder: true, with: ['Ventanilla de pasaportes'] },
    ...{
      place: { name: 'Oficina consular de la calle Almendral', town: 'Madrid' },
      meet_at: 'A la salida del metro Olmos',
    },
    ...{ bring: 'La foto de la primera página y dos fotos de carné', stops: ['Metro Olmos'] },
  },
  {
    ...{ day: 0, at: '12:30', who: 'Valentina', staff: ['lucia', 'ines'], section: 'law', kind: 'lawyer' },
    ...{ title: 'Preparar la reclamación de salarios', place: { name: 'Despacho, segunda planta' } },
  },
  {
    ...{ day: 0, at: '16:00', who: 'Zainab', staff: ['lucia'], section: 'home', kind: 'home', away: 30 },
    ...{
      title: 'Visita a la habitación nueva',
      place: { name: 'Piso Tilo', address: 'Calle del Sauce Azul 7', secret: true },
    },
  },
  {
    ...{ day: 0, at: '17:30', who: 'Maya', staff: ['beatriz'], section: 'mind', kind: 'mind', minutes: 50 },
    ...{ title: 'Sesión quincenal', interpreter: 'ne' },
  },
  {
    ...{ day: 1, at: '09:30', who: 'Rahim', staff: ['lucia'], section: 'health', kind: 'health', away: 40 },
    ...{
      title: 'Análisis de sangre',
      interpreter: 'syl',
      reminder: true,
      meet_at: 'En la puerta del centro de salud Acebo',
    },
    ...{ place: { name: 'Centro de salud Acebo', town: 'Madrid' }, bring: 'En ayunas; la tarjeta sanitaria' },
  },
  {
    ...{ day: 1, at: '12:00', who: 'Bishnu', staff: ['lucia'], section: 'work', kind: 'work', away: 30 },
    ...{ title: 'Entrevista con la panadería Trigal', with: ['Encargada de la panadería Trigal'] },
  },
  {
    ...{
      day: 1,
      at: '11:00',
      who: 'Shirin',
      staff: ['amina'],
      section: 'safety',
      kind: 'police',
      away: 45,
      minutes: 120,
    },
    ...{ title: 'Ampliar la declaración', interpreter: 'bn', place: { name: 'Comisaría de la plaza del Fresno' } },
  },
  {
    ...{
      day: 1,
      at: '17:00',
      who: 'Anjali',
      staff: ['amina'],
      section: 'safety',
      kind: 'talk',
      mode: 'telephone',
      minutes: 30,
    },
    title: 'Llamada de la tarde',
  },
  {
    ...{ day: 2, at: '10:30', who: 'Simran', staff: ['lucia'], section: 'identity', kind: 'office', away: 30 },
    ...{ title: 'Empadronamiento', reminder: true, place: { name: 'Oficina municipal del Roble', town: 'Madrid' } },
  },
  {
    ...{ day: 2, at: '13:00', who: 'Nasrin', staff: ['lucia'], section: 'learning', kind: 'school' },
    ...{ title: 'Hablar con la tutora del curso', with: ['Tutora del curso de cocina'], mode: 'video' },
  },
  {
    ...{ day: 2, at: '09:00', who: 'Deepa', staff: ['amina'], section: 'health', kind: 'health', away: 30 },
    ...{
      title: 'Revisión con la doctora',
      interpreter: 'ne',
      place: { name: 'Centro de salud Acebo', town: 'Madrid' },
    },
  },
  {
    ...{
      day: 3,
      at: '11:00',
      who: 'Maya',
      staff: ['ines', 'lucia'],
      section: 'law',
      kind: 'court',
      minutes: 120,
      away: 60,
    },
    ...{ title: 'Conciliación por los salarios', interpreter: 'ne', reminder: true, stops: ['Estación del Álamo'] },
    ...{ place: { name: 'Edificio de lo social, sala 4', town: 'Madrid' }, bring: 'La carpeta azul' },
  },
  {
    ...{ day: 3, at: '16:30', who: 'Sarita', staff: ['lucia'], section: 'return', kind: 'talk', minutes: 45 },
    title: 'Cómo fue la primera semana allí',
    mode: 'video',
  },
  {
    ...{ day: 4, at: '10:00', who: 'Daniela', staff: ['lucia'], section: 'safety', kind: 'talk' },
    title: 'Primer encuentro en el café de la biblioteca',
  },
  {
    ...{ day: 5, at: '09:30', who: 'Jhon', staff: ['david'], section: 'money', kind: 'money', minutes: 45 },
    title: 'Plan para la deuda',
  },
  {
    ...{ day: 5, at: '12:00', who: 'Zainab', staff: ['lucia'], section: 'health', kind: 'health', away: 40 },
    ...{
      title: 'Ecografía',
      interpreter: 'ur',
      reminder: true,
      place: { name: 'Hospital de la Encina', town: 'Madrid' },
    },
  },
  {
    ...{ day: 6, at: '10:00', who: 'Blessing', staff: ['grace'], section: 'health', kind: 'health', away: 30 },
    ...{ title: 'Dentista', place: { name: 'Clínica dental del Naranjal', town: 'Sevilla' }, reminder: true },
  },
  {
    ...{ day: 7, at: '17:00', who: 'Precious', staff: ['grace'], section: 'home', kind: 'home', away: 45 },
    ...{ title: 'Conocer la casa', place: { name: 'Casa Jara', address: 'Camino de la Higuera 3', secret: true } },
  },
  {
    ...{ day: 8, at: '11:30', who: 'Mihaela', staff: ['elena'], section: 'work', kind: 'work' },
    title: 'Prueba en el taller de costura',
  },
  {
    ...{ day: 12, at: '09:00', who: 'Kamal', staff: ['faisal'], section: 'identity', kind: 'office', away: 60 },
    ...{ title: 'Huellas para la tarjeta', interpreter: 'bn', reminder: true },
  },
  {
    ...{ day: -1, at: '16:00', who: 'Lakshmi', staff: ['lucia'], section: 'work', kind: 'talk', minutes: 45 },
    title: 'Seguimiento a los doce meses',
  },
  {
    ...{
      day: -2,
      at: '10:00',
      who: 'Maya',
      staff: ['lucia'],
      section: 'health',
      kind: 'health',
      status: 'held',
      away: 30,
    },
    ...{ title: 'Fisioterapia', interpreter: 'ne', outcome: 'Le enseñaron tres ejercicios. Quiere seguir.' },
  },
  {
    ...{ day: -3, at: '12:00', who: 'Rahim', staff: ['lucia'], section: 'identity', kind: 'office', status: 'no_show' },
    ...{ title: 'Cita de asilo', reason: { of: 'ours', why: 'no_interpreter' }, interpreter: 'syl' },
  },
  {
    ...{
      day: -4,
      at: '11:00',
      who: 'Yurani',
      staff: ['amina'],
      section: 'health',
      kind: 'health',
      status: 'cancelled',
    },
    ...{ title: 'Revisión', reason: { of: 'theirs', why: 'closed' } },
  },
  {
    ...{
      day: -5,
      at: '09:30',
      who: 'Farida',
      staff: ['amina'],
      section: 'law',
      kind: 'court',
      status: 'held',
      away: 60,
    },
    ...{ title: 'Vista oral', outcome: 'Se aplaza un mes.', place: { name: 'Sala 2' } },
  },
  {
    ...{ day: -7, at: '17:00', who: 'Jahid', staff: ['amina'], section: 'safety', kind: 'talk', status: 'no_show' },
    ...{ title: 'Segundo encuentro', reason: { of: 'hers', why: 'afraid' } },
  },
]

/** The n-th working day from today, today among them when it is one. */
const workday = (today: string, days: number): string => {
  const step = days < 0 ? -1 : 1
  let day = today
  while (weekdayOf(day) > 5) day = addDays(day, step)
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step)
    if (weekdayOf(day) <= 5) left -= 1
  }
  return day
}

/** The Spanish class of Maya: Tuesdays and Thursdays, six weeks. */
const classes = async (world: World, cast: Cast, file: ACase, today: string): Promise<void> => {
  const { organisation_id, case_id } = file
  const series_id = world.id('appointment series', 'Spanish')
  const days = Array.from({ length: 42 }, (_, each) => addDays(today, each)).filter((day) =>
    [2, 4].includes(weekdayOf(day)),
  )
  await world.tx
    .insertInto('appointment_series')
    .values({
      ...{ organisation_id, case_id, series_id, section: 'learning', unit: 'week', every: 1, weekdays: [2, 4] },
      ...{ most: days.length, holidays: 'skip', planned_by: cast.staff.sunita.staff_id },
    })
    .execute()
  for (const on of days)
    await anAppointment(world, file, world.id('appointment', 'Spanish', on), {
      ...{ section: 'learning', kind: 'school', on, at: '18:45', minutes: 90, staff: [cast.staff.sunita], series_id },
      words: { title: 'Español A1', place: { name: 'Aula de la Casa del Tejo' } },
    })
}

export const keepAgenda = async (world: World, cast: Cast, files: Map<string, ACase>, today: string): Promise<void> => {
  for (const [place, { day, who, staff, title, with: others = [], ...rest }] of told.entries()) {
    const { place: where, meet_at = '', bring = '', stops = [], ...wish } = rest
    const file = files.get(who)!
    await anAppointment(world, file, world.id('appointment', who, `${place}`), {
      ...wish,
      on: workday(today, day),
      staff: staff.map((key) => cast.staff[key]),
      words: { title, with: others.map((name) => ({ name })), meet_at, bring, stops, ...(where && { place: where }) },
    })
  }
  await classes(world, cast, files.get('Maya')!, today)
  const off = (key: ColleagueKey, kind: string, day: number, at: string, minutes: number) => {
    const { starts_at, ends_at } = spanOf({ on: workday(today, day), at, minutes, zone: zoneHere })
    const { organisation_id, staff_id } = cast.staff[key]
    return { organisation_id, staff_id, busy_id: world.id('busy', key, `${day}`), kind, starts_at, ends_at }
  }
  await world.tx
    .insertInto('busy_time')
    .values([
      off('lucia', 'meeting', 1, '13:30', 60),
      off('lucia', 'off', 9, '09:00', 540),
      off('amina', 'training', 3, '09:00', 240),
      off('ines', 'meeting', 0, '09:00', 90),
      off('grace', 'off', 2, '09:00', 540),
    ])
    .execute()
}
