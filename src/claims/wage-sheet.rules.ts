// The table of wages never paid as counsel and a court read it: a line for each month, each floor with where it stands, and
// the sums. No name, no alias, no employer.
import type { TableFile } from '#interpreters/table-file.rules.ts'
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay, formatMonth, formatNumber } from '#language/format.ts'
import type { WageMonth, WageTable } from './wages.ts'

/** Whole cents as a number with two places: exact in a spreadsheet. */
const money = (cents: number): number => cents / 100
const hours = (minutes: number): number => Math.round(minutes / 0.6) / 100

export const wageColumns = [
  ...['month', 'days', 'ordinary_hours', 'overtime_hours', 'owed_ordinary', 'owed_overtime', 'offset'],
  ...['owed', 'received', 'difference', 'interest', 'kept'],
] as const
const more = ['currency', 'rates', 'remarks'] as const

const owedOf = ({ owed_ordinary, owed_overtime, offset }: WageMonth): number => owed_ordinary + owed_overtime - offset

const numbersOf = (each: WageMonth): number[] => [
  ...[each.days, hours(each.ordinary_minutes), hours(each.overtime_minutes)],
  ...[each.owed_ordinary, each.owed_overtime, each.offset, owedOf(each)].map(money),
  ...[each.received, each.difference, each.interest, each.kept].map(money),
]

/** Each rate with the day it holds from and where it is written. */
export const rateWords = (t: Translator, language: string, { rates, currency }: WageMonth): string[] =>
  rates.map(({ source, floor, amount, per, payments, from, cited }) =>
    t('claims.rate', {
      what: source === 'floor' ? t(`claims.floor.${floor}`) : t('claims.agreed'),
      amount: formatNumber(language, amount / 100, { minimumFractionDigits: 2 }),
      currency,
      per: t(`claims.per.${per}`),
      payments: per === 'month' ? (payments ?? 12) : 0,
      from: formatDay(language, from, 'short'),
      cited,
    }),
  )

export const remarksOf = (t: Translator, { beyond, days_without_rate }: WageMonth): string[] => [
  ...(beyond ? [t('claims.beyond_star')] : []),
  ...(days_without_rate > 0 ? [t('claims.days_without_rate', { count: days_without_rate })] : []),
]

export const wageFile = (t: Translator, language: string, tables: readonly WageTable[]): TableFile => ({
  columns: [...wageColumns, ...more].map((each) => t(`claims.column.${each}`)),
  rows: tables.flatMap(({ currency, months, owed, received, difference, interest, kept }) => [
    ...months.map((each) => [
      ...[each.month, ...numbersOf(each), currency],
      ...[rateWords(t, language, each).join('; '), remarksOf(t, each).join('; ')],
    ]),
    [
      ...[t('claims.sum'), '', '', '', '', '', ''],
      ...[owed, received, difference, interest, kept].map(money),
      ...[currency, '', ''],
    ],
  ]),
})

export interface WagePage {
  title: string
  day: string
  language: string
  columns: string[]
  tables: { rows: string[][]; sums: string[]; total: string; rates: string[]; remarks: string[] }[]
  notes: string[]
}

export const wagePage = (t: Translator, language: string, tables: readonly WageTable[], today: Day): WagePage => {
  const shown = (amount: number) =>
    formatNumber(language, amount, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const sum = (cents: number) => shown(cents / 100)
  return {
    title: t('claims.sheet_title'),
    day: formatDay(language, today, 'long'),
    language,
    columns: ['month', 'ordinary_hours', 'overtime_hours', 'owed', 'received', 'difference', 'interest'].map((each) =>
      t(`claims.column.${each}`),
    ),
    tables: tables.map(({ currency, months, owed, received, difference, interest, total }) => ({
      rows: months.map((each) => [
        formatMonth(language, each.month) + (each.beyond ? ' *' : ''),
        ...[each.ordinary_minutes, each.overtime_minutes].map((minutes) => shown(hours(minutes))),
        ...[owedOf(each), each.received, each.difference, each.interest].map(sum),
      ]),
      sums: [t('claims.sum'), '', '', ...[owed, received, difference, interest].map(sum)],
      total: t('claims.total', { amount: sum(total), currency }),
      rates: [...new Set(months.flatMap((each) => rateWords(t, language, each)))],
      remarks: [
        ...(months.some(({ beyond }) => beyond) ? [`* ${t('claims.beyond_star')}`] : []),
        ...[...new Set(months.flatMap((each) => remarksOf(t, { ...each, beyond: false })))],
      ],
    })),
    notes: [t('claims.not_a_verdict'), t('claims.not_reviewed')],
  }
}
