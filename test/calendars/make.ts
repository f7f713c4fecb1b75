// `npm run calendars` writes data/law/calendars anew from date-holidays and our own list of towns. A new year, or a new
// version of the library, is made here and read through before it is committed.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Library from 'date-holidays'
import type { Holidays } from '#agenda/holidays.ts'
import { addDays, type Day } from '#kit/day.ts'
import { type Town, townsOfItaly, townsOfSpain } from './towns.ts'

const years = [2024, 2025, 2026, 2027, 2028]
type Days = Holidays['everywhere']

const byDay = (a: { on: Day }, b: { on: Day }): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

/** Public holidays of a country, or of one of its parts as the library calls it. */
const publicDays = (country: string, part?: string): Days => {
  const library = part ? new Library(country, part) : new Library(country)
  const days = years.flatMap((year) => library.getHolidays(year).filter(({ type }) => type === 'public'))
  const named = new Map(days.map(({ date, name }) => [date.slice(0, 10), name]))
  return [...named].map(([on, name]) => ({ on, name })).sort(byDay)
}

const easterSunday = (year: number): Day =>
  new Library('IT')
    .getHolidays(year)
    .find(({ rule }) => rule === 'easter')!
    .date.slice(0, 10)

const isSunday = (on: Day): boolean => new Date(`${on}T00:00:00Z`).getUTCDay() === 0

/** A feast on a Sunday is given on another day that year, which nobody here knows unless it is told. */
const townOf = (code: string, town: Town, movesFromSunday: boolean): Holidays['towns'][0] => {
  const days: Days = []
  const known: number[] = []
  for (const year of years) {
    const told = [
      ...(town.fixed ?? []).map((date) => `${year}-${date}`),
      ...(town.easter ?? []).map((offset) => addDays(easterSunday(year), offset)),
    ]
    const others = (town.days ?? []).filter((on) => on.startsWith(`${year}-`))
    const moved = movesFromSunday && told.filter(isSunday).length > others.length
    if (town.whole && !moved) known.push(year)
    days.push(...[...told, ...others].map((on) => ({ on, name: town.name })))
  }
  return { code, name: town.name, province: town.province, years: known, days: days.sort(byDay) }
}

const townsOf = (towns: Record<string, Town>, movesFromSunday: boolean): Holidays['towns'] =>
  Object.entries(towns).map(([code, town]) => townOf(code, town, movesFromSunday))

/** What is free in every part stands once; the parts keep what is their own. */
const shared = (parts: Days[]): Days =>
  parts[0]!.filter(({ on }) => parts.every((days) => days.some((each) => each.on === on)))

const partsOf = (country: string, parts: Record<string, { library: string; provinces: string[] }>) => {
  const all = Object.entries(parts).map(([code, { library, provinces }]) => ({
    ...{ code, provinces },
    days: publicDays(country, library),
  }))
  const everywhere = shared(all.map(({ days }) => days))
  const own = (days: Days) => days.filter(({ on }) => !everywhere.some((each) => each.on === on))
  return { everywhere, regions: all.map(({ days, ...part }) => ({ ...part, days: own(days) })) }
}

const provincesOfSpain: Record<string, string[]> = {
  AN: ['04', '11', '14', '18', '21', '23', '29', '41'],
  AR: ['22', '44', '50'],
  AS: ['33'],
  CB: ['39'],
  CE: ['51'],
  CL: ['05', '09', '24', '34', '37', '40', '42', '47', '49'],
  CM: ['02', '13', '16', '19', '45'],
  CN: ['35', '38'],
  CT: ['08', '17', '25', '43'],
  EX: ['06', '10'],
  GA: ['15', '27', '32', '36'],
  IB: ['07'],
  MC: ['30'],
  MD: ['28'],
  ML: ['52'],
  NC: ['31'],
  PV: ['01', '20', '48'],
  RI: ['26'],
  VC: ['03', '12', '46'],
}
const partsOfSpain = Object.fromEntries(
  Object.entries(provincesOfSpain).map(([code, provinces]) => [`ES-${code}`, { library: code, provinces }]),
)
const partsOfUk = Object.fromEntries(
  ['ENG', 'WLS', 'SCT', 'NIR'].map((code) => [`GB-${code}`, { library: code, provinces: [`GB-${code}`] }]),
)

const opening = (after: string) => ({
  source: `date-holidays 3.37.0 (https://github.com/commenthol/date-holidays), whose data are after Wikipedia; ${after}`,
  licence:
    'CC BY-SA 3.0 (https://creativecommons.org/licenses/by-sa/3.0/): this file stays under it. Changed: public holidays alone, for five years, by part of the country',
  reviewed_by: null,
  valid_from: `${years[0]}-01-01`,
  valid_until: `${years.at(-1)}-12-31`,
})
const august = (source: string) => [{ from: '08-01', until: '08-31', for: 'court' as const, source }]

export const makeCalendars = (): Record<string, Holidays> => ({
  es: {
    ...opening(
      'feasts of towns from memory, unreviewed; compare with the calendar the state gazette publishes each year and with those of the towns',
    ),
    country: 'ES',
    ...partsOf('ES', partsOfSpain),
    towns: townsOf(townsOfSpain, true),
    closed: august('LO 6/1985, art. 183; Ley 29/1998, art. 128.2 (from memory)'),
  },
  it: {
    ...opening('patron saints of towns from memory, unreviewed'),
    country: 'IT',
    everywhere: publicDays('IT'),
    regions: [
      {
        code: 'IT-32',
        provinces: ['IT-BZ'],
        days: years.map((year) => ({ on: addDays(easterSunday(year), 50), name: 'Pfingstmontag' })),
      },
    ],
    towns: townsOf(townsOfItaly, false),
    closed: august('L. 742/1969, art. 1 (from memory)'),
  },
  uk: {
    ...opening('compare with https://www.gov.uk/bank-holidays'),
    country: 'GB',
    ...partsOf('GB', partsOfUk),
    ...{ towns: [], closed: [] },
  },
  us: {
    ...opening('federal holidays as they are observed; states keep others'),
    ...{ country: 'US', everywhere: publicDays('US'), regions: [], towns: [], closed: [] },
  },
})

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = join(import.meta.dirname, '../../data/law/calendars')
  for (const [name, calendar] of Object.entries(makeCalendars()))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(calendar, null, 2)}\n`)
  execFileSync('biome', ['format', '--write', folder], { stdio: 'inherit' })
}
