// What another reckoning changed, in words: which end moved from when to when, and what had been missed already before
// anybody knew.
import { useEffect, useRef } from 'react'
import { Button, Icon, type IconName } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Change } from '../reckoning.ts'
import { dayWords, stateName, titleOf } from './law-words.ts'

const sentence = (change: Change, today: string): string => {
  const { what, rule_id, due_before, due_now, state_before, state_now } = change
  const name = titleOf(rule_id)
  const before = due_before ? dayWords(due_before, today) : ''
  const now = due_now ? dayWords(due_now, today) : ''
  switch (what) {
    case 'missed_before':
      return t('law.changed.missed_before', { name, day: now || before })
    case 'earlier':
    case 'later':
      return t(`law.changed.${what}`, { name, before, now })
    case 'new':
      return now ? t('law.changed.new', { name, now }) : t('law.changed.new_right', { name })
    case 'gone':
      return t('law.changed.gone', { name })
    case 'state':
      return t('law.changed.state', {
        name,
        before: state_before ? stateName(state_before) : '',
        now: state_now ? stateName(state_now) : '',
      })
  }
}

const order: Change['what'][] = ['missed_before', 'earlier', 'later', 'new', 'state', 'gone']
const icons: Record<Change['what'], IconName> = {
  ...{ missed_before: 'warning', earlier: 'back', later: 'forward', new: 'add', state: 'info', gone: 'close' },
}

/** What begins to hold without a day is one line at first: the days are what one looks for. */
const isWithoutDay = ({ what, due_now }: Change): boolean => what === 'new' && !due_now

function Rows({ changes, today }: { changes: Change[]; today: string }) {
  return (
    <ul className="law-changes">
      {changes.map((change) => (
        <li key={change.key + change.what} className={`law-change law-change-${change.what}`}>
          <Icon name={icons[change.what]} size={16} />
          <span>{sentence(change, today)}</span>
        </li>
      ))}
    </ul>
  )
}

export function ChangeList({ changes, today }: { changes: Change[]; today: string }) {
  const sorted = [...changes].sort(
    (a, b) => order.indexOf(a.what) - order.indexOf(b.what) || (a.due_now ?? '9999').localeCompare(b.due_now ?? '9999'),
  )
  const rights = sorted.filter(isWithoutDay)
  return (
    <>
      <Rows changes={sorted.filter((change) => !isWithoutDay(change))} today={today} />
      {rights.length > 0 && (
        <details className="law-fold">
          <summary>{t('law.changed.new_rights', { count: rights.length })}</summary>
          <Rows changes={rights} today={today} />
        </details>
      )}
    </>
  )
}

interface Props {
  changes: Change[]
  today: string
  onClose: () => void
}

/** Right after somebody changed something: it is brought into sight and stays until it is put away. */
export function JustChanged({ changes, today, onClose }: Props) {
  const here = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is brought into sight anew
  useEffect(() => {
    // After the form has gone and given the focus back to where it was opened.
    const later = setTimeout(() => here.current?.scrollIntoView({ block: 'center' }), 50)
    return () => clearTimeout(later)
  }, [changes])
  return (
    <section ref={here} className="law-just" aria-label={t('law.changed.title')} role="status">
      <div className="law-just-head">
        <h2>{changes.length > 0 ? t('law.changed.title') : t('law.changed.nothing')}</h2>
        <Button small kind="quiet" icon="close" aria-label={t('law.changed.put_away')} onPress={onClose} />
      </div>
      {changes.length > 0 && <ChangeList changes={changes} today={today} />}
    </section>
  )
}
