// The partner's desk: the people others ask our help for. A summary first; the file opens with a yes, as far as she
// agreed, and nothing of her stays when it is over.
import { useState } from 'react'
import { Card } from '#directory/ui/Card.tsx'
import { usePages } from '#gate/pages.ts'
import { Button, EmptyState, LinkButton, Loaded, PageHeader, Stack, Tabs } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { PassedReports } from '#triage/ui/PassedReports.tsx'
import { nextSteps } from '../referral.rules.ts'
import { type QueuedReferral, readQueue } from '../referral.ts'
import { AnswerDialog, type Answering, verb } from './AnswerDialog.tsx'
import { ClockLines } from './ClockLines.tsx'
import { needName, outcomeName, reasonName } from './referral-words.ts'
import { Marks, Summary } from './Summary.tsx'
import { TakenOverHere } from './TakenOverHere.tsx'

function Steps({ referral, onAnswer }: { referral: QueuedReferral; onAnswer: (answer: Answering) => void }) {
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
      <LinkButton kind="quiet" href={`/desk/referrals/${referral.referral_id}`}>
        {t('referrals.talk')}
      </LinkButton>
    </div>
  )
}

function OneReferral({ referral, onAnswer }: { referral: QueuedReferral; onAnswer: (answer: Answering) => void }) {
  const { need, summary, decline_reason, outcome, outcome_on } = referral
  const sent = { day: day(referral.sent_at.slice(0, 10)), due: day(referral.answer_due_on) }
  return (
    <Card
      level={2}
      title={need ? needName(need) : t('referrals.queue.someone')}
      lead={t('referrals.sent_on', sent)}
      actions={<Marks of={referral} />}
    >
      {summary ? <Summary summary={summary} /> : <p className="quiet">{t('referrals.queue.over')}</p>}
      {decline_reason && <p>{t('referrals.declined_because', { reason: reasonName(decline_reason) })}</p>}
      {outcome && (
        <p>{t('referrals.ended_with', { outcome: outcomeName(outcome), day: outcome_on ? day(outcome_on) : '' })}</p>
      )}
      <ClockLines of={referral} here />
      {referral.taken_over && <TakenOverHere referral={referral} of={referral.taken_over} />}
      <Steps referral={referral} onAnswer={onAnswer} />
    </Card>
  )
}

function Referrals({ waiting }: { waiting: boolean }) {
  const queue = usePages(readQueue, waiting ? { waiting: 'true' } : {}, (page) => page.referrals)
  const [answering, setAnswering] = useState<{ referral: QueuedReferral; answer: Answering } | null>(null)
  return (
    <Loaded of={queue}>
      {(found) => (
        <Stack>
          {found.length === 0 && (
            <EmptyState icon="heart" title={t('referrals.queue.empty')}>
              {t('referrals.queue.empty_why')}
            </EmptyState>
          )}
          {found.map((referral) => (
            <OneReferral
              key={referral.referral_id}
              referral={referral}
              onAnswer={(answer) => setAnswering({ referral, answer })}
            />
          ))}
          {queue.more && (
            <Button busy={queue.busy} onPress={queue.more}>
              {t('referrals.queue.more')}
            </Button>
          )}
          {answering && (
            <AnswerDialog
              {...answering}
              onClose={() => {
                setAnswering(null)
                void queue.refetch()
              }}
            />
          )}
        </Stack>
      )}
    </Loaded>
  )
}

export function ReferralQueue() {
  return (
    <Stack>
      <PageHeader
        title={t('referrals.queue.title')}
        lead={t('referrals.queue.lead')}
        actions={
          <LinkButton icon="people" href="/desk/conferences">
            {t('referrals.queue.conferences')}
          </LinkButton>
        }
      />
      <PassedReports />
      <Tabs
        label={t('referrals.queue.title')}
        items={[
          { id: 'waiting', label: t('referrals.queue.waiting'), content: <Referrals waiting /> },
          { id: 'all', label: t('referrals.queue.all'), content: <Referrals waiting={false} /> },
        ]}
      />
    </Stack>
  )
}
