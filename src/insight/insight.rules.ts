// What a count over time needs: every month is there, also those in which nothing happened.
import { addMonths, type Day } from '#kit/day.ts'
import type { Month } from './insight.ts'

/** The month of `today` and those before it, oldest first. */
export const monthsUntil = (today: Day, count: number): Month[] =>
  Array.from({ length: count }, (_, place) => addMonths(`${today.slice(0, 7)}-01`, place - count + 1).slice(0, 7))

/** The first day that a count over these months looks back to. */
export const firstDayOf = (months: Month[]): Day => `${months[0]!}-01`

/** One number for each of the codes, nought where nothing was counted, in the order of the codes. */
export const filled = <Code extends string>(codes: readonly Code[], rows: { code: string; count: number }[]) =>
  codes.map((code) => ({ code, count: rows.find((row) => row.code === code)?.count ?? 0 }))

/** Where most of them are; undefined while there are none. The first wins where two are as many. */
export const mostOf = <Row extends { count: number }>(rows: Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((most, row) => (row.count > (most?.count ?? 0) ? row : most), undefined)

export const totalOf = (counts: number[]): number => counts.reduce((sum, each) => sum + each, 0)

/** A wait as people speak of it: whole days, and never none. */
export const spokenDays = (days: number): number => Math.max(1, Math.round(days))
