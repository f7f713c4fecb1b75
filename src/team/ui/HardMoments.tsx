// What was hard, marked for oneself, and talking it over: offered, never asked for twice. What is said stays between the two.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  DateField,
  Dialog,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Menu,
  Notice,
  RadioGroup,
  Section,
  Select,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { changeDebrief, type HardMoment, hardKinds, markHard, readMyCare, unmarkHard } from '../staff-care.ts'
import { useChoice, useOthers } from './who.ts'

const changes = { invalidates: [readMyCare] }
const tones = {
  offered: 'neutral',
  not_now: 'neutral',
  asked: 'warning',
  agreed: 'good',
  declined: 'neutral',
  done: 'good',
} as const

function Mark({ onClose }: { onClose: () => void }) {
  const [answers, setAnswers] = useState({
    hard_id: newId(),
    on_day: today() as string | null,
    kind: 'told' as HardMoment['kind'],
  })
  const mark = useWrite(markHard, changes)
  const save = () => {
    const { on_day, ...rest } = answers
    if (on_day)
      mark.mutate(
        { ...rest, on_day },
        {
          onSuccess: () => {
            toast(t('staff_care.hard.saved'))
            onClose()
          },
        },
      )
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('staff_care.hard.mark')}>
      <Form problem={mark.error} onSubmit={save}>
        <Notice>{t('staff_care.hard.only_you')}</Notice>
        <RadioGroup
          label={t('staff_care.hard.kind')}
          options={hardKinds.map((id) => ({ id, label: t(`staff_care.hard.${id}`) }))}
          value={answers.kind}
          onChange={(kind) => setAnswers({ ...answers, kind: kind as HardMoment['kind'] })}
        />
        <DateField
          name="on_day"
          label={t('staff_care.hard.day')}
          isRequired
          value={answers.on_day}
          onChange={(on_day) => setAnswers({ ...answers, on_day })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={mark.isPending}>
            {t('staff_care.hard.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const outside = 'outside'

function Talk({ moment, what, onClose }: { moment: HardMoment; what: 'asked' | 'done'; onClose: () => void }) {
  const others = useOthers()
  const [whom, setWhom] = useState<string | null>(moment.with_id)
  const [done_on, setDone] = useState<string | null>(today())
  const change = useWrite(changeDebrief, changes)
  const { hard_id, version } = moment
  const isOutside = whom === outside
  const save = () =>
    whom &&
    change.mutate(
      {
        ...{ hard_id, version, debrief: what, outside: isOutside, with_id: isOutside ? null : whom },
        done_on: what === 'done' ? done_on : null,
      },
      {
        onSuccess: () => {
          toast(t(`staff_care.talk.saved.${what}`))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t(`staff_care.talk.${what}`)}>
      <Form problem={change.error} onSubmit={() => void save()}>
        <Select
          name="with_id"
          label={t('staff_care.talk.with')}
          isRequired
          options={[...others, ...(what === 'done' ? [{ id: outside, label: t('staff_care.talk.outside') }] : [])]}
          value={whom}
          onChange={setWhom}
        />
        {what === 'done' && (
          <DateField name="done_on" label={t('staff_care.talk.on')} isRequired value={done_on} onChange={setDone} />
        )}
        <Notice>{t(`staff_care.talk.nothing_kept.${what}`)}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t(`staff_care.talk.save.${what}`)}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function OneMoment({ moment }: { moment: HardMoment }) {
  const { nameOf } = useChoice()
  const [talk, setTalk] = useState<'asked' | 'done' | null>(null)
  const change = useWrite(changeDebrief, changes)
  const unmark = useWrite(unmarkHard, changes)
  const { hard_id, version, debrief } = moment
  const open = debrief !== 'done'
  const who = moment.with_id ? nameOf(moment.with_id) : t('staff_care.talk.outside')
  return (
    <>
      {(change.error ?? unmark.error) && <ErrorNotice problem={change.error ?? unmark.error} />}
      <ListItem
        icon="heart"
        title={
          <>
            {t(`staff_care.hard.${moment.kind}`)}{' '}
            <Badge tone={tones[debrief]}>{t(`staff_care.debrief.${debrief}`, { who: isolate(who) })}</Badge>
          </>
        }
        detail={
          <>
            {day(moment.on_day, 'long')}
            {moment.done_on && <> · {t('staff_care.talk.was_on', { day: day(moment.done_on, 'short') })}</>}
          </>
        }
        aside={
          <>
            {open && debrief !== 'asked' && debrief !== 'agreed' && (
              <Button small onPress={() => setTalk('asked')}>
                {t('staff_care.talk.ask')}
              </Button>
            )}
            <Menu
              label={t('staff_care.more')}
              items={[
                ...(open ? [{ id: 'done', label: t('staff_care.talk.done'), onAction: () => setTalk('done') }] : []),
                ...(debrief === 'offered' || debrief === 'declined'
                  ? [
                      {
                        id: 'not_now',
                        label: t('staff_care.talk.not_now'),
                        onAction: () => change.mutate({ hard_id, version, debrief: 'not_now' }),
                      },
                    ]
                  : []),
                {
                  id: 'unmark',
                  label: t('staff_care.hard.unmark'),
                  icon: 'close' as const,
                  onAction: () => unmark.mutate({ hard_id }),
                },
              ]}
            />
          </>
        }
      />
      {talk && <Talk moment={moment} what={talk} onClose={() => setTalk(null)} />}
    </>
  )
}

export function HardMoments({ moments, kept_days }: { moments: HardMoment[]; kept_days: number }) {
  const [marking, setMarking] = useState(false)
  return (
    <Section
      title={t('staff_care.hard.title')}
      lead={t('staff_care.hard.lead', { days: kept_days })}
      actions={
        <Button icon="add" onPress={() => setMarking(true)}>
          {t('staff_care.hard.mark')}
        </Button>
      }
    >
      {moments.length === 0 ? (
        <p>{t('staff_care.hard.none')}</p>
      ) : (
        <List label={t('staff_care.hard.title')}>
          {moments.map((moment) => (
            <OneMoment key={moment.hard_id} moment={moment} />
          ))}
        </List>
      )}
      {marking && <Mark onClose={() => setMarking(false)} />}
    </Section>
  )
}
