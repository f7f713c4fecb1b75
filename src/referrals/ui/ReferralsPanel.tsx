// The referrals of a person in her file: what was sent, what came back, how it ended; and sending a new one.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  Loaded,
  Name,
  Prose,
  Section,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { Card } from '#services/ui/Card.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { nextSteps } from '../referral.rules.ts'
import { listReferrals, type Referral, withdrawReferral } from '../referral.ts'
import { NewReferral } from './NewReferral.tsx'
import { needName, outcomeName, reasonName } from './referral-words.ts'
import { Marks, Summary } from './Summary.tsx'

function Answer({ referral }: { referral: Referral }) {
  const { answered_at, decline_reason, outcome, outcome_on, answer_words } = referral
  return (
    <>
      {answered_at && <p>{t('referrals.answered_on', { day: day(answered_at.slice(0, 10)) })}</p>}
      {decline_reason && <p>{t('referrals.declined_because', { reason: reasonName(decline_reason) })}</p>}
      {outcome && (
        <p>{t('referrals.ended_with', { outcome: outcomeName(outcome), day: outcome_on ? day(outcome_on) : '' })}</p>
      )}
      {answer_words && (
        <>
          <h3>{t('referrals.their_words')}</h3>
          <Prose>{answer_words}</Prose>
        </>
      )}
    </>
  )
}

function OneReferral({ referral, onWithdraw }: { referral: Referral; onWithdraw?: (() => void) | undefined }) {
  const sent = { day: day(referral.sent_at.slice(0, 10)), due: day(referral.answer_due_on) }
  return (
    <Card
      title={t('referrals.need_line', { need: needName(referral.need), partner: isolate(referral.to_name) })}
      lead={t('referrals.sent_on', sent)}
      actions={
        <>
          <Marks of={referral} />
          {onWithdraw && (
            <Button small onPress={onWithdraw}>
              {t('referrals.withdraw')}
            </Button>
          )}
        </>
      }
    >
      {referral.service_name && (
        <p>
          <Name>{referral.service_name}</Name>
        </p>
      )}
      <Answer referral={referral} />
      {referral.summary ? (
        <Summary summary={referral.summary} />
      ) : (
        <p className="quiet">{t('referrals.not_yours_to_read')}</p>
      )}
    </Card>
  )
}

function Withdraw({ file, referral, onClose }: { file: CaseFile; referral: Referral; onClose: () => void }) {
  const withdraw = useWrite(withdrawReferral, { invalidates: [listReferrals, openFile, readTimeline] })
  const { referral_id, version, to_name } = referral
  const confirm = () =>
    withdraw.mutate(
      { case_id: file.case_id, referral_id, version },
      {
        onSuccess: () => {
          toast(t('referrals.withdrawn'))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('referrals.withdraw_title')}
      action={t('referrals.withdraw')}
      busy={withdraw.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      {withdraw.error && <ErrorNotice problem={withdraw.error} />}
      <p>{t('referrals.withdraw_what', { recipient: isolate(to_name) })}</p>
    </ConfirmDialog>
  )
}

export function ReferralsPanel({ file, today }: { file: CaseFile; today: string }) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const referrals = useGet(listReferrals, { case_id: file.case_id })
  const [adding, setAdding] = useState(Boolean(search.to))
  const [leaving, setLeaving] = useState<Referral | null>(null)
  const maySend = Boolean(file.may['referrals.send'])
  const done = () => {
    setAdding(false)
    const { to: _to, service: _service, need: _need, ...rest } = search
    void navigate({ search: rest as never, replace: true, to: '.' as never })
  }
  const start = maySend && !adding && (
    <Button kind="primary" icon="referral" onPress={() => setAdding(true)}>
      {t('referrals.new')}
    </Button>
  )
  return (
    <Stack>
      {adding && maySend && (
        <NewReferral
          file={file}
          today={today}
          from={{ to: search.to, need: search.need, service: search.service }}
          onDone={done}
        />
      )}
      <Section plain title={t('referrals.title')} actions={start}>
        <Loaded of={referrals}>
          {({ referrals: all }) =>
            all.length === 0 ? (
              <EmptyState icon="referral" title={t('referrals.empty')}>
                {t(maySend ? 'referrals.empty_why' : 'referrals.empty_not_yours')}
              </EmptyState>
            ) : (
              <Stack>
                {all.map((each) => (
                  <OneReferral
                    key={each.referral_id}
                    referral={each}
                    onWithdraw={maySend && nextSteps(each.status).withdraw ? () => setLeaving(each) : undefined}
                  />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
      {leaving && (
        <Withdraw
          file={file}
          referral={leaving}
          onClose={() => {
            setLeaving(null)
            void referrals.refetch()
          }}
        />
      )}
    </Stack>
  )
}
