// One referral at the partner's desk: the summary, the answer, the talk with whoever asked, the hand-over. Nothing of her
// stays here when it is over.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, LinkButton, Loaded, PageHeader, Section, Stack, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { nextSteps } from '../referral.rules.ts'
import { type QueuedReferral, readQueue } from '../referral.ts'
import { answerMessage, askForTransfer, readReceived, tickReceivedStep } from '../talk.ts'
import { AnswerDialog, type Answering, verb } from './AnswerDialog.tsx'
import { ClockLines } from './ClockLines.tsx'
import { needName, outcomeName, reasonName } from './referral-words.ts'
import { Marks, Summary } from './Summary.tsx'
import { TakenOverHere } from './TakenOverHere.tsx'
import { Talk } from './Talk.tsx'

function AskTransfer({ referral }: { referral: QueuedReferral }) {
  const ask = useWrite(askForTransfer, { invalidates: [readReceived, readQueue] })
  const { referral_id, version, status, kind, transfer_asked_at, case_id } = referral
  if (status !== 'accepted' || kind === 'transfer' || !case_id) return null
  if (transfer_asked_at) return <p>{t('referrals.ask_transfer_waits', { day: day(transfer_asked_at.slice(0, 10)) })}</p>
  const send = () => ask.mutate({ referral_id, version }, { onSuccess: () => toast(t('referrals.ask_transfer_done')) })
  return (
    <>
      {ask.error && <ErrorNotice problem={ask.error} />}
      <Button busy={ask.isPending} onPress={send}>
        {t('referrals.ask_transfer')}
      </Button>
    </>
  )
}

function Answers({ referral, onAnswer }: { referral: QueuedReferral; onAnswer: (answer: Answering) => void }) {
  if (!referral.summary) return null
  return (
    <div className="form-actions">
      {referral.case_id && (
        <LinkButton kind="primary" icon="file" href={`/desk/people/${referral.case_id}`}>
          {t('referrals.queue.open_file')}
        </LinkButton>
      )}
      {nextSteps(referral.status, referral.kind).answers.map((answer) => (
        <Button key={answer} kind={answer === 'accepted' ? 'primary' : 'secondary'} onPress={() => onAnswer(answer)}>
          {t(`referrals.${verb[answer]}`)}
        </Button>
      ))}
      <AskTransfer referral={referral} />
    </div>
  )
}

function What({ referral, onAnswer }: { referral: QueuedReferral; onAnswer: (answer: Answering) => void }) {
  const { summary, decline_reason, outcome, outcome_on } = referral
  return (
    <Section
      title={t('referrals.preview_received')}
      lead={t('referrals.sent_on', { day: day(referral.sent_at.slice(0, 10)), due: day(referral.answer_due_on) })}
    >
      <ClockLines of={referral} here />
      {summary ? <Summary summary={summary} /> : <p className="quiet">{t('referrals.queue.over')}</p>}
      {decline_reason && <p>{t('referrals.declined_because', { reason: reasonName(decline_reason) })}</p>}
      {outcome && (
        <p>{t('referrals.ended_with', { outcome: outcomeName(outcome), day: outcome_on ? day(outcome_on) : '' })}</p>
      )}
      {referral.taken_over && <TakenOverHere referral={referral} of={referral.taken_over} />}
      <Answers referral={referral} onAnswer={onAnswer} />
    </Section>
  )
}

export function ReceivedReferral() {
  const { referral_id = '' } = useParams({ strict: false }) as { referral_id?: string }
  const found = useGet(readReceived, { referral_id }, { staleMs: 0 })
  const [answering, setAnswering] = useState<Answering | null>(null)
  const write = useWrite(answerMessage, { invalidates: [readReceived, readQueue] })
  const tick = useWrite(tickReceivedStep, { invalidates: [readReceived] })
  return (
    <Loaded of={found}>
      {({ referral, talk }) => (
        <Stack>
          <PageHeader
            title={referral.need ? needName(referral.need) : t('referrals.queue.one')}
            marks={<Marks of={referral} />}
            back={{ href: '/desk/referrals', label: t('referrals.queue.back') }}
          />
          <What referral={referral} onAnswer={setAnswering} />
          {referral.summary && (
            <Talk
              of={talk}
              referral_id={referral_id}
              writing={{
                busy: write.isPending,
                problem: write.error,
                send: (message, done) =>
                  write.mutate(
                    { referral_id, ...message },
                    {
                      onSuccess: () => {
                        done()
                        toast(t('referrals.message_sent'))
                      },
                    },
                  ),
              }}
              onTick={(step, done) => tick.mutate({ referral_id, step, done })}
              tickProblem={tick.error}
            />
          )}
          {answering && (
            <AnswerDialog
              key={answering}
              referral={referral}
              answer={answering}
              onClose={() => {
                setAnswering(null)
                void found.refetch()
              }}
            />
          )}
        </Stack>
      )}
    </Loaded>
  )
}
