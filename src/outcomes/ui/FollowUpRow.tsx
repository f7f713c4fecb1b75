// One follow-up: its day, what came of it, and the forms to keep an answer or move the day.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { daysBetween } from '#kit/day.ts'
import { Badge, Button, ListItem, Prose } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import type { FollowUp, FollowUpAnswer } from '../follow-up.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { DayForm } from './DayForm.tsx'
import { useMarkFollowUp } from './mark-follow-up.ts'

const asked = ['home', 'work', 'safe'] as const
const tones = { yes: 'good', no: 'warning', unknown: 'neutral' } as const

function Said({ answer }: { answer: FollowUpAnswer }) {
  return (
    <>
      {asked.map((about) => (
        <span key={about}>
          <Badge tone={tones[answer[about]]}>{t(`outcomes.${about}.${answer[about]}`)}</Badge>{' '}
        </span>
      ))}
      {answer.words && <Prose>{answer.words}</Prose>}
    </>
  )
}

export function FollowUpRow({ file, followUp }: { file: CaseFile; followUp: FollowUp }) {
  const { nameOf } = useColleagues()
  const [doing, setDoing] = useState<'answer' | 'move' | null>(null)
  const { mark, busy } = useMarkFollowUp()
  const { months, due_on, done_on, answered, done_by, answer, follow_up_id, version } = followUp
  const done = () => setDoing(null)
  const mayWrite = Boolean(file.may['plan.write'])
  const title = t('outcomes.after', { months })
  if (doing)
    return (
      <li className="list-item">
        <div>
          <p>
            <strong>{title}</strong>
          </p>
          {doing === 'answer' ? (
            <AnswerForm file={file} followUp={followUp} onDone={done} />
          ) : (
            <DayForm file={file} followUp={followUp} onDone={done} />
          )}
        </div>
      </li>
    )
  const when = done_on
    ? t('outcomes.asked_on', { day: day(done_on, 'long'), who: done_by ? nameOf(done_by) : t('cases.colleague') })
    : t('plans.step.due', { day: day(due_on, 'long'), away: daysAway(daysBetween(today(), due_on)) })
  return (
    <ListItem
      icon={done_on ? 'check' : 'calendar'}
      title={title}
      detail={
        <>
          {when} {done_on && answered && answer && <Said answer={answer} />}
          {done_on && !answered && answer?.words && <Prose>{answer.words}</Prose>}
        </>
      }
      aside={
        <>
          {!done_on && due_on < today() && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}
          {done_on && <Badge>{t(answered ? 'outcomes.answered' : 'outcomes.not_answered')}</Badge>}
          {mayWrite && !done_on && (
            <>
              <Button
                small
                icon="note"
                aria-label={t('outcomes.keep_of', { months })}
                onPress={() => setDoing('answer')}
              >
                {t('outcomes.keep')}
              </Button>
              <Button
                small
                kind="quiet"
                icon="calendar"
                aria-label={t('outcomes.move_of', { months })}
                onPress={() => setDoing('move')}
              />
            </>
          )}
          {mayWrite && done_on && (
            <Button
              small
              kind="quiet"
              isDisabled={busy}
              onPress={() => mark({ case_id: file.case_id, follow_up_id, version, done: false })}
            >
              {t('plans.step.take_back')}
            </Button>
          )}
        </>
      }
    />
  )
}
