// What is typed about an appointment, field by field, and how it becomes what the server is asked to keep.
import type { Section } from '#access/access.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { list, t } from '#language/here.ts'
import { languageName, provinceName } from '#language/ui/names.ts'
import { zoneHere } from '#people/safe-contact.ts'
import type { Appointment, AppointmentKind, AppointmentMode, planAppointment } from '../appointment.ts'
import { mostInSeries, type Repeats } from '../series.ts'
import { kindName, modeName } from './appointment-words.ts'

export interface Fields {
  section: Section
  kind: AppointmentKind
  title: string
  on: string | null
  at: string
  minutes: string
  zone: string
  mode: AppointmentMode
  province: string | null
  place_name: string
  place_address: string
  place_town: string
  secret: boolean
  leads: string[]
  accompanies: string[]
  with: string
  interpreter: boolean
  language: string | null
  dialect: string
  before: string
  after: string
  meet_at: string
  bring: string
  stops: string
  reminder_wanted: boolean
}

export interface Repeating {
  repeats: boolean
  unit: Repeats['unit']
  every: string
  weekdays: number[]
  month_by: Repeats['month_by']
  ends: 'count' | 'until'
  until: string | null
  count: string
  except: string[]
  holidays: Repeats['holidays']
}

/** The section of the file a kind of appointment stands in unless somebody says otherwise. */
const sectionOf: Record<AppointmentKind, Section> = {
  health: 'health',
  mind: 'mind',
  police: 'law',
  court: 'law',
  lawyer: 'law',
  office: 'identity',
  consulate: 'identity',
  school: 'learning',
  work: 'work',
  home: 'home',
  money: 'money',
  group: 'mind',
  talk: 'identity',
  other: 'identity',
}
export const sectionFor = (kind: AppointmentKind, may: Section[]): Section =>
  may.includes(sectionOf[kind]) ? sectionOf[kind] : (may[0] ?? sectionOf[kind])

export const newFields = (leads: string[], may: Section[], on: string | null, languages: string[]): Fields => ({
  section: sectionFor('office', may),
  kind: 'office',
  title: '',
  on,
  at: '10:00',
  minutes: '60',
  zone: zoneHere,
  mode: 'in_person',
  province: null,
  place_name: '',
  place_address: '',
  place_town: '',
  secret: false,
  leads,
  accompanies: [],
  with: '',
  interpreter: false,
  language: languages[0] ?? null,
  dialect: '',
  before: '0',
  after: '0',
  meet_at: '',
  bring: '',
  stops: '',
  reminder_wanted: false,
})

export const notRepeating: Repeating = {
  repeats: false,
  unit: 'week',
  every: '1',
  weekdays: [],
  month_by: 'date',
  ends: 'count',
  until: null,
  count: '6',
  except: [],
  holidays: 'skip',
}

export const fieldsOf = (of: Appointment): Fields => ({
  ...{ section: of.section, kind: of.kind, title: of.title, on: of.on, at: of.at, minutes: String(of.minutes) },
  ...{ zone: of.zone, mode: of.mode, province: of.province },
  ...{ place_name: of.place.name, place_address: of.place.address, place_town: of.place.town, secret: of.place.secret },
  leads: of.staff.filter(({ part }) => part === 'leads').map(({ staff_id }) => staff_id),
  accompanies: of.staff.filter(({ part }) => part === 'accompanies').map(({ staff_id }) => staff_id),
  with: of.with.map(({ name }) => name).join('\n'),
  interpreter: of.interpreter_language !== null,
  language: of.interpreter_language,
  dialect: of.interpreter_dialect ?? '',
  before: String(of.away_before),
  after: String(of.away_after),
  ...{ meet_at: of.meet_at, bring: of.bring, stops: of.stops.join('\n'), reminder_wanted: of.reminder_wanted },
})

const numberOf = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

type Sent = SentInputOf<typeof planAppointment>
export type Planned = Omit<Sent, 'case_id' | 'appointment_id' | 'despite' | 'series'>

/** Null until what must be known is there. Whoever was written down with an address of ours keeps it. */
export const plannedOf = (fields: Fields, before?: Appointment): Planned | null => {
  const minutes = numberOf(fields.minutes)
  const staff = [
    ...fields.leads.map((staff_id) => ({ staff_id, part: 'leads' as const })),
    ...fields.accompanies
      .filter((staff_id) => !fields.leads.includes(staff_id))
      .map((staff_id) => ({ staff_id, part: 'accompanies' as const })),
  ]
  if (!fields.on || !/^\d\d:\d\d$/.test(fields.at) || minutes === null || minutes < 5 || staff.length === 0) return null
  if (fields.interpreter && !fields.language) return null
  return {
    ...{
      section: fields.section,
      kind: fields.kind,
      title: fields.title,
      mode: fields.mode,
      province: fields.province,
    },
    when: { on: fields.on, at: fields.at, minutes, zone: fields.zone },
    away_before: numberOf(fields.before) ?? 0,
    away_after: numberOf(fields.after) ?? 0,
    interpreter_language: fields.interpreter ? fields.language : null,
    interpreter_dialect: fields.interpreter && fields.dialect.trim() ? fields.dialect : null,
    reminder_wanted: fields.reminder_wanted,
    staff,
    place: {
      ...{ name: fields.place_name, address: fields.place_address, town: fields.place_town, secret: fields.secret },
    },
    with: linesOf(fields.with).map((name) => before?.with.find((each) => each.name === name) ?? { name }),
    ...{ meet_at: fields.meet_at, bring: fields.bring, stops: linesOf(fields.stops) },
  }
}

/** The rule of a series; null for one alone, undefined while its end is not said. */
export const seriesOf = (series_id: string, of: Repeating): Sent['series'] | undefined => {
  if (!of.repeats) return null
  const count = numberOf(of.count)
  const ends = of.ends === 'count' ? count !== null && count > 0 && count <= mostInSeries : of.until !== null
  if (!ends) return undefined
  return {
    ...{ series_id, unit: of.unit, every: numberOf(of.every) || 1, month_by: of.month_by, holidays: of.holidays },
    weekdays: of.unit === 'week' ? [...of.weekdays].sort() : [],
    until: of.ends === 'until' ? of.until : null,
    count: of.ends === 'count' ? count : null,
    except: of.except,
  }
}

export const newDraftIds = () => ({ appointment_id: newId(), series_id: newId() })

export const fieldNames = [
  ...(['section', 'kind', 'title', 'on', 'at', 'minutes', 'zone', 'mode', 'province'] as const),
  ...(['place_name', 'place_address', 'place_town', 'secret', 'leads', 'accompanies', 'with'] as const),
  ...([
    'interpreter',
    'language',
    'dialect',
    'before',
    'after',
    'meet_at',
    'bring',
    'stops',
    'reminder_wanted',
  ] as const),
] satisfies (keyof Fields)[]

const coded: Partial<Record<keyof Fields, (code: string) => string>> = {
  section: (code) => t(`access.section.${code}`),
  kind: (code) => kindName(code as AppointmentKind),
  mode: (code) => modeName(code as AppointmentMode),
  language: languageName,
  province: provinceName,
}

/** One field in words, for two versions side by side. */
export const fieldWords = (
  name: keyof Fields,
  value: Fields[keyof Fields],
  nameOf: (staff_id: string) => string,
): string => {
  if (typeof value === 'boolean') return t(value ? 'appointments.yes' : 'appointments.no')
  if (Array.isArray(value)) return list(value.map(nameOf))
  return value ? (coded[name]?.(value) ?? value) : ''
}
