// What stands on the card people carry: whom to call, what they may ask for, three rights. It looks like a list of useful
// numbers: nothing on it names what it is about, and no number stands there surer than it is.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay, formatMonth } from '#language/format.ts'
import { trustOf } from './lines.rules.ts'
import type { HelpLine } from './lines.ts'
import type { RightsFile } from './rights.ts'

export interface CardNumber {
  number: string
  label: string
  /** Whether it is free, when it answers, and how sure the number is. */
  about: string
}

export interface CardSheet {
  language: string
  title: string
  country: string
  emergency: CardNumber | null
  numbers: CardNumber[]
  ask: string
  /** In her own words, and in those of the country, to be shown to somebody there. */
  phrases: { own: string; local: string }[]
  local_language: string
  know: string
  rights: { text: string; sure: string }[]
  printed: string
}

export interface CardReader {
  language: string
  t: Translator
}

const neutral = new Set<HelpLine['kind']>(['help', 'help_police', 'women', 'children', 'crisis', 'crime'])
export const cardLabel = (t: Translator, { kind }: Pick<HelpLine, 'kind'>): string =>
  t(neutral.has(kind) ? `public.card.kind.${kind}` : `public.kind.${kind}`)

/** Every number carries its day, or that nobody confirmed it. */
export const cardSure = ({ language, t }: CardReader, line: HelpLine, today: Day): string => {
  const trust = trustOf(line, today)
  if (trust === 'memory' || trust === 'unsure' || !line.verified_on) return t('public.card.unsure')
  return t(`public.card.${trust}`, { date: formatMonth(language, line.verified_on.slice(0, 7)) })
}

const numberOf = (reader: CardReader, line: HelpLine, today: Day): CardNumber => ({
  number: line.number,
  label: cardLabel(reader.t, line),
  about: [
    line.hours && reader.t('public.card.always'),
    line.free && reader.t('public.card.free'),
    cardSure(reader, line, today),
  ]
    .filter(Boolean)
    .join(' · '),
})

const asked = ['interpreter', 'doctor', 'lawyer'].map((what) => `public.card.${what}`)

export const cardOf = (
  reader: CardReader,
  local: CardReader,
  country: string,
  { rights }: RightsFile,
  lines: readonly HelpLine[],
  today: Day,
): CardSheet => {
  const { language, t } = reader
  const first = lines.find((line) => line.first)
  return {
    language,
    title: t('public.card.title'),
    country,
    emergency: first ? numberOf(reader, first, today) : null,
    numbers: lines.filter((line) => line.card && !line.first).map((line) => numberOf(reader, line, today)),
    ask: t('public.card.ask'),
    phrases: asked.map((key) => ({ own: t(key), local: local.language === language ? '' : local.t(key) })),
    local_language: local.language,
    know: t('public.card.know'),
    rights: rights
      .filter(({ card }) => card)
      .slice(0, 3)
      .map(({ code, confidence }) => ({
        text: t(`public.card.right.${code}`),
        sure: confidence === 'memory' ? t('public.card.unsure') : '',
      })),
    printed: t('public.card.printed', { date: formatDay(language, today, 'long') }),
  }
}
