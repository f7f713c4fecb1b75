// Reckoning the law of files without a database: made-up files at every stage, each with what a person in Spain goes through.
//   one file                     the slowest hundredth of them
//   100,000 files                one after the other, on one core
//   the same against the floor   the floor adds thirty days to the date of each thing that came out, and nothing else
import { addDays } from '#kit/day.ts'
import { calendars } from '#law/calendars.ts'
import { packsFor } from '#law/packs.ts'
import { reckon } from '#law/reckon.rules.ts'
import type { Happening, LawFacts } from '#law/reckoning.ts'
import { type Figure, within } from './figures.ts'

const all = 100_000
/** So many different ones are made, and gone round among. */
const different = 5000
const rounds = 3
const oneGoal = 5
const allGoal = 20_000
const ratioGoal = 6
const today = '2026-11-22'

const way = [
  ...['reasonable_grounds', 'authority_informed', 'identified', 'rrp_proposed', 'proposal_received'],
  ...['exemption_proposed', 'exemption_granted', 'permit_applied', 'favourable_report', 'provisional_notified'],
  ...[
    'card_requested',
    'complaint_filed',
    'criminal_case_opened',
    'asylum_applied',
    'imv_applied',
    'padron_registered',
  ],
]

/** The same on every run. */
export const filesOfLaw = (): LawFacts[] => {
  let seed = 20_261_122
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % below
  }
  return Array.from({ length: different }, (_, file) => {
    let on = addDays('2026-01-01', next(250))
    const told = way.slice(0, 3 + next(way.length - 2)).map((code, place): Happening => {
      on = addDays(on, next(12))
      const event_id = `00000000-0000-7000-8000-${String(file * 100 + place).padStart(12, '0')}`
      return { event_id, code, jurisdiction: 'es', on, at: null, matter_id: null }
    })
    return {
      jurisdictions: ['es'],
      ...{ province: ['28', '08', '46', '41'][next(4)]!, town: next(2) ? null : 'madrid' },
      circumstances: { agrees_to_period: true, cooperates: next(2) === 0, sexual_exploitation: next(2) === 0 },
      happenings: told,
    }
  })
}

const timed = (work: () => unknown): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}
const sorted = (values: number[]): number[] => values.toSorted((a, b) => a - b)

export const run = async (): Promise<Figure[]> => {
  const files = filesOfLaw()
  const packs = packsFor(['es'])
  const one = (file: LawFacts) => reckon(packs, file, calendars, today)
  const results = files.map(one)
  const reckoning = () => {
    for (let done = 0; done < all; done += 1) one(files[done % different]!)
  }
  const adding = () => {
    for (let done = 0; done < all; done += 1)
      for (const { due_on, starts_on } of results[done % different]!) addDays(due_on ?? starts_on, 30)
  }
  const each = sorted(files.map((file) => timed(() => one(file))))
  const taken = Array.from({ length: rounds }, () => ({ house: timed(reckoning), floor: timed(adding) }))
  const value = sorted(taken.map(({ house }) => house))[Math.floor(rounds / 2)]!
  const floor = sorted(taken.map(({ floor }) => floor))[Math.floor(rounds / 2)]!
  const name = `law of ${all.toLocaleString('en')} files reckoned`
  return [
    within('law of one file reckoned, 99 of 100', each[Math.floor(different * 0.99)]!, 'ms', oneGoal),
    within(name, value, 'ms', allGoal),
    {
      ...{ name: `${name}, against adding days`, connections: null, value, unit: 'ms', floor },
      ...{ ratio: value / floor, goal: ratioGoal, holds: value / floor <= ratioGoal },
    },
  ]
}
