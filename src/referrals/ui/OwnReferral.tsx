// One referral as the file's house sees it: its clock, its story, what came back, and what can be done with it now.
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { Card } from '#directory/ui/Card.tsx'
import { useGet, useWrite } from '#gate/query.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Loaded, Name, Notice, Prose, toast } from '#kit/ui/index.ts'
import { day, isolate, list, t, time } from '#language/here.ts'
import { BarrierTap } from '#matching/ui/BarrierTap.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { goesOn, nextSteps } from '../referral.rules.ts'
import { askAgain, listReferrals, type Referral, undoReferral } from '../referral.ts'
import { readTalk, tickStep, writeMessage } from '../talk.ts'
import { ClockLines } from './ClockLines.tsx'
import { HandedOverTo } from './HandedOverTo.tsx'
import { KeptWhy } from './KeptWhy.tsx'
import { needName, outcomeName, reasonName } from './referral-words.ts'
import { Marks, Summary } from './Summary.tsx'
import { Talk } from './Talk.tsx'
import './referral.css'

function Answer({ referral }: { referral: Referral }) {
  const { answered_at, decline_reason, outcome, outcome_on, answer_words, action_id } = referral
  return (
    <>
      {answered_at && <p>{t('referrals.answered_on', { day: day(answered_at.slice(0, 10)) })}</p>}
      {decline_reason && <p>{t('referrals.declined_because', { reason: reasonName(decline_reason) })}</p>}
      {outcome && (
        <p>{t('referrals.ended_with', { outcome: outcomeName(outcome), day: outcome_on ? day(outcome_on) : '' })}</p>
      )}
      {action_id && <p>{t(outcome === 'need_met' ? 'referrals.step_done' : 'referrals.from_step')}</p>}
      {answer_words && (
        <>
          <h3>{t('referrals.their_words')}</h3>
          <Prose>{answer_words}</Prose>
        </>
      )}
    </>
  )
}

/** What failed before and what came after: a second try is not told as if it were the first. */
function Story({ referral, all }: { referral: Referral; all: Referral[] }) {
  const earlier = all.find(({ referral_id }) => referral_id === referral.follows_id)
  const later = all.find(({ follows_id, undone_at }) => follows_id === referral.referral_id && !undone_at)
  return (
    <>
      {earlier && (
        <p>
          {t('referrals.follows', {
            partner: isolate(earlier.to_name),
            why: earlier.decline_reason ? reasonName(earlier.decline_reason) : t(`referrals.status.${earlier.status}`),
          })}
        </p>
      )}
      {later && <p>{t('referrals.followed_by', { partner: isolate(later.to_name) })}</p>}
    </>
  )
}

function OwnTalk({ file, referral }: { file: CaseFile; referral: Referral }) {
  const [open, setOpen] = useState(false)
  const at = { case_id: file.case_id, referral_id: referral.referral_id }
  const talk = useGet(readTalk, open ? at : null, { staleMs: 0 })
  const write = useWrite(writeMessage, { invalidates: [readTalk] })
  const tick = useWrite(tickStep, { invalidates: [readTalk] })
  const send = (message: { message_id: string; words: string }, done: () => void) =>
    write.mutate(
      { ...at, ...message },
      {
        onSuccess: () => {
          done()
          toast(t('referrals.message_sent'))
        },
      },
    )
  return (
    <details className="referral-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('referrals.talk')}</summary>
      {open && (
        <Loaded of={talk}>
          {(of) => (
            <Talk
              of={of}
              referral_id={referral.referral_id}
              writing={{ send, busy: write.isPending, problem: write.error }}
              onTick={(step, done) => tick.mutate({ ...at, step, done })}
              tickProblem={tick.error}
            />
          )}
        </Loaded>
      )}
    </details>
  )
}

/** Undone at once, or asked again: small deeds that need no second question. */
function useDeeds(file: CaseFile, { referral_id, version }: Referral) {
  const invalidates = [listReferrals, openFile, readTimeline]
  const undo = useWrite(undoReferral, { invalidates })
  const again = useWrite(askAgain, { invalidates })
  const at = { case_id: file.case_id, referral_id, version }
  const problem: Problem | null = undo.error ?? again.error
  return {
    problem,
    busy: undo.isPending || again.isPending,
    undo: () => undo.mutate(at, { onSuccess: () => toast(t('referrals.undone')) }),
    askAgain: () => again.mutate(at, { onSuccess: () => toast(t('referrals.asked_again')) }),
  }
}

interface Props {
  file: CaseFile
  referral: Referral
  all: Referral[]
  onWithdraw: () => void
  onElsewhere: () => void
  onTransfer: () => void
}

function Steps({ file, referral, all, onWithdraw, onElsewhere }: Props) {
  const deeds = useDeeds(file, referral)
  const { status, undo_until, looked_at, undone_at, referral_id } = referral
  const followed = all.some(({ follows_id, undone_at: gone }) => follows_id === referral_id && !gone)
  const mayElsewhere = !goesOn(status) && !followed && !undone_at && referral.outcome !== 'need_met'
  return (
    <>
      {deeds.problem && <ErrorNotice problem={deeds.problem} />}
      {undo_until && <p className="quiet">{t('referrals.undo_until', { when: time(undo_until) })}</p>}
      <div className="form-actions">
        {undo_until && (
          <Button busy={deeds.busy} onPress={deeds.undo}>
            {t('referrals.undo')}
          </Button>
        )}
        {(status === 'waiting' || (status === 'sent' && looked_at)) && (
          <Button busy={deeds.busy} onPress={deeds.askAgain}>
            {t('referrals.ask_again')}
          </Button>
        )}
        {goesOn(status) && !referral.handed_over && file.may['case.write'] && (
          <BarrierTap case_id={file.case_id} service_id={referral.service_id} need={referral.need} />
        )}
        {mayElsewhere && (
          <Button kind="primary" icon="referral" onPress={onElsewhere}>
            {t('referrals.elsewhere')}
          </Button>
        )}
        {!undo_until && nextSteps(status, referral.kind).withdraw && (
          <Button onPress={onWithdraw}>{t('referrals.withdraw')}</Button>
        )}
      </div>
    </>
  )
}

export function OwnReferral(props: Props) {
  const { file, referral, all, onTransfer } = props
  const { sections, until_on, summary, match, to_name, status, handed_over } = referral
  const maySend = Boolean(file.may['referrals.send'])
  const sent = { day: day(referral.sent_at.slice(0, 10)), due: day(referral.answer_due_on) }
  return (
    <Card
      title={t('referrals.need_line', { need: needName(referral.need), partner: isolate(to_name) })}
      lead={t('referrals.sent_on', sent)}
      actions={<Marks of={referral} />}
    >
      {handed_over && !handed_over.undone_at && <HandedOverTo referral={referral} of={handed_over} />}
      {referral.transfer_asked_at && status === 'accepted' && (
        <Notice tone="warning">
          <p>{t('referrals.transfer_asked', { partner: isolate(to_name) })}</p>
          {maySend && (
            <Button small onPress={onTransfer}>
              {t('referrals.propose_transfer')}
            </Button>
          )}
        </Notice>
      )}
      {referral.service_name && (
        <p>
          <Name>{referral.service_name}</Name>
        </p>
      )}
      <Story referral={referral} all={all} />
      <ClockLines of={referral} />
      {(sections || until_on) && (
        <p className="quiet">
          {t('referrals.opens_until', {
            sections: sections ? list(sections.map((each) => t(`access.section.${each}`))) : t('referrals.all_agreed'),
            day: until_on ? day(until_on) : t('referrals.consent_end'),
          })}
        </p>
      )}
      <Answer referral={referral} />
      {summary ? <Summary summary={summary} /> : <p className="quiet">{t('referrals.not_yours_to_read')}</p>}
      {match && <KeptWhy match={match} />}
      {maySend && summary && !referral.undone_at && <OwnTalk file={file} referral={referral} />}
      {maySend && <Steps {...props} />}
    </Card>
  )
}
