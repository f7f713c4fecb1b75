// The language of whoever sits at the desk, bound once, so a screen says `t('plans.title')` and `day(review_date)`.
import type { Day, Moment } from '#kit/day.ts'
import { language } from '#kit/say.ts'
import { formatDay, formatDaysAway, formatList, formatMoment, formatNumber, formatTime } from './format.ts'

export { direction, hasText, language, locale, type TextValues, t } from '#kit/say.ts'
export { isolate } from './format.ts'

export const day = (value: Day, style?: 'long' | 'short' | 'weekday'): string => formatDay(language(), value, style)
export const moment = (value: Moment): string => formatMoment(language(), value)
export const time = (value: Moment): string => formatTime(language(), value)
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  formatNumber(language(), value, options)
export const daysAway = (days: number): string => formatDaysAway(language(), days)
export const list = (items: string[]): string => formatList(language(), items)
