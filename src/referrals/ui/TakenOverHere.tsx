// What became of a transfer at the house that took it over: who leads, the way to the new file, and for five minutes the
// way back.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, ConfirmDialog, ErrorNotice, LinkButton, Notice, toast } from '#kit/ui/index.ts'
import { day, isolate, t, time } from '#language/here.ts'
import { type QueuedReferral, readQueue, type TakenOver } from '../referral.ts'
import { readReceived } from '../talk.ts'
import { undoTakeOver } from '../transfer.ts'

function Undo({ referral, until }: { referral: QueuedReferral; until: string }) {
  const [asking, setAsking] = useState(false)
  const undo = useWrite(undoTakeOver, { invalidates: [readQueue, readReceived] })
  const { referral_id, version } = referral
  const send = () =>
    undo.mutate(
      { referral_id, version },
      {
        onSuccess: () => {
          setAsking(false)
          toast(t('referrals.take_over_undone'))
        },
      },
    )
  return (
    <>
      <div className="form-actions">
        <Button small onPress={() => setAsking(true)}>
          {t('referrals.undo')}
        </Button>
        <span>{t('referrals.undo_take_over_until', { when: time(until) })}</span>
      </div>
      {asking && (
        <ConfirmDialog
          isOpen
          danger
          title={t('referrals.undo_take_over')}
          action={t('referrals.undo')}
          busy={undo.isPending}
          onClose={() => setAsking(false)}
          onConfirm={send}
        >
          <p>{t('referrals.undo_take_over_what')}</p>
          {undo.error && <ErrorNotice problem={undo.error} />}
        </ConfirmDialog>
      )}
    </>
  )
}

export function TakenOverHere({ referral, of }: { referral: QueuedReferral; of: TakenOver }) {
  const { led_by_name, accepted_at, new_case_id, opens, undo_until, read_case_id, read_until } = of
  return (
    <Notice tone="good">
      <p>{t('referrals.taken_over', { name: isolate(led_by_name), day: day(accepted_at.slice(0, 10), 'long') })}</p>
      <div className="form-actions">
        {opens && (
          <LinkButton kind="primary" icon="file" href={`/desk/people/${new_case_id}?tab=referrals`}>
            {t('referrals.open_new_file')}
          </LinkButton>
        )}
        {read_case_id && read_until && (
          <LinkButton href={`/desk/people/${read_case_id}`}>
            {t('referrals.read_there_until', { day: day(read_until) })}
          </LinkButton>
        )}
      </div>
      {undo_until && <Undo referral={referral} until={undo_until} />}
    </Notice>
  )
}
