// The referrals of a person in her file: what was sent, what came back, how it ended; and sending a new one.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ConfirmDialog, EmptyState, ErrorNotice, Loaded, Section, Stack, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listReferrals, type Referral, withdrawReferral } from '../referral.ts'
import { CameAlong } from './CameAlong.tsx'
import { Exceptions } from './Exceptions.tsx'
import { type Props as NewProps, NewReferral } from './NewReferral.tsx'
import { OutsideReferrals } from './OutsideReferrals.tsx'
import { OwnReferral } from './OwnReferral.tsx'

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

/** How a new one begins: as the look for services, an earlier no, or a partner's question had it. */
type Begin = Pick<NewProps, 'from' | 'earlier' | 'kind'>

export function ReferralsPanel({ file, today }: { file: CaseFile; today: string }) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const referrals = useGet(listReferrals, { case_id: file.case_id })
  const asked = { to: search.to, need: search.need, service: search.service }
  const [adding, setAdding] = useState<Begin | null>(search.to ? { from: asked } : null)
  const [leaving, setLeaving] = useState<Referral | null>(null)
  const maySend = Boolean(file.may['referrals.send'])
  const done = () => {
    setAdding(null)
    const { to: _to, service: _service, need: _need, ...rest } = search
    void navigate({ search: rest as never, replace: true, to: '.' as never })
  }
  const start = maySend && !adding && (
    <Button kind="primary" icon="referral" onPress={() => setAdding({ from: {} })}>
      {t('referrals.new')}
    </Button>
  )
  const begin = (how: Begin) => {
    setAdding(how)
    window.scrollTo({ top: 0 })
  }
  return (
    <Stack>
      {adding && maySend && (
        <NewReferral key={adding.earlier?.referral_id} {...{ file, today, ...adding }} onDone={done} />
      )}
      <CameAlong file={file} />
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
                  <OwnReferral
                    key={each.referral_id}
                    file={file}
                    referral={each}
                    all={all}
                    onWithdraw={() => setLeaving(each)}
                    onElsewhere={() => begin({ from: { need: each.need }, earlier: each })}
                    onTransfer={() =>
                      begin({ from: { need: each.need, to: each.to_organisation_id }, kind: 'transfer' })
                    }
                  />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
      <OutsideReferrals file={file} today={today} />
      <Exceptions file={file} today={today} />
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
