// Who interprets for the invented house, and what they were asked for. Nobody here exists: names, towns and telephones are
// made up, and what ends, is missing or was said of somebody is there so that every screen has something to show.
import type { Rate, WeeklyHours } from '#interpreters/interpreter.ts'
import type { ACase, World } from '#test/world.ts'
import {
  type AnInterpreter,
  aBooking,
  anInterpreter,
  aRuleOfHers,
  type InterpreterWish,
} from '#test/world-interpreters.ts'
import type { Cast } from './live.ts'

const rate = (cents: number, mode: Rate['mode'] = null): Rate => ({
  ...{ from_on: '2026-01-01', mode, cents, unit_minutes: 30, minimum_minutes: 60, rounding: 'up' },
  ...{ travel_cents_per_km: mode === 'telephone' ? 0 : 26, currency: 'EUR' },
})
const week = (from: string, until: string, days = [1, 2, 3, 4, 5]): WeeklyHours[] =>
  days.map((weekday) => ({ weekday, from, until }))

const register: InterpreterWish[] = [
  {
    ...{ name: 'Farzana Quazi Lima', province: '46', born: 1984, emergency: true, hours: week('08:00', '20:00') },
    communities: [{ country: 'BD', region: 'Moulvibazar', language: 'syl' }],
    languages: [['bn', 'sylheti'], ['bn'], ['es', null, 'professional']],
    rates: [rate(1600, 'telephone'), rate(2100)],
  },
  {
    ...{ name: 'Rezaul Mazumder', gender: 'man', province: '28', born: 1979, hours: week('16:00', '21:00') },
    communities: [{ country: 'BD', region: 'Sunamganj', language: 'syl', worship: 'Centro Baitul de Lavapiés' }],
    languages: [['bn', 'sylheti'], ['bn']],
    rates: [rate(1900)],
  },
  {
    ...{ name: 'Mousumi Talukder', province: '08', born: 1990, hours: week('09:00', '18:00') },
    communities: [{ country: 'BD', region: 'Khulna', language: 'bn' }],
    languages: [['bn'], ['hi', null, 'good']],
    rates: [rate(2000)],
  },
  {
    ...{ name: 'Prabina Shakya', province: '48', born: 1987, emergency: true, hours: week('08:00', '15:00') },
    communities: [{ country: 'NP', region: 'Lalitpur', language: 'ne' }],
    languages: [['ne'], ['ne', 'newari'], ['hi', null, 'professional']],
    rates: [rate(1800, 'telephone'), rate(2300)],
  },
  {
    ...{ name: 'Hikmat Bohara', gender: 'man', province: '28', born: 1975, hours: week('10:00', '19:00') },
    communities: [{ country: 'NP', region: 'Doti', language: 'ne' }],
    languages: [['ne', 'doteli'], ['ne']],
    ...{ rates: [rate(1900)], ends_in: 24, notes: 'Pide el billete de ida y vuelta por adelantado.' },
  },
  {
    ...{ name: 'Rukmini Jha', kind: 'volunteer', province: '28', born: 1968, hours: week('10:00', '13:00', [2, 4]) },
    communities: [{ country: 'NP', region: 'Janakpur', language: 'mai' }],
    languages: [['ne', 'maithili'], ['hi'], ['ne', null, 'professional']],
    modes: ['in_person'],
  },
  {
    ...{ name: 'Shagufta Anwar', province: '04', born: 1982, emergency: true },
    communities: [{ country: 'PK', region: 'Sialkot', language: 'pa' }],
    languages: [['ur'], ['pa'], ['hi', null, 'good']],
    rates: [rate(2000)],
  },
  {
    ...{ name: 'Harjeet Bains', province: '30', born: 1971, modes: ['telephone', 'video'] },
    communities: [{ country: 'IN', region: 'Jalandhar', language: 'pa' }],
    languages: [['pa'], ['hi']],
    rates: [rate(1500)],
  },
  {
    ...{ name: 'Osaro Igbinedion', gender: 'man', province: '41', born: 1989, hours: week('09:00', '14:00') },
    communities: [{ country: 'NG', region: 'Benin City', language: 'bin' }],
    languages: [['en', 'edo'], ['en', 'nigerian_pidgin'], ['en']],
    rates: [rate(1900)],
  },
  {
    ...{ name: 'Ngozi Adebanjo', province: '29', born: 1985, emergency: true },
    communities: [{ country: 'NG', region: 'Lagos', language: 'yo' }],
    languages: [['en', 'nigerian_pidgin'], ['en'], ['yo']],
    rates: [rate(2000)],
  },
  {
    ...{ name: 'Denisa Crăciunescu', province: '12', born: 1980, hours: week('09:00', '17:00') },
    communities: [{ country: 'RO', region: 'Iași', language: 'ro' }],
    languages: [['ro'], ['es', null, 'professional']],
    rates: [rate(1700)],
  },
  {
    ...{ name: 'Kadiatou Sissoko', kind: 'volunteer', province: '08', born: 1993, status: 'vetting' },
    communities: [{ country: 'ML', region: 'Kayes', language: 'bm' }],
    languages: [['fr', 'bambara'], ['fr'], ['fr', 'soninke', 'good']],
    vetted: { identity: 20, interview: 12 },
  },
  {
    ...{ name: 'Latifa Ouazzani', province: '35', born: 1977, status: 'resting' },
    communities: [{ country: 'MA', region: 'Nador', language: 'rif' }],
    languages: [
      ['ar', 'moroccan_arabic'],
      ['ar', 'riffian'],
      ['fr', null, 'professional'],
    ],
    rates: [rate(1900)],
  },
  {
    ...{ name: 'Suraj Pandit', gender: 'man', province: '28', born: 1991, status: 'blocked' },
    communities: [{ country: 'NP', region: 'Chitwan', language: 'ne' }],
    languages: [['ne']],
    block_reason: 'Resumía y aconsejaba; una persona contó que después le pidió el teléfono.',
  },
]

type Found = { appointment_id: string; status: string }

export const interpret = async (world: World, cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const by = cast.staff.teresa
  const named = new Map<string, AnInterpreter>()
  for (const wish of register) named.set(wish.name.split(' ')[0]!, await anInterpreter(world, cast.own, by, wish))
  const who = (name: string) => named.get(name)!
  const needs = async (alias: string): Promise<Found[]> =>
    world.tx
      .selectFrom('appointment')
      .select(['appointment_id', 'status'])
      .where('organisation_id', '=', cast.own.organisation_id)
      .where('case_id', '=', files.get(alias)!.case_id)
      .where('interpreter_language', 'is not', null)
      .orderBy('starts_at')
      .execute()
  const file = (alias: string) => files.get(alias)!

  await aRuleOfHers(world, file('Maya'), {
    ...{ gender: 'woman', language: 'ne', small_community: 'yes', liked: [who('Prabina').interpreter_id] },
    community: { country: 'NP', region: 'Chitwan', language: 'ne', group: '', worship: '' },
  })
  await aRuleOfHers(world, file('Rahim'), {
    ...{ gender: 'any', language: 'bn', dialect: 'sylheti', small_community: 'yes', named_as: 'Sol' },
    community: { country: 'BD', region: 'Sunamganj', language: 'syl', group: '', worship: 'Centro Baitul' },
  })
  await aRuleOfHers(world, file('Shirin'), {
    ...{ gender: 'woman', language: 'bn', small_community: 'not_asked' },
    community: { country: 'BD', region: 'Khulna', language: 'bn', group: '', worship: '' },
  })

  for (const { appointment_id, status } of await needs('Maya'))
    if (status === 'planned')
      await aBooking(world, file('Maya'), who('Prabina'), {
        ...{ appointment_id, status: 'confirmed', alias: 'Luna', meet_at: 'Con Lucía, diez minutos antes' },
        words: 'Palabras de oficina; al principio va despacio.',
      })
  const [rahim] = (await needs('Rahim')).filter(({ status }) => status === 'planned')
  if (rahim)
    await aBooking(world, file('Rahim'), who('Farzana'), {
      ...{ appointment_id: rahim.appointment_id, status: 'offered', alias: 'Sol', dialect: 'sylheti' },
    })
  const [deepa] = (await needs('Deepa')).filter(({ status }) => status === 'planned')
  if (deepa)
    await aBooking(world, file('Deepa'), who('Hikmat'), {
      ...{ appointment_id: deepa.appointment_id, status: 'stopped', reason: 'gender', alias: 'Nube' },
    })
  const [zainab] = (await needs('Zainab')).filter(({ status }) => status === 'planned')
  if (zainab)
    await aBooking(world, file('Zainab'), who('Shagufta'), {
      ...{ appointment_id: zainab.appointment_id, status: 'declined', alias: 'Rosa' },
    })
  for (const [alias, each] of files)
    for (const { appointment_id, status } of await needs(alias))
      if (status === 'held')
        await aBooking(world, each, who(alias === 'Maya' ? 'Prabina' : 'Mousumi'), {
          ...{ appointment_id, status: 'rated', alias: 'Vera', minutes: 55, travel_km: 0 },
          feedback: { understood: 'yes', felt_safe: 'yes', again: 'yes', words: 'Le habló mirándola a ella.' },
        })
}
