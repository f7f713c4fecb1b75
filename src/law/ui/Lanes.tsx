// The tracks of a file side by side over time. On a phone each row says its days in words; the picture is for wide screens.
import { useState } from 'react'
import { Button, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { axisOf, barOf, endOf, isOver, lanesOf, marksOf } from '../lanes.rules.ts'
import { type ShownItem, titleOf, trackName } from './law-words.ts'
import { State } from './Marks.tsx'
import type { Side } from './use-law.ts'

const yearDays = 360
const monthDays = 28

const markWords = (days: number): string => {
  const far = Math.abs(days)
  if (far === 0) return t('law.axis.today')
  const side = days < 0 ? 'ago' : 'ahead'
  if (far >= yearDays) return t(`law.axis.${side}.years`, { count: Math.round(far / 365) })
  if (far >= monthDays) return t(`law.axis.${side}.months`, { count: Math.round(far / 30) })
  return t(`law.axis.${side}.weeks`, { count: Math.round(far / 7) })
}

/** From when until when, as somebody reads it out. */
const spanWords = (item: ShownItem): string => {
  const end = endOf(item)
  const from = day(item.starts_on)
  if (!end) return t('law.lanes.since', { from })
  const isOpen = item.kind === 'deadline' && !isOver(item)
  return isOpen ? t('law.lanes.by', { until: day(end) }) : t('law.lanes.until', { from, until: day(end) })
}

interface RowProps {
  item: ShownItem
  side: Side
  axis: ReturnType<typeof axisOf>
}

function Row({ item, side, axis }: RowProps) {
  const { from, until, open, also } = barOf(axis, item)
  const style = { '--from': from, '--until': until, ...(also !== null && { '--also': also }) } as React.CSSProperties
  return (
    <li className="lane-row">
      <div className="lane-words">
        <button type="button" className="law-open" onClick={() => side.open(item.key)}>
          {titleOf(item.rule_id)}
        </button>
        <span className="lane-days">{spanWords(item)}</span>
        <State state={item.state} />
      </div>
      <div className="lane-line" aria-hidden="true" style={style}>
        <span
          className={`lane-bar lane-${item.kind === 'bar' ? 'barred' : item.kind} lane-is-${item.state}${open ? ' lane-open' : ''}`}
        />
        {also !== null && <span className="lane-also" />}
      </div>
    </li>
  )
}

/** What holds without a count, folded: it is read when somebody asks what she may claim. */
function Fold({ count, elsewhere, children }: { count: number; elsewhere?: boolean; children: React.ReactNode }) {
  return (
    <details className="law-fold lane-holds">
      <summary>{t(elsewhere ? 'law.lanes.holds_elsewhere' : 'law.lanes.holds', { count })}</summary>
      {children}
    </details>
  )
}

function Holds({ items, side }: { items: ShownItem[]; side: Side }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key}>
          <button type="button" className="law-open" onClick={() => side.open(item.key)}>
            {titleOf(item.rule_id)}
          </button>
          <span className="lane-days">
            {t(`law.rulekind.${item.kind}`)} · {spanWords(item)} {isOver(item) && <State state={item.state} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function Lanes({ side }: { side: Side }) {
  const [withOver, showOver] = useState(false)
  const { items, today } = side
  const lanes = lanesOf(items, withOver)
  const drawn = lanes.filter(({ rows }) => rows.length > 0)
  const elsewhere = lanes.filter(({ rows, holds }) => rows.length === 0 && holds.length > 0)
  const shown = drawn.flatMap(({ rows }) => rows)
  if (lanes.length === 0) return null
  const axis = axisOf(shown, today)
  const hidden = lanes.reduce((sum, lane) => sum + lane.hidden, 0)
  const marks = marksOf(axis)
  const here = marks.find(({ days }) => days === 0)!.place
  return (
    <Section
      title={t('law.lanes.title')}
      lead={t('law.lanes.lead')}
      actions={
        (hidden > 0 || withOver) && (
          <Button small kind="quiet" aria-pressed={withOver} onPress={() => showOver(!withOver)}>
            {withOver ? t('law.lanes.hide_over') : t('law.lanes.show_over', { count: hidden })}
          </Button>
        )
      }
    >
      <div className="lanes" style={{ '--here': here } as React.CSSProperties}>
        <div className="lane-axis" aria-hidden="true">
          <div className="lane-line">
            {marks.map(({ days, place }) => (
              <span
                key={days}
                className={days === 0 ? 'lane-mark lane-mark-today' : 'lane-mark'}
                style={{ '--from': place } as React.CSSProperties}
              >
                {markWords(days)}
              </span>
            ))}
          </div>
        </div>
        {drawn.map(({ track, rows, holds }) => (
          <section key={track} className="lane" aria-label={trackName(track)}>
            <h3>{trackName(track)}</h3>
            <ul>
              {rows.map((item) => (
                <Row key={item.key} item={item} side={side} axis={axis} />
              ))}
            </ul>
            {holds.length > 0 && (
              <Fold count={holds.length}>
                <Holds items={holds} side={side} />
              </Fold>
            )}
          </section>
        ))}
        {elsewhere.length > 0 && (
          <Fold count={elsewhere.reduce((sum, { holds }) => sum + holds.length, 0)} elsewhere={drawn.length > 0}>
            {elsewhere.map(({ track, holds }) => (
              <section key={track} className="lane" aria-label={trackName(track)}>
                <h3>{trackName(track)}</h3>
                <Holds items={holds} side={side} />
              </section>
            ))}
          </Fold>
        )}
      </div>
    </Section>
  )
}
