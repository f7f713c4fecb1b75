// The line of one score: bands as soft ground, events as numbered marks, no colour that alarms; and all of it as a table.
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { day, direction, list, month, number, t } from '#language/here.ts'
import { type Curve as Drawn, drawCurve, inSpan, type Span } from '../curve.rules.ts'
import type { Score } from '../instrument.ts'
import type { AssessmentHead, FileEvent } from '../results.ts'
import { type Form, readingWords, scoreName } from './form-words.ts'
import '#kit/ui/chart.css'
import './results.css'

const height = 250

/** As wide as there is room, so that letters keep their size on a telephone. */
const useWidth = (of: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const here = of.current
    if (!here) return
    const look = new ResizeObserver(([entry]) => entry && setWidth(Math.max(260, Math.floor(entry.contentRect.width))))
    look.observe(here)
    return () => look.disconnect()
  }, [of])
  return width
}

function Ticks({ drawn }: { drawn: Drawn }) {
  const foot = drawn.plot.y + drawn.plot.height
  return drawn.ticks.map(({ day: at, kind, x }) => (
    <g key={at} className="curve-tick">
      <line x1={x} x2={x} y1={foot} y2={foot + 5} />
      <text x={x} y={foot + 18} textAnchor="middle">
        {kind === 'day' ? day(at, 'brief') : month(at.slice(0, 7), 'short')}
      </text>
      {kind === 'year' && (
        <text x={x} y={foot + 33} textAnchor="middle">
          {at.slice(0, 4)}
        </text>
      )}
    </g>
  ))
}

function Sheet({ drawn, width, label }: { drawn: Drawn; width: number; label: string }) {
  const { plot, bands, lines, steps, path, dots, marks } = drawn
  const rtl = direction() === 'rtl'
  const numbersAt = rtl ? plot.x + plot.width + 6 : plot.x - 6
  return (
    <svg
      className="curve"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {bands.map(({ code, y, height: tall, place }) => (
        <rect key={code} className={`curve-band-${place % 2}`} x={plot.x} y={y} width={plot.width} height={tall} />
      ))}
      {lines.map(({ code, y }) => (
        <line key={code} className="curve-line" x1={plot.x} x2={plot.x + plot.width} y1={y} y2={y} />
      ))}
      {steps.map(({ value, y }) => (
        <text key={value} className="curve-step" x={numbersAt} y={y + 4} textAnchor={rtl ? 'start' : 'end'}>
          {number(value)}
        </text>
      ))}
      <path className="curve-axis" d={`M${plot.x} ${plot.y + plot.height}h${plot.width}`} />
      <Ticks drawn={drawn} />
      {marks.map(({ day: at, x, number: which }) => (
        <g key={at} className="curve-event">
          <line x1={x} x2={x} y1={plot.y - 4} y2={plot.y + plot.height} />
          <circle cx={x} cy={plot.y - 13} r={9} />
          <text x={x} y={plot.y - 9} textAnchor="middle">
            {number(which)}
          </text>
        </g>
      ))}
      <path className="curve-path" d={path} />
      {dots.map(({ id, x, y }) => (
        <circle key={id} className="curve-dot" cx={x} cy={y} r={5} />
      ))}
    </svg>
  )
}

interface Props {
  form: Form
  score: Score
  /** Of the same version of the same form. */
  taken: AssessmentHead[]
  events: FileEvent[]
  span: Span
}

const readOf = (head: AssessmentHead, score: string) => head.read.scores.find(({ code }) => code === score)

export function Curve({ form, score, taken, events, span }: Props) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const readings = taken.map((head) => ({
    id: head.assessment_id,
    day: head.taken_on,
    value: readOf(head, score.code)?.value ?? null,
  }))
  const happened = events.map(({ on, kind }, place) => ({ id: String(place), day: on, kind }))
  const drawn = drawCurve(score, readings, happened, span, { width, height, direction: direction() })
  const of = scoreName(form, score.code)
  const name = [form.wording.title, form.instrument.name, ...(of === form.instrument.name ? [] : [of])].join(' · ')
  const seen = inSpan(readings, span).filter(({ value }) => value !== null)
  const summary =
    seen.length === 0
      ? t('instruments.curve.none')
      : t('instruments.curve.summary', {
          count: seen.length,
          first: number(seen.at(-1)!.value!),
          last: number(seen[0]!.value!),
          better: t(`instruments.better.${score.better}`),
        })
  return (
    <figure className="chart section-card" aria-labelledby={id}>
      <figcaption className="chart-words">
        <h3 id={id} className="section-title">
          {name}
        </h3>
        <p className="section-lead">{summary}</p>
      </figcaption>
      <div ref={frame} className="curve-frame">
        <Sheet drawn={drawn} width={width} label={t('instruments.curve.label', { name })} />
      </div>
      {drawn.marks.length > 0 && (
        <ol className="curve-events">
          {drawn.marks.map(({ ids, day: at, number: which }) => (
            <li key={at}>
              <span className="curve-event-number">{number(which)}</span> {day(at, 'short')} ·{' '}
              {list([
                ...new Set(
                  ids.map((event) => t(`instruments.event.${happened.find((each) => each.id === event)!.kind}`)),
                ),
              ])}
            </li>
          ))}
        </ol>
      )}
      <details className="chart-numbers">
        <summary>{t('ui.chart.as_table')}</summary>
        <table>
          <caption className="visually-hidden">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{t('instruments.day_taken')}</th>
              <th scope="col" className="chart-number">
                {t('instruments.number')}
              </th>
              <th scope="col">{t('instruments.in_words')}</th>
            </tr>
          </thead>
          <tbody>
            {taken.map((head) => {
              const read = readOf(head, score.code)
              return (
                <tr key={head.assessment_id}>
                  <th scope="row">{day(head.taken_on, 'short')}</th>
                  <td className="chart-number">{read?.value == null ? '—' : number(read.value)}</td>
                  <td>{read?.band ? readingWords(form, read.band) : '—'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
