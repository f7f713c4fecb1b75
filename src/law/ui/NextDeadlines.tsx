// What comes next, big and calm: by when, what, who holds it, on which article, and whether its alarm was heard.
import { useState } from 'react'
import { daysBetween } from '#kit/day.ts'
import { Button, EmptyState, Section } from '#kit/ui/index.ts'
import { daysAway, t } from '#language/here.ts'
import { nextOf } from '../lanes.rules.ts'
import { dayWords, holderOf, ruleOf, type ShownItem, titleOf, trackName } from './law-words.ts'
import { AlarmWords, Reviewed, State } from './Marks.tsx'
import type { Side } from './use-law.ts'

const first = 4
/** What ends later than that is not what comes next; it stands among the tracks. */
const nearDays = 400

function Owner({ item }: { item: ShownItem }) {
  if (item.owner === undefined || item.kind !== 'deadline') return null
  if (!item.owner) return <span className="law-missing">{t('law.owner.none')}</span>
  return (
    <bdi>
      {item.deputy
        ? t('law.owner.both', { owner: item.owner.name, deputy: item.deputy.name })
        : t('law.owner.one', { owner: item.owner.name })}
    </bdi>
  )
}

function Next({ item, side }: { item: ShownItem; side: Side }) {
  const { today, rules, open } = side
  const rule = ruleOf(rules, item)
  const holder = holderOf(rule)
  const due_on = item.due_on!
  const away = daysAway(daysBetween(today, due_on))
  const day = dayWords(due_on, today)
  const title = titleOf(item.rule_id)
  return (
    <li className={`law-next law-next-${item.state}`}>
      <p className="law-next-when">
        <strong>{away}</strong>
        <span>{item.due_at ? t('law.when_at', { when: day, time: item.due_at.slice(0, 5) }) : day}</span>
      </p>
      <div className="law-next-what">
        <h3>
          <button type="button" className="law-open" onClick={() => open(item.key)}>
            {title}
          </button>
        </h3>
        <p className="law-quiet">
          {item.kind === 'period' ? t('law.next.period_ends') : holder && t('law.next.holder', { holder })}
          {item.silence?.means && item.silence.means !== 'none_stated' && (
            <> · {t(`law.silence_if.${item.silence.means}`)}</>
          )}
        </p>
        <p className="law-quiet">
          <Owner item={item} />
        </p>
        <AlarmWords alarm={item.alarm} />
        <p className="law-small">
          <span>{trackName(item.track)}</span>
          {rule && <cite>{rule.article}</cite>}
          <Reviewed item={item} />
        </p>
      </div>
      {item.state !== 'running' && item.state !== 'stands' && !item.alarm?.stage && <State state={item.state} />}
      {item.set_aside && <span className="law-quiet">{t(`law.aside.reason.${item.set_aside.reason}`)}</span>}
    </li>
  )
}

export function NextDeadlines({ side }: { side: Side }) {
  const [all, showAll] = useState(false)
  const next = nextOf(side.items, side.today)
  const asked = next.filter((item) => !item.set_aside)
  const near = asked.filter(({ due_on }) => daysBetween(side.today, due_on!) < nearDays)
  const shown = all ? next : near.length > 0 ? near.slice(0, first) : asked.slice(0, 1)
  return (
    <Section title={t('law.next.title')} lead={t('law.next.lead')}>
      {shown.length === 0 ? (
        <EmptyState icon="sun" title={t('law.next.none')}>
          <p>{t('law.next.none_why')}</p>
        </EmptyState>
      ) : (
        <ul className="law-nexts">
          {shown.map((item) => (
            <Next key={item.key} item={item} side={side} />
          ))}
        </ul>
      )}
      {next.length > shown.length && (
        <div className="form-actions">
          <Button small onPress={() => showAll(true)}>
            {t('law.next.more', { count: next.length - shown.length })}
          </Button>
        </div>
      )}
    </Section>
  )
}
