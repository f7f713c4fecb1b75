// What stands on the sheet a lawyer reads and signs: every rule of a pack in words, with its article, what must be looked up, the
// boxes and the mark of exactly this text.

import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import type { FolderPack } from './check.ts'
import type { LawRule } from './rule.ts'
import { ruleLines } from './rule-words.rules.ts'

export interface SheetRule {
  id: string
  title: string
  kind: string
  means: string
  unless: string
  lines: { label: string; words: string[] }[]
  cited: string
  source: string
  sure: string
  verify: string
  reviewed: string
  mark: string
}

export interface LawSheet {
  language: string
  title: string
  day: string
  how: string
  counts: string
  tracks: { name: string; rules: SheetRule[] }[]
  boxes: string[]
  labels: { verify: string; unless: string; signature: string; remarks: string }
  name: string
}

export interface SheetWords {
  t: Translator
  has: (key: string) => boolean
  language: string
}

/** As much of the hash as a person can compare and type. */
export const markOf = (hash: string): string => hash.slice(0, 16)

const validity = ({ valid_from, valid_until }: LawRule, { t, language }: SheetWords): string => {
  const [from, until] = [valid_from, valid_until].map((each) => each && formatDay(language, each, 'short'))
  return until ? t('law.pack.until', { from, until }) : t('law.pack.from', { day: from })
}

const ruleOnSheet = (rule: LawRule, hash: string, words: SheetWords): SheetRule => {
  const { t, has, language } = words
  const part = (name: string) => (has(`law.rule.${rule.id}.${name}`) ? t(`law.rule.${rule.id}.${name}`) : '')
  const { reviewed_by, reviewed_on } = rule
  return {
    ...{ id: rule.id, title: part('title'), means: part('means'), unless: part('unless') },
    kind: t(`law.rulekind.${rule.kind}`),
    lines: ruleLines(rule, t).map(({ line, words: said }) => ({ label: t(`law.line.${line}`), words: said })),
    cited: `${rule.article} · ${validity(rule, words)}`,
    source: `${rule.source} · ${t('law.pack.text_of', { version: rule.source_version })}`,
    sure: t(`law.confidence.${rule.confidence}`),
    verify: rule.verify ? part('verify') : '',
    reviewed:
      reviewed_by && reviewed_on
        ? t('law.sheet.reviewed', { name: reviewed_by, day: formatDay(language, reviewed_on, 'long') })
        : '',
    mark: markOf(hash),
  }
}

export const lawSheet = (
  pack: FolderPack,
  hashOf: (rule: LawRule) => string,
  words: SheetWords,
  today: Day,
): LawSheet => {
  const { t, has, language } = words
  const key = `law.pack.name.${pack.id}`
  const name = has(key) ? t(key) : pack.id
  const sure = (confidence: string) => pack.rules.filter((rule) => rule.confidence === confidence).length
  const byTrack = Map.groupBy(pack.rules, ({ track }) => track)
  return {
    language,
    name,
    title: t('law.sheet.title', { pack: name }),
    day: t('law.sheet.day', { day: formatDay(language, today, 'long') }),
    how: t('law.sheet.how'),
    counts: t('law.sheet.counts', {
      ...{ rules: pack.rules.length, checked: sure('checked'), secondary: sure('secondary'), memory: sure('memory') },
      verify: pack.rules.filter(({ verify }) => verify).length,
    }),
    tracks: [...byTrack].map(([track, rules]) => ({
      name: t(`law.track.${track}`),
      rules: rules.map((rule) => ruleOnSheet(rule, hashOf(rule), words)),
    })),
    boxes: [t('law.sheet.stands'), t('law.sheet.wrong'), t('law.sheet.look_again')],
    labels: {
      ...{ verify: t('law.pack.verify_first'), unless: t('law.pack.unless') },
      ...{ signature: t('law.sheet.signature'), remarks: t('law.sheet.remarks') },
    },
  }
}
