// What stands on the card somebody carries: their own words under neutral headings. A word that would tell a finder what
// it is about is pointed out before it is printed.
import { languageOf } from '#language/languages.ts'
import { type PlanPart, planParts, type SafetyPlanWords } from './plan.ts'
import type { PlanCardFacts } from './plan-card.ts'

export interface PlanBlock {
  head: string
  lines: string[]
}
export interface PlanSheet {
  language: string
  rtl: boolean
  title: string
  blocks: PlanBlock[]
}

const joined = (first: string, second: string): string => (second === '' ? first : `${first}: ${second}`)

const linesOf: Record<PlanPart, (plan: SafetyPlanWords) => string[]> = {
  signs: ({ signs }) => signs,
  helps: ({ helps }) => helps,
  people: ({ people }) => people.map(({ name, how }) => joined(name, how)),
  places: ({ places }) => places,
  take: ({ take }) => take,
  code_word: ({ code_word, code_means }) => (code_word === '' ? [] : [joined(code_word, code_means)]),
  calls: ({ calls }) => calls.map(({ who, number }) => joined(who, number)),
}

/** In a language no headings are kept in, those of English stand: the words are the person's own anyway. */
export const planSheet = (
  facts: PlanCardFacts,
  language: string,
  plan: SafetyPlanWords,
  parts: readonly PlanPart[],
): PlanSheet => {
  const known = facts.texts[language] ? language : 'en'
  const texts = facts.texts[known]!
  return {
    language: known,
    rtl: languageOf(known).direction === 'rtl',
    title: texts.title,
    blocks: planParts
      .filter((part) => parts.includes(part))
      .map((part) => ({ head: texts[part], lines: linesOf[part](plan) }))
      .filter(({ lines }) => lines.length > 0),
  }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `begin*` fits what begins so, `*part*` what holds it, everything else the whole word. */
const fits = (word: string, telling: string): boolean => {
  const bare = telling.replaceAll('*', '')
  if (telling.startsWith('*')) return word.includes(bare)
  return telling.endsWith('*') ? word.startsWith(bare) : word === bare
}

/** The words of a plan that would tell; `names` are those of the house. To be asked about, not to be refused. */
export const tellingWords = (
  { telling }: PlanCardFacts,
  plan: SafetyPlanWords,
  parts: readonly PlanPart[],
  names: readonly string[],
): string[] => {
  const text = parts.flatMap((part) => linesOf[part](plan)).join(' ')
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  const found = words.filter((word) => telling.some((each) => fits(plain(word), plain(each))))
  const flat = plain(text)
  return [...new Set([...found, ...names.filter((name) => name.length >= 3 && flat.includes(plain(name)))])]
}

/** What the fonts of the press can draw. */
const drawable =
  /^[\p{Script=Latin}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Common}\p{Script=Inherited}]*$/u
export const isDrawable = ({ blocks }: PlanSheet): boolean =>
  blocks.every(({ lines }) => lines.every((line) => drawable.test(line)))
