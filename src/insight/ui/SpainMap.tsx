// Spain by provinces: how much of something is where. Shade and pattern say the same, a mark says that nothing is there,
// arrows go from province to province, and all of it stands as a table underneath.
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import drawn from '#data/shapes/es-provinces.json' with { type: 'json' }
import { t } from '#kit/say.ts'
import { stepOf } from '../brief.rules.ts'
import { neighbourOf } from '../map.rules.ts'
import './map.css'

export interface MapRow {
  code: string
  label: string
  /** undefined: not told. */
  value: number | undefined
  /** Marked with a cross, whatever its value. */
  marked?: boolean
}

interface Props {
  title: string
  summary: string
  rowsLabel: string
  valueLabel: string
  rows: MapRow[]
  say: (row: MapRow) => string
  /** What the palest shade means, and what the cross means. */
  legend: { pale: string; upTo: (value: number) => string; marked?: string }
  selected: string | null
  onSelect: (code: string) => void
}

const { width, height, inset } = drawn
/** The two cities across the sea are too small to see or to press: a round mark stands for each. */
const cities = new Set(['51', '52'])
const radius = 11
const shapes = drawn.shapes.map((shape) =>
  cities.has(shape.code)
    ? {
        ...shape,
        path: `M${shape.x - radius} ${shape.y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`,
      }
    : shape,
)
const steps = [1, 2, 3] as const

const Patterns = ({ id }: { id: string }) => (
  <defs>
    {steps.map((step) => (
      <pattern
        key={step}
        id={`${id}-${step}`}
        width={14 - step * 3}
        height={14 - step * 3}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="100%" height="100%" className={`map-step-${step}`} />
        <line x1="0" y1="0" x2="0" y2="100%" className={`map-line map-line-${step}`} />
      </pattern>
    ))}
  </defs>
)

const Cross = ({ x, y }: { x: number; y: number }) => (
  <path className="map-cross" d={`M${x - 7} ${y - 7}l14 14m0-14l-14 14`} />
)

const Key = ({ id, most, legend }: { id: string; most: number } & Pick<Props, 'legend'>) => (
  <ul className="map-key" aria-hidden="true">
    <li>
      <svg viewBox="0 0 24 16" aria-hidden="true">
        <rect width="24" height="16" className="map-step-0" />
      </svg>
      {legend.pale}
    </li>
    {steps.map((step) => (
      <li key={step}>
        <svg viewBox="0 0 24 16" aria-hidden="true">
          <rect width="24" height="16" fill={`url(#${id}-${step})`} />
        </svg>
        {legend.upTo(Math.round((most * step) / 3))}
      </li>
    ))}
    {legend.marked && (
      <li>
        <svg viewBox="0 0 24 16" aria-hidden="true">
          <Cross x={12} y={8} />
        </svg>
        {legend.marked}
      </li>
    )}
  </ul>
)

export function SpainMap({ title, summary, rowsLabel, valueLabel, rows, say, legend, selected, onSelect }: Props) {
  const id = useId()
  const at = useRef(new Map<string, SVGPathElement>())
  const [here, setHere] = useState('28')
  const rowOf = new Map(rows.map((row) => [row.code, row]))
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0))
  const onKeyDown = (event: KeyboardEvent, code: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onSelect(code)
      return
    }
    const from = shapes.find((each) => each.code === code)
    const next = from && neighbourOf(shapes, from, event.key)
    if (!next) return
    event.preventDefault()
    setHere(next.code)
    at.current.get(next.code)?.focus()
  }
  return (
    <figure className="chart section-card" aria-labelledby={id}>
      <figcaption className="chart-words">
        <h2 id={id} className="section-title">
          {title}
        </h2>
        <p className="section-lead">{summary}</p>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of shapes has no element of its own in SVG */}
      <svg className="map" viewBox={`-4 -4 ${width + 8} ${height + 8}`} role="group" aria-label={t('gaps.map.how')}>
        <Patterns id={id} />
        <rect {...inset} className="map-inset" />
        {shapes.map(({ code, path }) => {
          const row = rowOf.get(code)
          const step = stepOf(row?.value, most)
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot have the shape of a province
            <path
              key={code}
              ref={(element) => {
                if (element) at.current.set(code, element)
              }}
              d={path}
              role="button"
              tabIndex={code === here ? 0 : -1}
              aria-label={row && say(row)}
              aria-pressed={code === selected}
              className={`map-shape map-step-${step}`}
              {...(step > 0 ? { style: { fill: `url(#${id}-${step})` } } : {})}
              onFocus={() => setHere(code)}
              onClick={() => onSelect(code)}
              onKeyDown={(event) => onKeyDown(event, code)}
            >
              <title>{row && say(row)}</title>
            </path>
          )
        })}
        {shapes
          .filter(({ code }) => code === selected || code === here)
          .map(({ code, path }) => (
            <path key={code} d={path} className={code === selected ? 'map-chosen' : 'map-here'} />
          ))}
        {shapes
          .filter(({ code }) => rowOf.get(code)?.marked)
          .map(({ code, x, y }) => (
            <Cross key={code} x={x} y={y} />
          ))}
      </svg>
      <Key id={id} most={most} legend={legend} />
      <p className="map-source">
        {t('gaps.how.shapes')} {t('gaps.map.inset')}.
      </p>
      <details className="chart-numbers">
        <summary>{t('ui.chart.as_table')}</summary>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{rowsLabel}</th>
              <th scope="col" className="chart-number">
                {valueLabel}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">{row.label}</th>
                <td className="chart-number">
                  {row.value === undefined ? legend.pale : row.value}
                  {row.marked && legend.marked ? ` · ${legend.marked}` : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
