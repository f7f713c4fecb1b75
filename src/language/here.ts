// The language of whoever sits at the desk, bound once, so a screen says `t('plans.title')` and `day(review_date)`.
import type { Day, Moment } from '#kit/day.ts'
import { direction, language } from '#kit/say.ts'
import { formatDay, formatDaysAway, formatList, formatMoment, formatMonth, formatNumber, formatTime } from './format.ts'

export { direction, hasText, language, locale, type TextValues, t } from '#kit/say.ts'
export { isolate } from './format.ts'

/** In text read from the right, a date keeps its own order whatever stands beside it. */
const apart = (text: string): string => (direction() === 'rtl' ? `\u2068${text}\u2069` : text)

export const day = (value: Day, style?: 'long' | 'short' | 'weekday' | 'brief'): string =>
  apart(formatDay(language(), value, style))
export const month = (value: string, style?: 'long' | 'short'): string => apart(formatMonth(language(), value, style))
export const moment = (value: Moment): string => apart(formatMoment(language(), value))
export const time = (value: Moment): string => apart(formatTime(language(), value))
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  formatNumber(language(), value, options)
export const daysAway = (days: number): string => apart(formatDaysAway(language(), days))
export const list = (items: string[]): string => formatList(language(), items)
/** One of them. */
export const eitherOf = (items: string[]): string => formatList(language(), items, 'disjunction')
