// What follows from what: rules nothing can ever start, rules that start each other without end, and two that say different
// things of the same start.

import type { Finding, FolderPack } from './check.ts'
import { type Known, yieldedBy } from './check-codes.rules.ts'
import { canHold } from './check-conditions.rules.ts'
import type { LawRule } from './rule.ts'

/** Every event that can happen at all: those colleagues record, and those that rules which can start make happen. */
const reachable = ({ events, rules, below }: Known): Set<string> => {
  const said = [...events, ...below.flatMap((pack) => pack.events)]
  const all = [...rules, ...below.flatMap((pack) => pack.rules)]
  const found = new Set(said.filter(({ recorded }) => recorded !== 'yielded').map(({ code }) => code))
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const rule of all)
      if (rule.starts.length === 0 || rule.starts.some((code) => found.has(code)))
        for (const code of yieldedBy(rule)) found.add(code)
  }
  return found
}

const neverStarts = (pack: FolderPack, known: Known): Finding[] => {
  const can = reachable(known)
  const dead = pack.rules.flatMap((rule): Finding[] => {
    const where = rule.id
    if (rule.starts.length > 0 && !rule.starts.some((code) => can.has(code)))
      return [{ level: 'error', code: 'never_starts', where, values: { what: rule.starts.join(', ') } }]
    if (!canHold([rule.when], known.circumstances))
      return [{ level: 'error', code: 'never_holds', where, values: { what: JSON.stringify(rule.when) } }]
    return []
  })
  const used = pack.events.filter(({ code, recorded }) => recorded === 'yielded' && !can.has(code))
  return [
    ...dead,
    ...used.map(
      ({ code }): Finding => ({ level: 'error', code: 'event_never_happens', where: pack.id, values: { what: code } }),
    ),
  ]
}

/** The ids of a ring of rules, each of which makes the next one start; each ring once. */
const rings = (rules: readonly LawRule[]): string[][] => {
  const startedBy = (code: string) => rules.filter(({ starts }) => starts.includes(code))
  const next = new Map(rules.map((rule) => [rule, yieldedBy(rule).flatMap(startedBy)]))
  const done = new Set<LawRule>()
  const found = new Map<string, string[]>()
  const walk = (rule: LawRule, way: LawRule[]): void => {
    const at = way.indexOf(rule)
    if (at >= 0) {
      const ring = way.slice(at).map(({ id }) => id)
      found.set([...ring].sort().join(' '), ring)
      return
    }
    if (done.has(rule)) return
    for (const each of next.get(rule) ?? []) walk(each, [...way, rule])
    done.add(rule)
  }
  for (const rule of rules) walk(rule, [])
  return [...found.values()]
}

const overlap = (a: LawRule, b: LawRule): boolean =>
  a.valid_from <= (b.valid_until ?? '9999-12-31') && b.valid_from <= (a.valid_until ?? '9999-12-31')

const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())

const countsDifferently = (a: LawRule, b: LawRule): boolean => {
  const terms = ({ readings, alternatives }: LawRule) => JSON.stringify([readings, alternatives])
  return terms(a) !== terms(b)
}

/** One start, one thing that is owed or held, for somebody who may be the same, and two different days. */
const contradict = (a: LawRule, b: LawRule, { circumstances }: Known): boolean => {
  const counted = a.kind === b.kind && a.readings.length > 0 && b.readings.length > 0
  if (!counted || a.id === b.id || a.track !== b.track || !overlap(a, b)) return false
  if (!a.starts.some((code) => b.starts.includes(code))) return false
  if (a.instead_of.includes(b.id) || b.instead_of.includes(a.id)) return false
  const ends = ({ yields }: LawRule) => yields.map(({ at, event }) => `${at} ${event}`)
  const ofOneThing = a.kind === 'deadline' ? same(a.closes, b.closes) : same(a.ends, b.ends) && same(ends(a), ends(b))
  return ofOneThing && countsDifferently(a, b) && canHold([a.when, b.when], circumstances)
}

const contradictions = (pack: FolderPack, known: Known): Finding[] =>
  pack.rules.flatMap((a, at) =>
    pack.rules
      .slice(at + 1)
      .filter((b) => contradict(a, b, known))
      .map((b): Finding => ({ level: 'error', code: 'contradicts', where: a.id, values: { what: b.id } })),
  )

export const chainFaults = (pack: FolderPack, known: Known): Finding[] => {
  const own = new Set<string>(pack.rules.map(({ id }) => id))
  const circles = rings(known.rules).filter((ring) => ring.some((id) => own.has(id)))
  return [
    ...neverStarts(pack, known),
    ...circles.map((ring): Finding => {
      const what = [...ring, ring[0]!].join(' → ')
      return { level: 'error', code: 'cycle', where: ring[0]!, values: { what } }
    }),
    ...contradictions(pack, known),
  ]
}
