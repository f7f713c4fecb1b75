// What nobody who opens a file may overlook, small and always in sight: what the file itself says, and the few facts
// colleagues put here. Each reader sees what their sections open.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  Icon,
  type IconName,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { cardWords } from '#people/ui/card-words.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Alert, type AlertKind, addAlert, alertKinds, endAlert, readAlerts, sectionOf } from '../alert.ts'
import { readStory } from '../story.ts'
import './notes.css'

type Tone = 'danger' | 'warning' | 'calm'
const invalidates = [readAlerts, readStory, readTimeline]

const looks: Record<AlertKind, [IconName, Tone]> = {
  danger: ['warning', 'danger'],
  allergy: ['heart', 'danger'],
  health: ['heart', 'warning'],
  deadline: ['calendar', 'warning'],
  interpreter: ['language', 'calm'],
  other: ['info', 'calm'],
}

interface FactProps {
  icon: IconName
  tone: Tone
  children: ReactNode
  end?: ReactNode
}
function Fact({ icon, tone, children, end }: FactProps) {
  return (
    <li className={`fact fact-${tone}`}>
      <Icon name={icon} size={16} />
      <span className="fact-words">{children}</span>
      {end}
    </li>
  )
}

const soonDays = 7

/** What the file says of itself. */
function Known({ file, today }: { file: CaseFile; today: string }) {
  const { card, safe_contact, next_due_on } = file
  const untold = file.because.startsWith('consent:') && !file.sections.includes('safety')
  const noContact = !untold && (!safe_contact || safe_contact.channels.length === 0)
  return (
    <>
      {noContact && (
        <Fact icon="phone" tone="danger">
          {t('alerts.no_contact')}
        </Fact>
      )}
      {file.presumed_minor && (
        <Fact icon="shield" tone="warning">
          {t('alerts.minor')}
        </Fact>
      )}
      {card.interpreter_needed && (
        <Fact icon="language" tone="calm">
          {t('alerts.interpreter', { languages: cardWords(card, 'languages') })}
        </Fact>
      )}
      {next_due_on && next_due_on <= addDays(today, soonDays) && (
        <Fact icon="calendar" tone={next_due_on < today ? 'danger' : 'warning'}>
          {t('alerts.due', { day: day(next_due_on, 'short') })}
        </Fact>
      )}
    </>
  )
}

function Written({ file, alert }: { file: CaseFile; alert: Alert }) {
  const { case_id } = file
  const { alert_id, kind, words, until_on } = alert
  const end = useWrite(endAlert, { invalidates })
  const [icon, tone] = looks[kind]
  const back = () => end.mutate({ case_id, alert_id, ended: false })
  const press = () =>
    end.mutate({ case_id, alert_id, ended: true }, { onSuccess: () => toast(t('alerts.ended'), { undo: back }) })
  return (
    <Fact
      icon={icon}
      tone={tone}
      end={
        file.writes.includes(alert.section) && (
          <Button
            small
            kind="quiet"
            icon="close"
            aria-label={t('alerts.end', { words })}
            busy={end.isPending}
            onPress={press}
          />
        )
      }
    >
      {t(`alerts.kind.${kind}`)}: <strong dir="auto">{words}</strong>
      {until_on && <> {t('alerts.until_day', { day: day(until_on, 'short') })}</>}
    </Fact>
  )
}

function AddAlert({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { case_id, writes } = file
  const kinds = alertKinds.filter((kind) => writes.includes(sectionOf[kind]) || kind === 'other')
  const first = kinds[0] ?? 'other'
  const sectionFor = (kind: AlertKind) => (writes.includes(sectionOf[kind]) ? sectionOf[kind] : writes[0]!)
  const [draft, setDraft] = useState(() => ({
    alert_id: newId(),
    kind: first,
    section: sectionFor(first),
    words: '',
    until_on: null as string | null,
  }))
  const add = useWrite(addAlert, { invalidates })
  const save = () =>
    add.mutate(
      { case_id, ...draft },
      {
        onSuccess: () => {
          toast(t('alerts.saved'))
          onDone()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onDone} title={t('alerts.add')}>
      <Form problem={add.error} onSubmit={save}>
        <Select
          name="kind"
          label={t('alerts.kind')}
          options={kinds.map((id) => ({ id, label: t(`alerts.kind.${id}`) }))}
          value={draft.kind}
          onChange={(id) => setDraft({ ...draft, kind: id as AlertKind, section: sectionFor(id as AlertKind) })}
        />
        <TextField
          name="words"
          label={t('alerts.words')}
          description={t('alerts.words_why')}
          isRequired
          autoFocus
          maxLength={120}
          value={draft.words}
          onChange={(words) => setDraft({ ...draft, words })}
        />
        <Select
          name="section"
          label={t('alerts.section')}
          description={t('alerts.section_why')}
          options={writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
          value={draft.section}
          onChange={(section) => setDraft({ ...draft, section: section as Alert['section'] })}
        />
        <DateField
          name="until_on"
          label={t('alerts.until')}
          value={draft.until_on}
          onChange={(until_on) => setDraft({ ...draft, until_on })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('alerts.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

/** Danger first, then what heals or harms, then the rest; of a kind, the oldest first. */
const byWeight = (alerts: Alert[]): Alert[] =>
  alerts.toSorted((a, b) => alertKinds.indexOf(a.kind) - alertKinds.indexOf(b.kind))

/** How high it stands, told to what sticks below it; and whether, on a phone, its facts scroll, by keyboard too. */
const useHeightTold = () => {
  const strip = useRef<HTMLElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { style } = document.documentElement
    const told = new ResizeObserver(([entry]) => {
      style.setProperty('--facts-height', `${Math.round(entry?.borderBoxSize[0]?.blockSize ?? 0)}px`)
      const row = entry?.target.firstElementChild
      setScrolls(Boolean(row && row.scrollHeight > row.clientHeight + 1))
    })
    if (strip.current) told.observe(strip.current)
    return () => {
      told.disconnect()
      style.removeProperty('--facts-height')
    }
  }, [])
  return { strip, scrolls }
}

export function StickyFacts({ file, today }: { file: CaseFile; today: string }) {
  const [adding, setAdding] = useState(false)
  const { strip, scrolls } = useHeightTold()
  const { data } = useGet(readAlerts, { case_id: file.case_id }, { staleMs: 60_000 })
  return (
    <section ref={strip} className="facts-strip" aria-label={t('alerts.title')}>
      <ul className="facts-row" {...(scrolls && { tabIndex: 0 })}>
        {byWeight(data?.alerts ?? []).map((alert) => (
          <Written key={alert.alert_id} file={file} alert={alert} />
        ))}
        <Known file={file} today={today} />
        {file.writes.length > 0 && (
          <li className="fact-add">
            <Button small kind="quiet" icon="add" aria-label={t('alerts.add')} onPress={() => setAdding(true)}>
              {t('alerts.add_short')}
            </Button>
          </li>
        )}
      </ul>
      {adding && <AddAlert file={file} onDone={() => setAdding(false)} />}
    </section>
  )
}
