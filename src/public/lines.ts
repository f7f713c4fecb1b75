// The help lines on the page: from data/codes/help_lines.json, with how sure we are of each.
import { z } from 'zod'
import { Code, type Facts } from '#facts/facts.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay, formatList } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import { type Html, html } from './html.ts'

export const HelpLine = z.object({
  code: Code,
  country: z.string().length(2),
  number: z.string(),
  name: z.string(),
  first: z.boolean().default(false),
  hours: z.enum(['always']).nullable(),
  free: z.boolean().nullable(),
  languages: z.array(z.string()),
  source: z.string().min(10),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  seen_in: z
    .string()
    .regex(/^\d{4}(-\d\d){0,2}$/)
    .nullable(),
})
export type HelpLine = z.infer<typeof HelpLine>

export const helpLines = (facts: Pick<Facts, 'codes'>): HelpLine[] =>
  z.array(HelpLine).parse(facts.codes.help_lines?.codes ?? [])

const when = (language: string, seen_in: string): string => {
  if (seen_in.length === 10) return formatDay(language, seen_in)
  if (seen_in.length === 4) return seen_in
  const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(languageOf(language).locale, style).format(Date.parse(`${seen_in}-01T00:00:00Z`))
}

const howSure = (language: string, t: Translator, { confidence, seen_in }: HelpLine): string => {
  if (confidence === 'memory') return t('public.line.memory')
  if (!seen_in) return t('public.line.secondary_undated')
  return t(`public.line.${confidence}`, { date: when(language, seen_in) })
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

const said = (t: Translator, line: HelpLine): string => {
  const key = `public.line.${line.code}`
  const text = t(key)
  return text === key ? line.name : text
}

/** Numbers read from the left in every script. */
export const showLine = (
  language: string,
  t: Translator,
  line: HelpLine,
): Html => html`<li${line.first && html` class="first"`}>
<a href="tel:${line.number.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${line.number}</bdi></a>
<div><b>${said(t, line)}</b><small>${detail(language, t, line)}</small><small class="sure">${howSure(language, t, line)}</small></div></li>`
