// Reads the official text of an instrument out of a FHIR Questionnaire (R4 or R5) and says which of its sentences belongs
// to which of our questions. A person looks at the proposal before anything is kept.
import { longestSentence } from './screening.ts'

/** A questionnaire of twenty questions in a dozen languages stays far below. */
export const largestQuestionnaire = 256 * 1024
const deepest = 8
const mostQuestions = 200

export const questionnaireFaults = [
  'too_large',
  'not_json',
  'not_a_questionnaire',
  'too_deep',
  'too_many',
  'no_questions',
  'sentence_too_long',
] as const
export type QuestionnaireFault = (typeof questionnaireFaults)[number]

export interface OfficialQuestion {
  link_id: string
  /** Codes the question carries besides its link. */
  codes: string[]
  /** By language; the questionnaire's own first. */
  sentences: Record<string, string>
}
export interface QuestionnaireRead {
  title: string
  language: string
  languages: string[]
  /** What it says itself about who may use it. */
  copyright: string
  questions: OfficialQuestion[]
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
/** `es-ES` is read as `es`. */
const languageOf = (value: unknown): string => /^[a-z]{2,3}\b/i.exec(textOf(value))?.[0].toLowerCase() ?? ''

const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation'
const translationsOf = (item: Json): [string, string][] =>
  listOf(isObject(item._text) ? item._text.extension : [])
    .filter(({ url }) => url === translationUrl)
    .map(({ extension }) => {
      const part = (name: string) => listOf(extension).find(({ url }) => url === name)
      return [
        languageOf(part('lang')?.valueCode),
        textOf(part('content')?.valueString ?? part('content')?.valueMarkdown),
      ]
    })

const silent = new Set(['group', 'display'])

const questionsIn = (items: unknown, language: string, depth: number): OfficialQuestion[] | 'too_deep' => {
  if (depth > deepest) return 'too_deep'
  const found: OfficialQuestion[] = []
  for (const item of listOf(items)) {
    const text = textOf(item.text)
    if (text !== '' && !silent.has(textOf(item.type)))
      found.push({
        link_id: textOf(item.linkId).slice(0, 100),
        codes: listOf(item.code).map(({ code }) => textOf(code)),
        sentences: Object.fromEntries(
          [...translationsOf(item), [language, text]].filter(([code, said]) => code && said),
        ),
      })
    const below = questionsIn(item.item, language, depth + 1)
    if (below === 'too_deep') return below
    found.push(...below)
  }
  return found
}

export const readQuestionnaire = (file: string): QuestionnaireRead | { fault: QuestionnaireFault } => {
  if (file.length > largestQuestionnaire) return { fault: 'too_large' }
  let value: unknown
  try {
    value = JSON.parse(file)
  } catch {
    return { fault: 'not_json' }
  }
  if (!isObject(value) || value.resourceType !== 'Questionnaire') return { fault: 'not_a_questionnaire' }
  const language = languageOf(value.language) || 'en'
  const questions = questionsIn(value.item, language, 1)
  if (questions === 'too_deep') return { fault: 'too_deep' }
  if (questions.length === 0) return { fault: 'no_questions' }
  if (questions.length > mostQuestions) return { fault: 'too_many' }
  const sentences = questions.flatMap((each) => Object.entries(each.sentences))
  if (sentences.some(([, sentence]) => sentence.length > longestSentence)) return { fault: 'sentence_too_long' }
  return {
    title: textOf(value.title) || textOf(value.name),
    language,
    languages: [language, ...new Set(sentences.map(([code]) => code))].filter(
      (code, at, all) => all.indexOf(code) === at,
    ),
    copyright: textOf(value.copyright).slice(0, 1_000),
    questions,
  }
}

/** `QYIT-1`, `told_to_lie` and `Told to lie` meet. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Any instrument whose questions have codes, of this room or of a later one. */
export interface AsksItems {
  id: string
  items: readonly { code: string }[]
}

export interface Mapped {
  /** Item of ours → place of the official question in the file; null: none proposed. */
  matches: Record<string, number | null>
  /** Official questions that fit none of ours. */
  unknown: number[]
  /** Ours that keep our own words. */
  missing: string[]
}

/**
 * By link or code where they are named like ours; the rest by their order, if as many are left on both sides: another
 * number means another form of the instrument, and a guess would put a sentence to the wrong question.
 */
export const mapQuestionnaire = (instrument: AsksItems, { questions }: QuestionnaireRead): Mapped => {
  const matches: Record<string, number | null> = Object.fromEntries(instrument.items.map(({ code }) => [code, null]))
  const free = new Set(questions.keys())
  for (const { code } of instrument.items) {
    const wanted = new Set([plain(code), plain(`${instrument.id} ${code}`)])
    const at = questions.findIndex(
      ({ link_id, codes }, place) => free.has(place) && [link_id, ...codes].some((each) => wanted.has(plain(each))),
    )
    if (at < 0) continue
    matches[code] = at
    free.delete(at)
  }
  const left = instrument.items.filter(({ code }) => matches[code] === null)
  if (left.length === free.size)
    left.forEach(({ code }, place) => {
      matches[code] = [...free][place]!
    })
  const used = new Set(Object.values(matches))
  return {
    matches,
    unknown: [...questions.keys()].filter((place) => !used.has(place)),
    missing: Object.keys(matches).filter((code) => matches[code] === null),
  }
}

/** The sentences of a mapping in one language; a question without that language keeps our words. */
export const sentencesOf = (read: QuestionnaireRead, matches: Mapped['matches'], language: string) =>
  Object.fromEntries(
    Object.entries(matches).flatMap(([code, place]) => {
      const sentence = place === null ? undefined : read.questions[place]?.sentences[language]
      return sentence ? [[code, sentence]] : []
    }),
  )
