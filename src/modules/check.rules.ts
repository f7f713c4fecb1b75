// What must hold of a module before anybody learns from it: every way through a situation ends, every question has an
// answer, every claim names its source and every word is there in each language.
import type { ModuleHead, ModuleTexts, QuizItem, SituationUnit, Unit } from './module.ts'

export interface Fault {
  /** Where: a unit, or a unit and what is in it, `room.door`. */
  at: string
  /** A text key under `module.fault.`. */
  fault:
    | 'id_twice'
    | 'source_unknown'
    | 'source_missing'
    | 'node_unknown'
    | 'node_unreached'
    | 'never_ends'
    | 'no_good_choice'
    | 'no_right_option'
    | 'one_right_option'
    | 'quiz_not_last'
    | 'text_missing'
    | 'text_unknown'
}

const quizKeys = (unit: string, { id, options }: QuizItem): string[] =>
  [`${id}.asks`, `${id}.why`, ...options.map((option) => `${id}.${option.id}`)].map((key) => `${unit}.${key}`)

const keysOf = (unit: Unit): string[] => {
  const of = (...keys: string[]) => keys.map((key) => `${unit.id}.${key}`)
  switch (unit.kind) {
    case 'text':
    case 'pathway':
      return of('title', 'body')
    case 'signs':
      return of('title', 'intro', ...unit.signs.flatMap(({ id }) => [`${id}.says`, `${id}.why`]))
    case 'situation':
      return of(
        'title',
        ...unit.nodes.flatMap((node) => [
          `${node.id}.scene`,
          ...node.choices.flatMap(({ id }) => [`${node.id}.${id}.says`, `${node.id}.${id}.follows`]),
        ]),
      )
    case 'quiz':
      return [...of('title', 'intro'), ...unit.items.flatMap((item) => quizKeys(unit.id, item))]
  }
}

/** Every text a module needs, in each language. */
export const textKeysOf = (module: ModuleHead): string[] => [
  'module.title',
  'module.about',
  ...module.units.flatMap(keysOf),
]

const twice = (at: string, all: readonly { id: string }[]): Fault[] =>
  all
    .filter(({ id }, index) => all.findIndex((each) => each.id === id) !== index)
    .map(({ id }) => ({ at: at ? `${at}.${id}` : id, fault: 'id_twice' }))

const situationFaults = (unit: SituationUnit): Fault[] => {
  const nodes = new Map(unit.nodes.map((node) => [node.id, node]))
  const faults: Fault[] = nodes.has(unit.start) ? [] : [{ at: unit.id, fault: 'node_unknown' }]
  const reached = new Set<string>()
  const under = new Set<string>()
  const walk = (id: string): void => {
    // A way that comes back to where it was never ends.
    if (under.has(id)) faults.push({ at: `${unit.id}.${id}`, fault: 'never_ends' })
    if (reached.has(id)) return
    reached.add(id)
    under.add(id)
    for (const { id: choice, next } of nodes.get(id)?.choices ?? []) {
      if (next === null) continue
      if (nodes.has(next)) walk(next)
      else faults.push({ at: `${unit.id}.${id}.${choice}`, fault: 'node_unknown' })
    }
    under.delete(id)
  }
  if (nodes.has(unit.start)) walk(unit.start)
  for (const node of unit.nodes) {
    const at = `${unit.id}.${node.id}`
    if (!reached.has(node.id)) faults.push({ at, fault: 'node_unreached' })
    if (!node.choices.some(({ judgement }) => judgement === 'good')) faults.push({ at, fault: 'no_good_choice' })
    faults.push(...twice(at, node.choices))
  }
  return [...faults, ...twice(unit.id, unit.nodes)]
}

export const itemFaults = (at: string, item: QuizItem): Fault[] => {
  const right = item.options.filter((option) => option.right).length
  return [
    ...twice(`${at}.${item.id}`, item.options),
    ...(right === 0 ? [{ at: `${at}.${item.id}`, fault: 'no_right_option' } as const] : []),
    // Where one is to be chosen, exactly one is right; where many may be, it should not be all guessed as one.
    ...(right > 1 && !item.many ? [{ at: `${at}.${item.id}`, fault: 'one_right_option' } as const] : []),
  ]
}

const unitFaults = (unit: Unit): Fault[] => {
  if (unit.kind === 'situation') return situationFaults(unit)
  if (unit.kind === 'signs') return twice(unit.id, unit.signs)
  if (unit.kind === 'quiz')
    return [...twice(unit.id, unit.items), ...unit.items.flatMap((item) => itemFaults(unit.id, item))]
  return []
}

const citing = (unit: Unit): { at: string; sources: string[] }[] =>
  unit.kind === 'quiz'
    ? unit.items.map(({ id, sources }) => ({ at: `${unit.id}.${id}`, sources }))
    : [{ at: unit.id, sources: unit.sources }]

export const structureFaults = (module: ModuleHead): Fault[] => {
  const known = new Set(module.sources.map(({ id }) => id))
  return [
    ...twice('', module.units),
    ...twice('sources', module.sources),
    ...module.units.flatMap(unitFaults),
    ...module.units
      .flatMap(citing)
      .flatMap(({ at, sources }): Fault[] => [
        ...(sources.length === 0 ? [{ at, fault: 'source_missing' } as const] : []),
        ...sources.filter((id) => !known.has(id)).map((): Fault => ({ at, fault: 'source_unknown' })),
      ]),
    ...(module.units.findIndex(({ kind }) => kind === 'quiz') === module.units.length - 1
      ? []
      : [{ at: 'units', fault: 'quiz_not_last' } as const]),
  ]
}

/** Of one language. */
export const textFaults = (module: ModuleHead, texts: ModuleTexts): Fault[] => {
  const needed = textKeysOf(module)
  const wanted = new Set(needed)
  return [
    ...needed.filter((key) => !texts[key]?.trim()).map((at): Fault => ({ at, fault: 'text_missing' })),
    ...Object.keys(texts)
      .filter((key) => !wanted.has(key))
      .map((at): Fault => ({ at, fault: 'text_unknown' })),
  ]
}
