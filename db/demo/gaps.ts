// What the demo's organisation met on the way to services: barriers in the files of invented people, and the figures of a
// larger invented year, released by the rule of the house, so that the map has something to show.
import { countAgain } from '#cases/counted.api.ts'
import type { Facts } from '#facts/facts.ts'
import { type Counted, figuresOf } from '#insight/gap.rules.ts'
import { GapRules } from '#insight/gap.ts'
import { addDays } from '#kit/day.ts'
import { barrierKinds } from '#matching/barrier.rules.ts'
import { sectionOfNeed } from '#plans/plan.rules.ts'
import { type ACase, idOf, type World } from '#test/world.ts'
import type { Cast } from './live.ts'

/** By the place a person has among those of the demo: invented, a few of each kind. */
const met: [place: number, need: string, kind: string, days: number][] = [
  [0, 'housing', 'no_papers', 40],
  [1, 'mind', 'language', 12],
  [2, 'housing', 'full', 6],
  [3, 'documents', 'no_registration', 61],
  [4, 'work', 'criminal_record', 25],
  [5, 'health', 'no_papers', 90],
  [6, 'legal', 'no_answer', 18],
]

/** Invented people of a year, by province: where fields, ports and large cities are. */
const weights: Record<string, number> = {
  '28': 118,
  '08': 104,
  '46': 61,
  '41': 44,
  '29': 52,
  '30': 47,
  '03': 38,
  '04': 58,
  '21': 49,
  '07': 33,
  '35': 31,
  '38': 24,
  '48': 22,
  '50': 27,
  '15': 19,
  '25': 36,
  '18': 23,
  '11': 17,
  '10': 14,
  '06': 13,
  '45': 18,
  '02': 16,
  '26': 15,
  '31': 14,
  '43': 21,
  '17': 19,
  '12': 18,
  '22': 13,
  '16': 12,
  '42': 8,
  '44': 7,
  '51': 14,
  '52': 12,
  '33': 11,
  '47': 9,
  '13': 10,
}
const shares: Record<string, number> = {
  housing: 0.62,
  documents: 0.7,
  legal: 0.48,
  language: 0.55,
  work: 0.44,
  mind: 0.4,
  health: 0.36,
  money: 0.33,
  learning: 0.22,
  safety: 0.2,
  children: 0.14,
  family: 0.12,
}
const sexes = { women: 0.66, men: 0.31, other: 0.02 }
const ages = { child: 0.06, '18_24': 0.27, '25_39': 0.46, '40_64': 0.18, '65_and_over': 0.01 }
const spoken = {
  es: 0.3,
  ne: 0.16,
  bn: 0.15,
  ur: 0.14,
  hi: 0.09,
  ro: 0.11,
  ar: 0.12,
  fr: 0.1,
  pt: 0.06,
  zh: 0.05,
  yo: 0.03,
}
const turnedAway: Record<string, number> = {
  full: 0.2,
  no_papers: 0.17,
  language: 0.11,
  no_registration: 0.1,
  no_answer: 0.08,
  rule: 0.07,
  distance: 0.06,
  cost: 0.05,
  no_expertise: 0.05,
  stigma: 0.04,
  criminal_record: 0.03,
  no_funds: 0.03,
}

const invented = (needs: string[]): Counted[] =>
  needs.flatMap((need) => {
    const share = shares[need] ?? 0.1
    const provinces = Object.entries(weights).map(([code, weight]) => [code, Math.round(weight * share)] as const)
    const all = provinces.reduce((sum, [, count]) => sum + count, 0)
    const rows = (cut: string, parts: Record<string, number>, of = all): Counted[] =>
      Object.entries(parts).map(([code, part]) => ({ cut, need, code, people: Math.round(of * part) }))
    const away = Math.round(all * 0.34)
    return [
      { cut: 'needs_all', need, code: null, people: all },
      { cut: 'barriers_all', need, code: null, people: away },
      { cut: 'waits_all', need, code: null, people: Math.round(all * 0.12) },
      ...provinces.flatMap(([code, people]) => [
        { cut: 'needs_province', need, code, people },
        { cut: 'barriers_province', need, code, people: Math.round(people * 0.34) },
        { cut: 'waits_province', need, code, people: Math.round(people * 0.12) },
      ]),
      ...rows('needs_sex', sexes),
      ...rows('needs_age', ages),
      ...rows('needs_language', spoken),
      ...rows('barriers_kind', turnedAway, away),
    ]
  })

export const missMuch = async (world: World, cast: Cast, facts: Facts, files: Map<string, ACase>): Promise<void> => {
  const { tx, vault, today } = world
  const { organisation_id } = cast.own
  const cases = [...files.values()]
  const rows = met.flatMap(([place, need, kind, days]) => {
    const file = cases[place]
    if (!file) return []
    return [
      {
        organisation_id,
        case_id: file.case_id,
        barrier_id: idOf('amparo demo', 'barrier', `${place} ${kind}`),
        section: sectionOfNeed(need)!,
        need,
        kind,
        met_on: addDays(today, -days),
        recorded_by: cast.staff.carmen.staff_id,
      },
    ]
  })
  await tx.insertInto('access_barrier').values(rows).execute()
  await countAgain(tx, vault, today)
  const { floor } = GapRules.parse(facts.services['gap-rules'])
  const needs = facts.needs.domains.map(({ code }) => code)
  const figures = figuresOf(invented(needs), needs, barrierKinds(facts.codes), floor)
  await tx
    .insertInto('gap_release')
    .values({
      organisation_id,
      release_id: idOf('amparo demo', 'release', today),
      made_on: today,
      made_by: cast.staff.carmen.staff_id,
      figures: JSON.stringify(figures),
    })
    .execute()
}
