// What stands on the paper: her goals in her words, the steps with who and until when, what was agreed. Nothing on it
// names her unless she wants it, nor any house, nor what it is about.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import type { FrozenGoal, FrozenStep, VersionHead } from './version.ts'

/** Words with the language they are in: each is set in its own script and direction. */
export interface Said {
  text: string
  language: string
  rtl: boolean
}

export interface PlanSheet {
  language: string
  rtl: boolean
  title: string
  /** Empty unless she wants her name on it. */
  name: string
  day: string
  goals: { words: Said; also: Said | null; why: Said | null; why_label: string; note: string; steps: SheetStep[] }[]
  lines: string[]
  disagreed: { label: string; words: Said } | null
  signatures: string[]
  /** Which version, by number and the beginning of its hash; empty for a plan that is not agreed. */
  mark: string
}
interface SheetStep {
  done: boolean
  words: Said
  also: Said | null
  about: string
}

const arabic = /\p{Script=Arabic}/u
const scripts: [RegExp, string][] = [
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Han}/u, 'zh'],
]

/** By its script, which is what the press sets by; `likely` says which of the languages that share one. */
const said = (text: string, likely: string | null): Said => {
  const rtl = arabic.test(text)
  const other = scripts.find(([script]) => script.test(text))?.[1]
  return { text, language: rtl ? (likely === 'ur' ? 'ur' : 'ar') : (other ?? 'en'), rtl }
}

/** What the fonts of the press can draw. */
const drawable =
  /^[\p{Script=Latin}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Common}\p{Script=Inherited}]*$/u

/** Whether every word on the sheet would be seen, and none of them as empty boxes. */
export const canBeDrawn = (sheet: PlanSheet): boolean => drawable.test(JSON.stringify(sheet))

/** What a plan is printed from: a version, or the plan as it stands. */
export interface Printed {
  goals: FrozenGoal[]
  version: VersionHead | null
  review_on: Day | null
  name: string
}

const cents = (language: string, amount: number): string =>
  new Intl.NumberFormat(languageOf(language).locale, { style: 'currency', currency: 'EUR' }).format(amount / 100)

const costOf = ({ cost }: FrozenStep, t: Translator, language: string): string[] => {
  if (!cost) return []
  return [
    cost.paid_by === 'person' ? t('public.plan.i_pay', { amount: cents(language, cost.cents) }) : t('public.plan.free'),
  ]
}

const stepOf = (step: FrozenStep, hers: string | null, t: Translator, language: string): SheetStep => {
  const inHers = step.in_her_words !== ''
  const both = inHers && hers !== language
  const { owner_kind, done_on } = step
  const who =
    owner_kind === 'other'
      ? t('public.plan.who_other', { who: `\u2068${step.owner_name}\u2069` })
      : t(`public.plan.who.${owner_kind}`)
  const when = done_on
    ? t('public.plan.done')
    : t('public.plan.until', { day: formatDay(language, step.due_on, 'long') })
  return {
    done: done_on !== null,
    words: inHers ? said(step.in_her_words, hers) : said(step.words, language),
    also: both ? said(step.words, language) : null,
    // Each keeps its own direction: a name in Latin letters would turn what stands beside it.
    about: [who, when, ...costOf(step, t, language)].map((part) => `\u2068${part}\u2069`).join(' · '),
  }
}

const goalOf = (goal: FrozenGoal, t: Translator, language: string): PlanSheet['goals'][number] => {
  const { status, waits_until } = goal
  const wait = waits_until
    ? t('public.plan.waits_until', { day: formatDay(language, waits_until, 'long') })
    : t('public.plan.waits')
  return {
    words: said(goal.words, goal.language ?? language),
    also: goal.translation && goal.language !== language ? said(goal.translation, language) : null,
    why: goal.why ? said(goal.why, goal.language ?? language) : null,
    why_label: t('public.plan.why'),
    note: status === 'waiting' ? wait : '',
    steps: goal.actions
      .toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.action_id.localeCompare(b.action_id))
      .map((step) => stepOf(step, goal.language, t, language)),
  }
}

const nameOfLanguage = (code: string, language: string): string =>
  new Intl.DisplayNames([languageOf(language).locale], { type: 'language' }).of(code) ?? code

const agreementLines = (version: VersionHead | null, t: Translator, language: string): string[] => {
  if (!version) return [t('public.plan.not_agreed')]
  const day = formatDay(language, version.agreed_on, 'long')
  return [
    t(`public.plan.agreed_${version.how}`, { day }),
    t('public.plan.read_in', { language: nameOfLanguage(version.language, language) }),
    ...(version.interpreter === 'not_needed' ? [] : [t('public.plan.interpreter')]),
  ]
}

export const planSheet = (
  { goals, version, review_on, name }: Printed,
  t: Translator,
  language: string,
  today: Day,
): PlanSheet => ({
  language,
  rtl: languageOf(language).direction === 'rtl',
  title: t('public.plan.title'),
  name,
  day: formatDay(language, today, 'long'),
  goals: goals.map((goal) => goalOf(goal, t, language)),
  lines: [
    ...agreementLines(version, t, language),
    ...(review_on ? [t('public.plan.next', { day: formatDay(language, review_on, 'long') })] : []),
    t('public.plan.any_time'),
  ],
  disagreed: version?.disagreed
    ? { label: t('public.plan.disagreed'), words: said(version.disagreed, version.language) }
    : null,
  signatures: [t('public.plan.my_signature'), t('public.plan.their_signature')],
  mark: version ? `${version.number} · ${version.hash.slice(0, 12)}` : '',
})
