// Where a service is missing, where expertise or money is, and which services are on paper alone: what people need and meet
// held against what the directory has, each with its reasons.

import type { DirectoryService } from '#directory/directory.ts'
import type { Province } from '#facts/facts.ts'
import type { Day } from '#kit/day.ts'
import { kindOfNo } from '#matching/barrier.rules.ts'
import type { BarrierKind } from '#matching/barrier.ts'
import { type Answers, type StandingRules, standingOf } from '#matching/standing.rules.ts'
import type { Capacity, Figures, Gap, GapReason, GapRules, NeedFigures, OnPaper } from './gap.ts'
import { type Cut, safeTable } from './safe.rules.ts'

/** A row of guard.count_gaps. */
export interface Counted {
  cut: string
  need: string
  code: string | null
  people: number
}

/** How many codes each cut could have, "not known" with it: that one is never told. */
const codesOf = { province: 53, sex: 4, age: 6 } as const

const cutOf = (rows: Counted[], cut: string, codes: number, adds_up: boolean): Cut => ({
  codes,
  adds_up,
  counts: Object.fromEntries(
    rows.filter((row) => row.cut === cut && row.code !== null).map((row) => [row.code!, row.people]),
  ),
})

/** A reason of a no stands for its kind; who met one kind in two ways is not counted twice. */
const byKind = (rows: Counted[], kinds: BarrierKind[]): Counted[] => {
  const most = new Map<string, number>()
  for (const { cut, code, people } of rows) {
    if (cut !== 'barriers_kind' || code === null) continue
    const kind = code.startsWith('no:') ? kindOfNo(kinds, code.slice(3)) : code
    if (kind) most.set(kind, Math.max(people, most.get(kind) ?? 0))
  }
  return [...most].map(([code, people]) => ({ cut: 'barriers_kind', need: '', code, people }))
}

export const figuresOf = (rows: Counted[], needs: string[], kinds: BarrierKind[], floor: number): Figures => {
  const table = (need: string, what: string, cuts: (mine: Counted[]) => Record<string, Cut>): NeedFigures => {
    const mine = rows.filter((row) => row.need === need)
    const total = mine.find(({ cut }) => cut === `${what}_all`)?.people ?? 0
    return { need, ...safeTable(total, cuts(mine), floor) }
  }
  const province = (mine: Counted[], what: string) => cutOf(mine, `${what}_province`, codesOf.province, true)
  return {
    needs: needs.map((need) =>
      table(need, 'needs', (mine) => ({
        province: province(mine, 'needs'),
        sex: cutOf(mine, 'needs_sex', codesOf.sex, true),
        age: cutOf(mine, 'needs_age', codesOf.age, true),
        language: cutOf(mine, 'needs_language', 0, false),
      })),
    ),
    barriers: needs.map((need) =>
      table(need, 'barriers', (mine) => ({
        province: province(mine, 'barriers'),
        kind: cutOf(byKind(mine, kinds), 'barriers_kind', kinds.length, false),
      })),
    ),
    waits: needs.map((need) => table(need, 'waits', (mine) => ({ province: province(mine, 'waits') }))),
  }
}

export const saysNothing = ({ needs, barriers, waits }: Figures): boolean =>
  [...needs, ...barriers, ...waits].every(({ people }) => people === null)

interface Places {
  /** Free places by service, as houses on this desk keep them. */
  free: Map<string, number>
}

const here = 'ES'
type Tally = Omit<Capacity, 'need' | 'province'>
const nothing = (): Tally => ({ services: 0, countrywide: 0, specialised: 0, full: 0, free: null })

/** null: nobody says. */
const freeOf = ({ id, capacity }: DirectoryService, { free }: Places): number | null => {
  const kept = free.get(id)
  if (kept !== undefined) return kept
  const said = capacity.flatMap(({ available }) => (available === null ? [] : [available]))
  return said.length === 0 ? null : said.reduce((sum, each) => sum + each, 0)
}

/**
 * The provinces a service says it serves; `all` when it serves the whole country. One whose door is secret is told no
 * finer than its region: a number of one would point at it.
 */
const servedBy = (
  { areas, hidden_location }: DirectoryService,
  provincesOf: Map<string, string[]>,
  regionOf: Map<string, string>,
): 'all' | Set<string> => {
  const served = new Set<string>()
  for (const { country, region, province } of areas) {
    if (country !== here) continue
    const whole = region ?? (hidden_location ? regionOf.get(province ?? '') : undefined)
    if (province && !hidden_location) served.add(province)
    else if (whole) for (const code of provincesOf.get(whole) ?? []) served.add(code)
    else return 'all'
  }
  return served
}

/** Services that are active, by need and province; the row without a province is the whole country. */
export const capacityOf = (
  services: DirectoryService[],
  needs: { code: string; looks_for: string[] }[],
  provinces: Province[],
  places: Places,
): Capacity[] => {
  const regionOf = new Map(provinces.map(({ code, region }) => [code, region]))
  const provincesOf = new Map<string, string[]>()
  for (const { code, region } of provinces) provincesOf.set(region, [...(provincesOf.get(region) ?? []), code])
  const needsOf = new Map<string, string[]>()
  for (const { code, looks_for } of needs)
    for (const kind of looks_for) needsOf.set(kind, [...(needsOf.get(kind) ?? []), code])
  const tallies = new Map(needs.map(({ code }) => [code, new Map<string | null, Tally>()]))
  for (const service of services) {
    if (service.status !== 'active') continue
    const served = servedBy(service, provincesOf, regionOf)
    if (served !== 'all' && served.size === 0) continue
    const free = freeOf(service, places)
    const full = free === 0 || (free === null && ['full', 'waiting_list'].includes(service.availability))
    for (const need of new Set(service.kinds.flatMap((kind) => needsOf.get(kind) ?? []))) {
      const tally = tallies.get(need)!
      for (const province of [null, ...(served === 'all' ? [] : served)]) {
        const row = tally.get(province) ?? nothing()
        row.services += 1
        row.countrywide += served === 'all' ? 1 : 0
        row.specialised += service.specialised_in_trafficking || service.accreditation !== null ? 1 : 0
        row.full += full ? 1 : 0
        if (free !== null) row.free = (row.free ?? 0) + free
        tally.set(province, row)
      }
    }
  }
  return needs.flatMap(({ code: need }) => {
    const tally = tallies.get(need)!
    const countrywide = tally.get(null)?.countrywide ?? 0
    return [null, ...provinces.map(({ code }) => code)].map((province) => ({
      need,
      province,
      ...(tally.get(province) ?? nothing()),
      countrywide,
    }))
  })
}

/** By need, the languages its services say they speak. */
export const spokenFor = (services: DirectoryService[], looks_for: string[]): Set<string> =>
  new Set(
    services
      .filter(({ status, kinds }) => status === 'active' && kinds.some((kind) => looks_for.includes(kind)))
      .flatMap(({ languages }) => languages),
  )

interface Known {
  figures: Figures
  capacity: Capacity[]
  /** By need. */
  spoken: Map<string, Set<string>>
  kinds: BarrierKind[]
  rules: Pick<GapRules, 'causes'>
}

const reason = (key: string, values: GapReason['values']): GapReason => ({ key: `gaps.reason.${key}`, values })
type Found = Omit<Gap, 'score'>

const inProvince = (need: string, province: string, people: number, row: Capacity, turned_away: number): Found[] => {
  const at = { need, province, code: null, people }
  const needing = reason('needing', { people })
  const also = [
    ...(turned_away > 0 ? [reason('turned_away', { people: turned_away })] : []),
    ...(row.countrywide > 0 ? [reason('countrywide', { count: row.countrywide })] : []),
  ]
  if (row.services === 0) return [{ ...at, missing: 'service', reasons: [needing, reason('no_service', {}), ...also] }]
  const full = row.full === row.services
  return [
    ...(full
      ? [
          {
            ...at,
            missing: 'places' as const,
            reasons: [needing, reason('all_full', { count: row.services }), ...also],
          },
        ]
      : []),
    ...(row.specialised === 0
      ? [
          {
            ...at,
            missing: 'expertise' as const,
            reasons: [needing, reason('none_specialised', { count: row.services }), ...also],
          },
        ]
      : []),
  ]
}

const ofLanguages = ({ need, by }: NeedFigures, spoken: Set<string>, services: number): Found[] =>
  Object.entries(by.language ?? {})
    .filter(([language]) => !spoken.has(language))
    .map(([code, people]) => ({
      ...{ missing: 'language' as const, need, province: null, code, people },
      reasons: [reason('speaking', { people, language: code }), reason('nobody_speaks', { count: services })],
    }))

const ofBarriers = ({ need, by }: NeedFigures, kinds: BarrierKind[]): Found[] =>
  Object.entries(by.kind ?? {}).flatMap(([code, people]) => {
    const kind = kinds.find((each) => each.code === code)
    if (!kind) return []
    const reasons = [reason('met', { people, barrier: code })]
    return [{ missing: kind.tells_of, need, province: null, code, people, reasons }]
  })

const byScore = (a: Gap, b: Gap): number =>
  b.score - a.score ||
  `${a.missing} ${a.need} ${a.province} ${a.code}`.localeCompare(`${b.missing} ${b.need} ${b.province} ${b.code}`, 'en')

/** Everything missing, the worst first: how many people by how much it weighs, and nothing else. */
export const gapsOf = ({ figures, capacity, spoken, kinds, rules }: Known): Gap[] => {
  const weights = new Map(rules.causes.map(({ code, weight }) => [code, weight]))
  const capacityAt = new Map(capacity.map((row) => [`${row.need} ${row.province}`, row]))
  const away = new Map(figures.barriers.map(({ need, by }) => [need, by.province ?? {}]))
  const found = figures.needs.flatMap((figure) => [
    ...Object.entries(figure.by.province ?? {}).flatMap(([province, people]) => {
      const row = capacityAt.get(`${figure.need} ${province}`)
      return row ? inProvince(figure.need, province, people, row, away.get(figure.need)?.[province] ?? 0) : []
    }),
    ...ofLanguages(figure, spoken.get(figure.need) ?? new Set(), capacityAt.get(`${figure.need} null`)?.services ?? 0),
  ])
  return [...found, ...figures.barriers.flatMap((figure) => ofBarriers(figure, kinds))]
    .map((gap) => ({ ...gap, score: gap.people * (weights.get(gap.missing) ?? 1) }))
    .sort(byScore)
}

const reasonsOfPaper = ['often_unanswered', 'never_accepted', 'always_full'] as const

/** Listed as active, asked often enough to tell, and nobody got in. Words, not counts: few were asked about each. */
export const onPaper = (
  services: DirectoryService[],
  providerOf: (service: DirectoryService) => string,
  answers: Map<string, Answers>,
  rules: StandingRules,
): OnPaper[] =>
  services.flatMap((service) => {
    const told = answers.get(service.id)
    if (!told || told.accepted > 0 || service.status !== 'active') return []
    const keys = standingOf(told, rules).map(({ key }) => key)
    const why = reasonsOfPaper.filter((each) => keys.includes(`standing.${each}`))
    if (why.length === 0) return []
    return [
      { service_id: service.id, name: service.name, provider_name: providerOf(service), kinds: service.kinds, why },
    ]
  })

/** The first of the next month: until then a release stands. */
export const nextMonth = (day: Day): Day => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 12 ? `${year + 1}-01-01` : `${day.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`
}
