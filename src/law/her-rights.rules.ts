// Which of the items of a file the person reads of, said once each: the law of her country before what stands above it, and
// what says more instead of what says less.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import type { HerRights } from './her-rights.ts'
import type { Item } from './reckoning.ts'
import type { LawRule, PackId } from './rule.ts'

/** In the order they are read; what is not here is not hers to read. `door`: said in the words of the public door. */
export const plainRights = [
  ...['recover', 'not_sent_away', 'live_work', 'stay', 'programme', 'no_report_needed', 'emergency_care', 'legal_aid'],
  ...[
    'interpreter',
    'minors',
    'not_punished',
    'clear_record',
    'protected_case',
    'private',
    'permit',
    'family',
    'asylum',
  ],
  ...['no_dangerous_paper', 'labour_claim', 'compensation', 'minimum_income', 'registered', 'long_stay', 'return'],
] as const
export const plainDates = [
  ...['do_contest', 'do_card', 'do_asylum', 'do_answer', 'do_renew', 'do_dismissal', 'do_wages', 'do_money', 'awaited'],
] as const
const ofTheDoor = [
  ...[
    'programme',
    'no_report_needed',
    'emergency_care',
    'legal_aid',
    'interpreter',
    'minors',
    'not_punished',
    'private',
  ],
  ...['permit', 'asylum', 'labour_claim', 'compensation', 'return'],
]

/** Whoever has the first need not read the others. */
const saysMore: Record<string, readonly string[]> = {
  recover: ['not_sent_away', 'stay'],
  live_work: ['stay', 'permit'],
}

export const plainKey = (code: string): string =>
  ofTheDoor.includes(code) ? `public.right.${code}` : `own.law.${code}`

type RuleOf = (item: Item) => LawRule | undefined
interface Found {
  item: Item
  rule: LawRule
}

const holds = ({ kind, state }: Item): boolean => kind !== 'deadline' && kind !== 'note' && state === 'stands'
const isOwed = ({ kind, state }: Item): boolean => kind === 'deadline' && (state === 'running' || state === 'due')

const articlesOf = (found: readonly Found[]): string[] => [...new Set(found.map(({ rule }) => rule.article))]

/** Of one meaning: her own country's rules, and where it has none those above. */
const ofHerCountry = (found: readonly Found[], above: readonly PackId[]): readonly Found[] => {
  const own = found.filter(({ item }) => !above.includes(item.pack))
  return own.length > 0 ? own : found
}

const untilOf = (t: Translator, language: string, found: readonly Found[]): string | null => {
  const last = found
    .filter(({ item }) => item.kind === 'period' && item.due_on !== null)
    .sort((a, b) => (a.item.due_on! < b.item.due_on! ? 1 : -1))[0]
  if (!last) return null
  const least = last.rule.readings.some(({ term }) => term.bound === 'at_least')
  return t(least ? 'own.law.least_until' : 'own.law.until', { day: formatDay(language, last.item.due_on!, 'long') })
}

const same = ['same_help', 'same_time', 'same_stop']
const changes = ['change_permit', 'change_trial', 'change_money']

export const herRights = (
  items: readonly Item[],
  ruleOf: RuleOf,
  t: Translator,
  language: string,
  today: Day,
  /** Packs of no country. */
  above: readonly PackId[],
): HerRights => {
  const found = items.flatMap((item) => {
    const rule = ruleOf(item)
    return rule?.plain ? [{ item, rule }] : []
  })
  const told = (code: string, wanted: (item: Item) => boolean) =>
    ofHerCountry(
      found.filter(({ item, rule }) => rule.plain === code && wanted(item)),
      above,
    )
  const standing = plainRights.filter((code) => told(code, holds).length > 0)
  const shown = standing.filter((code) => !standing.some((more) => saysMore[more]?.includes(code)))
  const say = (key: string, values = {}) => t(`own.law.${key}`, values)
  const unsure = found.some(({ item }) => (holds(item) || isOwed(item)) && !item.reviewed)
  return {
    language,
    rtl: languageOf(language).direction === 'rtl',
    title: say('title'),
    headings: { now: say('now'), dates: say('dates') },
    now: shown.map((code) => ({
      ...{ code, words: t(plainKey(code)) },
      until: untilOf(t, language, told(code, holds)),
      articles: articlesOf(told(code, holds)),
    })),
    dates: plainDates
      .flatMap((code) => {
        const next = told(code, isOwed)
          .filter(({ item }) => item.due_on !== null)
          .sort((a, b) => (a.item.due_on! < b.item.due_on! ? -1 : 1))[0]
        if (!next) return []
        const on = next.item.due_on!
        return [
          {
            ...{ code, words: t(plainKey(code)), on, by: say('by', { day: formatDay(language, on, 'long') }) },
            articles: articlesOf([next]),
          },
        ]
      })
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
    talk: {
      heading: say('talk'),
      same: say('same'),
      same_words: same.map((key) => say(key)),
      change: say('change'),
      change_words: changes.map((key) => say(key)),
      ask_first: say('ask_first'),
    },
    notes: [...(unsure ? [say('unreviewed')] : []), say('made', { day: formatDay(language, today, 'long') })],
  }
}
