// The partner's answer: yes, no with a reason, or how it ended. A word to whoever asked goes along, sealed to them.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import reasons from '#data/codes/decline_reasons.json' with { type: 'json' }
import outcomes from '#data/codes/referral_outcomes.json' with { type: 'json' }
import { useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { Button, DateField, Dialog, Form, FormActions, RadioGroup, Select, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { longestOnList } from '../clock.rules.ts'
import { answerReferral, type QueuedReferral, readQueue } from '../referral.ts'
import { readReceived } from '../talk.ts'
import { outcomeName, reasonName } from './referral-words.ts'
import { TakeOverDialog } from './TakeOverDialog.tsx'

export type Answering = 'accepted' | 'waiting' | 'declined' | 'ended'

export const verb = { accepted: 'accept', waiting: 'wait', declined: 'decline', ended: 'end' } as const
const what = { accepted: 'accept_what', waiting: 'wait_what', declined: 'decline_why', ended: 'end_what' } as const

const choices = (codes: { code: string }[], nameOf: (code: string) => string) =>
  codes.map(({ code }) => ({ id: code, label: nameOf(code) }))

interface Props {
  referral: QueuedReferral
  answer: Answering
  onClose: () => void
}

/** A transfer is not only accepted: somebody leads from then on. */
export function AnswerDialog(props: Props) {
  const takesOver = props.referral.kind === 'transfer' && props.answer === 'accepted'
  return takesOver ? <TakeOverDialog referral={props.referral} onClose={props.onClose} /> : <PlainAnswer {...props} />
}

function PlainAnswer({ referral, answer, onClose }: Props) {
  const [reason, setReason] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [expected_on, setExpected] = useState<string | null>(null)
  const save = useWrite(answerReferral, { invalidates: [readQueue, readReceived] })
  const { referral_id, version } = referral
  const submit = () =>
    save.mutate(
      {
        referral_id,
        version,
        answer,
        reason: answer === 'accepted' || answer === 'waiting' ? null : reason,
        expected_on,
        words,
      },
      {
        onSuccess: () => {
          toast(t('referrals.answered'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t(`referrals.${verb[answer]}_title`)} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <p>{t(`referrals.${what[answer]}`)}</p>
        {answer === 'declined' && (
          <Select
            name="reason"
            label={t('referrals.decline_reason')}
            isRequired
            options={choices(reasons.codes, reasonName)}
            value={reason}
            onChange={setReason}
          />
        )}
        {answer === 'ended' && (
          <RadioGroup
            name="reason"
            label={t('referrals.outcome')}
            isRequired
            options={choices(outcomes.codes, outcomeName)}
            value={reason}
            onChange={setReason}
          />
        )}
        {answer === 'waiting' && (
          <DateField
            name="expected_on"
            label={t('referrals.expected_on')}
            isRequired
            min={addDays(today(), 1)}
            max={addDays(today(), longestOnList)}
            value={expected_on}
            onChange={setExpected}
          />
        )}
        <TextArea name="words" label={t('referrals.your_words')} rows={3} value={words} onChange={setWords} />
        <FormActions>
          <Button
            type="submit"
            kind={answer === 'accepted' || answer === 'waiting' ? 'primary' : 'danger'}
            busy={save.isPending}
          >
            {t(`referrals.${verb[answer]}`)}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
