// How interpreters, what they speak, and why somebody may or may not come are said on these screens.
import { daysBetween } from '#kit/day.ts'
import type { BadgeTone, Option } from '#kit/ui/index.ts'
import { day, hasText, list, locale, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { countryName, languageName } from '#language/ui/names.ts'
import type { BookingStatus } from '../booking.ts'
import type { Community, InterpreterStatus, InterpretingMode, RankReason, Rate, Spoken } from '../interpreter.ts'
import { dialects } from '../interpreting-facts.ts'
import type { Registered } from '../register.ts'

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

export const dialectName = (code: string): string => {
  const key = `interpreting.dialect_name.${code}`
  return hasText(key) ? t(key) : code
}
export const dialectOptions = (language: string | null): Option[] =>
  dialects
    .filter(({ under, as_language }) => language && [under, as_language].includes(language))
    .map(({ code }) => ({ id: code, label: dialectName(code) }))

/** A dialect that is a language of its own is named once. */
export const spokenName = ({ language, dialect }: { language: string; dialect: string | null }): string =>
  dialect && dialects.find(({ code }) => code === dialect)?.as_language !== language
    ? t('interpreting.spoken', { language: languageName(language), dialect: dialectName(dialect) })
    : languageName(language)

/** A name, or that the record it stood in has ended. */
export const calledName = (name: string): string => name || t('interpreting.record_ended')

/** As a heading: some languages write the names of languages small. */
export const headed = (name: string): string => name.charAt(0).toLocaleUpperCase(locale()) + name.slice(1)

/** Each language once, with its dialects behind it. */
export const spokenWords = (spoken: Spoken[]): string =>
  list(
    [...new Set(spoken.map(({ language }) => language))].map((language) => {
      const dialects = spoken.flatMap((each) => (each.language === language && each.dialect ? [each.dialect] : []))
      const name = languageName(language)
      return dialects.length > 0
        ? t('interpreting.spoken', { language: name, dialect: dialects.map(dialectName).join(', ') })
        : name
    }),
  )

export const modeWords = (modes: readonly InterpretingMode[]): string =>
  headed(list(modes.map((mode) => t(`interpreting.by.${mode}`))))

export const bookingTone: Record<BookingStatus, BadgeTone> = {
  offered: 'calm',
  declined: 'neutral',
  confirmed: 'good',
  stopped: 'danger',
  cancelled: 'neutral',
  attended: 'good',
  missed: 'danger',
  rated: 'good',
  paid: 'good',
}

export const statusTone: Record<InterpreterStatus, BadgeTone> = {
  applied: 'neutral',
  vetting: 'calm',
  active: 'good',
  resting: 'neutral',
  blocked: 'danger',
}

/** What of the vetting needs a hand: what is missing, what has ended, what ends within so many days. */
export const soonDays = 45
export const vettingState = (
  { missing, vetted_until }: Pick<Registered, 'missing' | 'vetted_until'>,
  today: string,
): { tone: BadgeTone; text: string } | null => {
  if (missing.length > 0) return { tone: 'warning', text: t('interpreting.vetting_lacks', { count: missing.length }) }
  if (vetted_until === null) return null
  const left = daysBetween(today, vetted_until)
  if (left < 0) return { tone: 'danger', text: t('interpreting.vetting_ended', { day: day(vetted_until) }) }
  if (left <= soonDays) return { tone: 'warning', text: t('interpreting.vetting_ends', { day: day(vetted_until) }) }
  return null
}

const against: readonly RankReason[] = ['not_in_hours', 'away', 'busy']
export const speaksAgainst = (reason: RankReason): boolean => against.includes(reason)

export const rateText = (rate: Rate): string =>
  [
    rate.mode ? t(`interpreting.mode.${rate.mode}`) : t('interpreting.rate.any_mode'),
    t('interpreting.rate.per', { money: money(rate.cents, rate.currency), minutes: rate.unit_minutes }),
    ...(rate.minimum_minutes > 0 ? [t('interpreting.rate.at_least', { minutes: rate.minimum_minutes })] : []),
    t(`interpreting.rate.rounding.${rate.rounding}`),
    ...(rate.travel_cents_per_km > 0
      ? [t('interpreting.rate.travel', { money: money(rate.travel_cents_per_km, rate.currency) })]
      : []),
  ].join(' · ')

export const communityText = (community: Community): string =>
  [
    community.group,
    community.region,
    community.country && countryName(community.country),
    community.language && languageName(community.language),
    community.worship,
  ]
    .filter(Boolean)
    // Each word in its own direction, whatever stands beside it.
    .map((word) => `\u2068${word}\u2069`)
    .join(' · ')
