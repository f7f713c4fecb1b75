// One right, duty or deadline opened: what it means, how its day was counted step by step, what silence stands for, where it
// is written, how sure we are, who answers for it, and what can be done about it.
import { useRef, useState } from 'react'
import { Button, Dialog, Notice } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { isOver } from '../lanes.rules.ts'
import { CloseForm } from './CloseForm.tsx'
import {
  dueWords,
  eventName,
  holderOf,
  readingName,
  ruleOf,
  ruleWords,
  type ShownItem,
  stepWords,
  titleOf,
} from './law-words.ts'
import { Reviewed, State } from './Marks.tsx'
import { OwnersForm } from './OwnersForm.tsx'
import { SetAsideForm } from './SetAsideForm.tsx'
import type { Side } from './use-law.ts'
import { WhoAnswers } from './WhoAnswers.tsx'

interface Props {
  item: ShownItem
  side: Side
  onClose: () => void
}

function Due({ item, side }: Omit<Props, 'onClose'>) {
  const { today, rules } = side
  const holder = holderOf(ruleOf(rules, item))
  const due = dueWords(item, today)
  return (
    <div className="law-head">
      <State state={item.state} />
      {due && <strong className="law-head-due">{due}</strong>}
      {holder && <span>{t('law.next.holder', { holder })}</span>}
    </div>
  )
}

/** Two ways to count that can both be defended: both are shown, and the earlier one rings. */
function Readings({ item, side }: Omit<Props, 'onClose'>) {
  if (item.readings.length < 2) return null
  return (
    <section className="law-part">
      <h3>{t('law.item.readings')}</h3>
      <p>{t('law.item.readings_why')}</p>
      <ul className="law-readings">
        {item.readings.map((reading) => (
          <li key={reading.code}>
            <strong>{readingName(reading.code)}</strong> {dueWords(reading, side.today)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Steps({ item, side }: Omit<Props, 'onClose'>) {
  return (
    <section className="law-part">
      <h3>{t('law.item.steps')}</h3>
      <ol className="law-steps">
        {item.steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place
          <li key={place}>{stepWords(step, side.today)}</li>
        ))}
      </ol>
    </section>
  )
}

function Silence({ item, side }: Omit<Props, 'onClose'>) {
  if (!item.silence) return null
  const { means, on } = item.silence
  const fell = item.state === 'silence'
  return (
    <section className="law-part">
      <h3>{t('law.item.silence')}</h3>
      <p>
        {t(`law.silence_if.${means}`)}
        {fell && <> {t('law.item.silence_fell', { when: dueWords({ due_on: on, due_at: null }, side.today) ?? '' })}</>}
      </p>
    </section>
  )
}

/** The article large enough to cite, the rest small: where it was read, in which version, and how sure one is. */
function Source({ item, side }: Omit<Props, 'onClose'>) {
  const rule = ruleOf(side.rules, item)
  if (!rule) return null
  const verify = rule.verify ? (ruleWords(item.rule_id, 'verify') ?? t('law.item.verify_any')) : null
  return (
    <section className="law-part">
      <h3>{t('law.item.source')}</h3>
      <p className="law-article">
        <cite>{rule.article}</cite>
      </p>
      <p className="law-quiet">
        {rule.source} · {rule.source_version} ·{' '}
        {rule.valid_until
          ? t('law.item.valid_until', { from: day(rule.valid_from), until: day(rule.valid_until) })
          : t('law.item.valid_from', { from: day(rule.valid_from) })}
      </p>
      <p className="law-quiet">
        {t(`law.confidence.${rule.confidence}`)} · <Reviewed item={item} />
      </p>
      {verify && (
        <Notice tone="warning">
          <strong>{t('law.item.verify')}</strong> {verify}
        </Notice>
      )}
    </section>
  )
}

function Documents({ item, side }: Omit<Props, 'onClose'>) {
  const documents = ruleOf(side.rules, item)?.documents ?? []
  if (documents.length === 0) return null
  return (
    <section className="law-part">
      <h3>{t('law.item.documents')}</h3>
      <ul className="law-documents">
        {documents.map((code) => (
          <li key={code}>{t(`documents.type.${code}`)}</li>
        ))}
      </ul>
    </section>
  )
}

type Doing = 'close' | 'aside' | 'owners' | null

function Deeds({ item, doing, onDo }: { item: ShownItem; doing: Doing; onDo: (doing: Doing) => void }) {
  if (doing || !item.deadline_id || item.filed) return null
  if (isOver(item) || item.kind !== 'deadline') return null
  return (
    <div className="form-actions">
      <Button kind="primary" icon="check" onPress={() => onDo('close')}>
        {t('law.close.open')}
      </Button>
      <Button icon="people" onPress={() => onDo('owners')}>
        {t('law.owner.change')}
      </Button>
      <Button kind="quiet" onPress={() => onDo('aside')}>
        {t(item.set_aside ? 'law.aside.change' : 'law.aside.open')}
      </Button>
    </div>
  )
}

export function ItemDialog({ item, side, onClose }: Props) {
  const [doing, onDo] = useState<Doing>(null)
  const means = ruleWords(item.rule_id, 'means')
  const unless = ruleWords(item.rule_id, 'unless')
  const all = useRef<HTMLDivElement>(null)
  // The form that had the focus is gone: it stays within the dialog, so that its keys go on working.
  const done = () => {
    onDo(null)
    all.current?.focus()
  }
  const own = { item, side, onDone: done }
  return (
    <Dialog isOpen wide title={titleOf(item.rule_id)} onClose={onClose}>
      <div className="law-item" ref={all} tabIndex={-1}>
        <Due item={item} side={side} />
        {side.pretending && <Notice tone="warning">{t('law.pretend.here')}</Notice>}
        {means && <p className="law-means">{means}</p>}
        {unless && <p>{t('law.item.unless', { words: unless })}</p>}
        {item.closed_by && (
          <Notice tone="good">
            {t('law.item.closed_by', { event: eventName(item.closed_by.code), day: day(item.closed_by.on, 'long') })}
          </Notice>
        )}
        {side.writes && <Deeds item={item} doing={doing} onDo={onDo} />}
        {doing === 'close' && <CloseForm {...own} />}
        {doing === 'owners' && <OwnersForm {...own} />}
        {doing === 'aside' && <SetAsideForm {...own} />}
        {!side.pretending && <WhoAnswers item={item} side={side} />}
        <Readings item={item} side={side} />
        <Steps item={item} side={side} />
        <Silence item={item} side={side} />
        <Documents item={item} side={side} />
        <Source item={item} side={side} />
      </div>
    </Dialog>
  )
}
