// Words that are missing: a code on a screen says nothing to whoever must act on it.

import type { Finding, FolderPack, PackFolder } from './check.ts'
import { eventsOf, type Known } from './check-codes.rules.ts'
import type { LawRule } from './rule.ts'

const keysOfRule = (rule: LawRule): string[] => [
  `law.rule.${rule.id}.title`,
  `law.rule.${rule.id}.means`,
  ...(rule.verify ? [`law.rule.${rule.id}.verify`] : []),
]

const readingsOf = ({ readings, alternatives }: LawRule): string[] =>
  [readings, ...alternatives.map((each) => each.readings)]
    .filter((list) => list.length > 1)
    .flatMap((list) => list.map(({ code }) => code))

const sharedKeys = (pack: FolderPack): string[] => {
  const of = (kind: string, codes: readonly (string | null)[]) =>
    codes.filter((code) => code !== null).map((code) => `law.${kind}.${code}`)
  const { events, circumstances, authorities, rules } = pack
  return [
    ...of('event', [...events.map(({ code }) => code), ...rules.flatMap(eventsOf)]),
    ...of('authority', [...authorities, ...rules.flatMap(({ duty_holder, authority }) => [duty_holder, authority])]),
    ...of(
      'circumstance',
      circumstances.flatMap(({ field, choices }) => [field, ...(choices ?? []).map((choice) => `${field}.${choice}`)]),
    ),
    ...of('reading', rules.flatMap(readingsOf)),
  ]
}

export const wordFaults = (pack: FolderPack, words: PackFolder['words'], known: Known): Finding[] => {
  const ids = new Set<string>(known.rules.map(({ id }) => id))
  return Object.entries(words).flatMap(([language, texts]) => {
    const missing =
      (where: string) =>
      (key: string): Finding[] =>
        Object.hasOwn(texts, key) && texts[key]!.trim() !== ''
          ? []
          : [{ level: 'error', code: 'word_missing', where, values: { what: key, language } }]
    const once = [...new Map(pack.rules.map((rule) => [rule.id, rule])).values()]
    const left = Object.keys(texts).filter((key) => {
      const [law, kind, id = '', part] = key.split('.')
      const ofThis = /^[A-Z]+-/.exec(id)?.[0] === `${pack.id.toUpperCase()}-`
      return law === 'law' && kind === 'rule' && part !== undefined && ofThis && !ids.has(id)
    })
    return [
      ...once.flatMap((rule) => keysOfRule(rule).flatMap(missing(rule.id))),
      ...[...new Set(sharedKeys(pack))].flatMap(missing(pack.id)),
      ...left.map(
        (what): Finding => ({ level: 'gap', code: 'word_of_no_rule', where: pack.id, values: { what, language } }),
      ),
    ]
  })
}
