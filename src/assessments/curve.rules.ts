// A score over time as places on a sheet: the line, what is called what behind it, and the days things happened. Time
// runs the way the reader reads.
import { addDays, addMonths, type Day, daysBetween } from '#kit/day.ts'
import type { CutOff, Score } from './instrument.ts'

export interface CurveReading {
  id: string
  day: Day
  /** null: too much was left out to say; the line stops there. */
  value: number | null
}
export interface CurveEvent {
  id: string
  day: Day
}
export interface Sheet {
  width: number
  height: number
  direction: 'ltr' | 'rtl'
}
export interface Span {
  from: Day
  to: Day
}

export const spans = ['month', 'half_year', 'year', 'all'] as const
export type SpanName = (typeof spans)[number]
const monthsOf = { month: 1, half_year: 6, year: 12 } as const

/** The latest stretch of time of that length; never shorter than a week, so that one day is no wall. */
export const spanOf = (name: SpanName, days: Day[], today: Day): Span => {
  const last = days.reduce((latest, day) => (day > latest ? day : latest), today)
  if (name !== 'all') return { from: addMonths(last, -monthsOf[name]), to: last }
  const first = days.reduce((earliest, day) => (day < earliest ? day : earliest), last)
  return { from: daysBetween(first, last) < 7 ? addDays(last, -7) : first, to: last }
}

/** The shortest stretch that shows at least two readings; everything where none does. */
export const usualSpan = (days: Day[], today: Day): SpanName =>
  spans.find((name) => {
    const { from, to } = spanOf(name, days, today)
    return days.filter((day) => day >= from && day <= to).length > 1
  }) ?? 'all'

/** A form with many scores is a matrix: its domains are read side by side, not as eighteen lines. */
const mostScores = 9
export const isLine = (scores: number): boolean => scores > 0 && scores <= mostScores

export const inSpan = <Dated extends { day: Day }>(all: Dated[], { from, to }: Span): Dated[] =>
  all.filter(({ day }) => day >= from && day <= to)

interface Tick {
  day: Day
  /** A month is named without its day, and with its year where one begins. */
  kind: 'day' | 'month' | 'year'
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** Days worth writing under the line: every few days, or the first of every few months; never more than there is room for. */
export const ticksOf = ({ from, to }: Span, most: number): Tick[] => {
  for (const step of [1, 2, 7, 14]) {
    const count = Math.floor(daysBetween(from, to) / step) + 1
    if (count > most) continue
    return Array.from({ length: count }, (_, place) => ({ day: addDays(from, place * step), kind: 'day' as const }))
  }
  const start = firstOfMonth(from) < from ? addMonths(firstOfMonth(from), 1) : from
  for (const step of [1, 2, 3, 6, 12, 24, 60]) {
    const ticks: Tick[] = []
    for (let day = start; day <= to; day = addMonths(day, step))
      ticks.push({
        day,
        kind: ticks.length === 0 || day.slice(0, 4) > ticks.at(-1)!.day.slice(0, 4) ? 'year' : 'month',
      })
    if (ticks.length <= most) return ticks
  }
  return [{ day: to, kind: 'day' }]
}

/** Room for the numbers beside the line, and for the days under it. */
export const margins = { start: 34, end: 14, top: 26, foot: 40 }
/** A day under the line takes this much room. */
const tickWidth = 74

type Scale = Pick<Score, 'from' | 'to' | 'bands' | 'cut_offs'>

export interface Curve {
  plot: { x: number; y: number; width: number; height: number }
  bands: { code: string; y: number; height: number; place: number }[]
  lines: { code: string; y: number }[]
  steps: { value: number; y: number }[]
  ticks: (Tick & { x: number })[]
  path: string
  dots: { id: string; x: number; y: number }[]
  /** Numbered in the order they happened; those of one day share a place. */
  marks: { ids: string[]; day: Day; x: number; number: number }[]
}

const lineOf = ({ from, to }: CutOff): number | undefined => from ?? to
const round = (value: number): number => Math.round(value * 10) / 10

export const drawCurve = (
  scale: Scale,
  readings: CurveReading[],
  events: CurveEvent[],
  span: Span,
  { width, height, direction }: Sheet,
): Curve => {
  const rtl = direction === 'rtl'
  const plot = {
    x: rtl ? margins.end : margins.start,
    y: margins.top,
    width: Math.max(40, width - margins.start - margins.end),
    height: Math.max(40, height - margins.top - margins.foot),
  }
  const days = Math.max(1, daysBetween(span.from, span.to))
  const along = (day: Day): number => {
    const part = daysBetween(span.from, day) / days
    return round(plot.x + (rtl ? 1 - part : part) * plot.width)
  }
  const reach = Math.max(1, scale.to - scale.from)
  const up = (value: number): number => round(plot.y + plot.height * (1 - (value - scale.from) / reach))
  const sorted = [...inSpan(readings, span)].sort((a, b) => a.day.localeCompare(b.day))
  let pen = 'M'
  const path: string[] = []
  for (const { day, value } of sorted) {
    if (value === null) {
      pen = 'M'
      continue
    }
    path.push(`${pen}${along(day)} ${up(value)}`)
    pen = 'L'
  }
  const marks: Curve['marks'] = []
  for (const { id, day } of [...inSpan(events, span)].sort((a, b) => a.day.localeCompare(b.day))) {
    const last = marks.at(-1)
    if (last?.day === day) last.ids.push(id)
    else marks.push({ ids: [id], day, x: along(day), number: marks.length + 1 })
  }
  // A band of whole numbers reaches to where the next one begins; the last one to the end.
  const bands = scale.bands.map(({ code, from }, place) => {
    const top = up(scale.bands[place + 1]?.from ?? scale.to)
    return { code, place, y: top, height: round(up(from) - top) }
  })
  const named = scale.bands.length > 0 ? scale.bands.map(({ from }) => from) : scale.cut_offs.map(lineOf)
  const values = [scale.from, ...named.filter((value) => value !== undefined), scale.to]
  return {
    plot,
    bands,
    lines: scale.cut_offs.flatMap((line) => {
      const value = lineOf(line)
      return value === undefined ? [] : [{ code: line.code, y: up(value) }]
    }),
    steps: [...new Set(values)].map((value) => ({ value, y: up(value) })),
    ticks: ticksOf(span, Math.max(2, Math.floor(plot.width / tickWidth))).map((tick) => ({
      ...tick,
      x: along(tick.day),
    })),
    path: path.join(''),
    dots: sorted.flatMap(({ id, day, value }) => (value === null ? [] : [{ id, x: along(day), y: up(value) }])),
    marks,
  }
}
