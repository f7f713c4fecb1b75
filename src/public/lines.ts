// The help lines on the page: from data/codes/help_lines.json, with how sure we are of each.
import { z } from 'zod'
import { Code, type Facts } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatList, formatMonth } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import { type Html, html } from './html.ts'
import { linkOf, staysFresh, trustOf } from './lines.rules.ts'

export const lineKinds = [
  'emergency',
  'police_now',
  'police',
  'help',
  'help_police',
  'women',
  'children',
  'missing',
  'crisis',
  'crime',
  'rights',
] as const

export const HelpLine = z
  .object({
    code: Code,
    country: z.string().regex(/^[A-Z]{2}$/),
    kind: z.enum(lineKinds),
    /** As people read it. */
    number: z.string(),
    /** Its own name, in its own language. */
    name: z.string(),
    /** Called before anything else is asked. */
    first: z.boolean().default(false),
    /** Stands on the card people carry. */
    card: z.boolean().default(false),
    by: z.enum(['call', 'sms', 'whatsapp']).default('call'),
    /** Works only inside its country. */
    short_code: z
      .string()
      .regex(/^\d{2,9}$/)
      .nullable(),
    /** Works from any country. */
    e164: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/)
      .nullable(),
    hours: z.enum(['always']).nullable(),
    free: z.boolean().nullable(),
    languages: z.array(z.string()),
    source: z.string().min(10),
    confidence: z.enum(['checked', 'secondary', 'memory']),
    /** The day of the last source that names the number, or on which somebody called it; null from memory. */
    verified_on: Day.nullable(),
  })
  .refine(({ short_code, e164 }) => (short_code === null) !== (e164 === null), 'a number is short or whole')
  .refine(({ confidence, verified_on }) => confidence !== 'memory' || verified_on === null, 'memory confirms nothing')
  .refine(({ confidence, verified_on }) => confidence !== 'checked' || verified_on !== null, 'checked, but when?')
export type HelpLine = z.infer<typeof HelpLine>

export const helpLines = (facts: Pick<Facts, 'codes'>): HelpLine[] =>
  z.array(HelpLine).parse(facts.codes.help_lines?.codes ?? [])

export const todayHere = (): Day => new Date().toISOString().slice(0, 10)

const howSure = (language: string, t: Translator, line: HelpLine, today: Day): string => {
  const trust = trustOf(line, today)
  if (trust === 'memory') return t('public.line.memory')
  if (trust === 'unsure' || !line.verified_on) return t('public.line.secondary_undated')
  const date = formatMonth(language, line.verified_on.slice(0, 7))
  if (trust === 'again') return t('public.line.again', { date, days: staysFresh })
  return t(`public.line.${line.confidence}`, { date })
}

const languageNames = new Map<string, Intl.DisplayNames>()
export const nameOfLanguage = (language: string, code: string): string => {
  const known =
    languageNames.get(language) ?? new Intl.DisplayNames([languageOf(language).locale], { type: 'language' })
  languageNames.set(language, known)
  return known.of(code) ?? code
}

const detail = (language: string, t: Translator, line: HelpLine): string =>
  [
    line.by !== 'call' && t(`public.line.${line.by}`),
    line.hours && t('public.line.always'),
    line.free && t('public.line.free'),
    line.languages.length > 0 &&
      t('public.line.languages', {
        languages: formatList(
          language,
          line.languages.map((each) => nameOfLanguage(language, each)),
        ),
      }),
  ]
    .filter(Boolean)
    .join(' · ')

/** What the line is for, in the reader's language: its own sentence, or that of its kind. */
export const lineFor = (t: Translator, { code, kind }: Pick<HelpLine, 'code' | 'kind'>): string => {
  const key = `public.line.${code}`
  const text = t(key)
  return text === key ? t(`public.kind.${kind}`) : text
}

const shownNumber = (line: HelpLine): Html => {
  const link = linkOf(line)
  const number = html`<bdi dir="ltr">${line.number}</bdi>`
  return link ? html`<a href="${link}">${number}</a>` : html`<b>${number}</b>`
}

/** The emergency number alone, large: whoever needs it now reads no more. How sure we are stands with the other lines. */
export const callNow = (t: Translator, line: HelpLine): Html =>
  html`<li class="first">${shownNumber(line)}<b>${lineFor(t, line)}</b></li>`

/** Numbers read from the left in every script. */
export const showLine = (
  language: string,
  t: Translator,
  line: HelpLine,
  today = todayHere(),
): Html => html`<li${line.first && html` class="first"`}>
${shownNumber(line)}
<div><b>${lineFor(t, line)}</b><small>${detail(language, t, line)}</small><small class="sure">${howSure(language, t, line, today)}</small></div></li>`
