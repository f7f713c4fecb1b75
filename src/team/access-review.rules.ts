// What is worth a second look among a week's openings. Simple on purpose: whoever reads a finding can check it by hand.
// Own proposal of this project, unreviewed.
import type { Day } from '#kit/day.ts'
import type { Finding, FindingKind } from './access-review.ts'

/** One colleague, one file, one basis, within the week looked at. */
export interface Opened {
  staff_id: string
  case_id: string
  reference: string
  basis: string
  /** The hours in which it was opened, as moments in UTC. */
  moments: string[]
  times: number
  /** Whether they did anything in the file within a week of it. */
  worked: boolean
}
export interface OpenedOnDay {
  staff_id: string
  of_day: Day
  files: number
}

/** Opened from six in the morning to ten in the evening: shelters work late, and so may whoever visits them. */
export const workingHours = { zone: 'Europe/Madrid', from: 6, until: 22 }
const formats = new Map<string, Intl.DateTimeFormat>()
const hourIn = (zone: string, moment: string): number => {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
  formats.set(zone, format)
  return Number(format.format(new Date(moment)))
}
export const outsideHours = (moment: string, { zone, from, until } = workingHours): boolean => {
  const hour = hourIn(zone, moment)
  return hour < from || hour >= until
}

export const median = (numbers: number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** More different files on one day than this, and than three times the colleague's own median day, is unusual. */
export const manyFrom = 15
export const isUnusual = (files: number, ownMedian: number): boolean => files > manyFrom && files > 3 * ownMedian

const dayOf = (moment: string): Day => moment.slice(0, 10)
const lastDay = (moments: string[]): Day => dayOf([...moments].sort().at(-1)!)

const ofFile = (kind: FindingKind, row: Opened, of_day: Day, count = row.times) => ({
  kind,
  staff_id: row.staff_id,
  case_id: row.case_id,
  of_day,
  reference: row.reference,
  basis: row.basis,
  count,
  usual: null,
})
type Found = Omit<Finding, 'seen' | 'own'>

/** A file opened once in a while to look something up is everyday; three times and nothing done is worth asking. */
const lookedOften = 3
const nothingDone = ({ basis, worked, times }: Opened): boolean =>
  !worked && basis !== 'break_glass' && (basis !== 'team' || times >= lookedOften)

/** `days`: the colleague's days before and within the week, for what is usual; `from` is the first day looked at. */
export const findingsOf = (opened: Opened[], days: OpenedOnDay[], from: Day): Found[] => {
  const usual = new Map<string, number[]>()
  for (const { staff_id, of_day, files } of days)
    if (of_day < from) usual.set(staff_id, [...(usual.get(staff_id) ?? []), files])
  const many = days
    .filter(({ of_day }) => of_day >= from)
    .map((row) => ({ ...row, usual: median(usual.get(row.staff_id) ?? []) }))
    .filter((row) => isUnusual(row.files, row.usual))
    .map(
      (row): Found => ({
        kind: 'many_files',
        staff_id: row.staff_id,
        case_id: null,
        of_day: row.of_day,
        reference: null,
        basis: null,
        count: row.files,
        usual: row.usual,
      }),
    )
  return [
    ...many,
    ...opened
      .filter(({ basis }) => basis === 'break_glass')
      .map((row) => ofFile('broken_glass', row, lastDay(row.moments))),
    ...opened.flatMap((row) => {
      const odd = row.moments.filter((moment) => outsideHours(moment))
      return odd.length > 0 ? [ofFile('odd_hours', row, lastDay(odd), odd.length)] : []
    }),
    ...opened.filter(nothingDone).map((row) => ofFile('nothing_done', row, lastDay(row.moments))),
  ]
}
