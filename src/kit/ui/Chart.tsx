// A few numbers to compare at a glance. It always carries its title, one sentence that says what it shows, and the same
// numbers as a table, so that nobody has to read lengths or colours.
import { useId } from 'react'
import { t } from '#kit/say.ts'
import './chart.css'

export interface ChartRow {
  id: string
  label: string
  /** A shorter word where there is no room for the label. */
  short?: string
  /** One value for each series. */
  values: number[]
}

interface Props {
  title: string
  /** One sentence: what is seen here. */
  summary: string
  /** What the rows are, as the head of their column. */
  rowsLabel: string
  series: { id: string; label: string }[]
  rows: ChartRow[]
  /** A number as the reader writes it. */
  say: (value: number) => string
  /** `bars` lie, one row under the other; `columns` stand side by side, for time. */
  kind?: 'bars' | 'columns'
  /** What a full bar stands for, where that is not the largest value: 100 of a hundred. */
  most?: number
}

const Marks = ({ rows, series, say, kind = 'bars', most: full = 1 }: Props) => {
  const most = Math.max(full, ...rows.flatMap(({ values }) => values))
  const length = (value: number) => `${(value / most) * 100}%`
  const measured = (value: number) => (kind === 'bars' ? { inlineSize: length(value) } : { blockSize: length(value) })
  return (
    <div className={series.length > 1 ? `chart-${kind} chart-several` : `chart-${kind}`} aria-hidden="true">
      {rows.map(({ id, label, short, values }) => (
        <div key={id} className="chart-row">
          <span className="chart-label">{short ?? label}</span>
          <span className="chart-marks">
            {values.map((value, place) => (
              <span
                key={series[place]!.id}
                className={value > 0 ? `chart-mark chart-series-${place}` : 'chart-mark'}
                style={measured(value)}
              />
            ))}
          </span>
          {kind === 'bars' && <span className="chart-value">{values.map(say).join(' · ')}</span>}
        </div>
      ))}
    </div>
  )
}

export function Chart(props: Props) {
  const { title, summary, rowsLabel, series, rows, say } = props
  const id = useId()
  return (
    <figure className="chart section-card" aria-labelledby={id}>
      <figcaption className="chart-words">
        <h2 id={id} className="section-title">
          {title}
        </h2>
        <p className="section-lead">{summary}</p>
      </figcaption>
      {series.length > 1 && (
        <p className="chart-legend" aria-hidden="true">
          {series.map(({ id: name, label }, place) => (
            <span key={name}>
              <span className={`chart-key chart-series-${place}`} />
              {label}
            </span>
          ))}
        </p>
      )}
      <Marks {...props} />
      <details className="chart-numbers">
        <summary>{t('ui.chart.as_table')}</summary>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{rowsLabel}</th>
              {series.map(({ id: name, label }) => (
                <th key={name} scope="col" className="chart-number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id: row, label, values }) => (
              <tr key={row}>
                <th scope="row">{label}</th>
                {values.map((value, place) => (
                  <td key={series[place]!.id} className="chart-number">
                    {say(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
