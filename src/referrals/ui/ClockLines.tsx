// The hours of a referral in words: whether they looked, by when an answer is expected, the waiting list, asking again.
import { day, moment, t } from '#language/here.ts'
import type { QueuedReferral } from '../referral.ts'
import './referral.css'

type Running = Pick<
  QueuedReferral,
  'status' | 'looked_at' | 'look_due_at' | 'answer_due_at' | 'answer_due_on' | 'expected_on' | 'asked_again_at'
>

/** `here`: as the partner reads it, who need not be told that it has looked. */
export function ClockLines({ of, here = false }: { of: Running; here?: boolean }) {
  const { status, looked_at, look_due_at, answer_due_at, answer_due_on, expected_on, asked_again_at } = of
  const waits = status === 'sent' || status === 'waiting'
  const lines = [
    ...(!here && looked_at ? [t('referrals.looked_at', { when: moment(looked_at) })] : []),
    ...(!here && !looked_at && status === 'sent' && look_due_at
      ? [t('referrals.not_looked_by', { when: moment(look_due_at) })]
      : []),
    ...(status === 'sent'
      ? [t('referrals.answer_by', { when: answer_due_at ? moment(answer_due_at) : day(answer_due_on) })]
      : []),
    ...(status === 'waiting' && expected_on
      ? [t(here ? 'referrals.our_wait_until' : 'referrals.waits_until', { day: day(expected_on) })]
      : []),
    ...(waits && asked_again_at ? [t('referrals.asked_again_on', { when: moment(asked_again_at) })] : []),
  ]
  if (lines.length === 0) return null
  return (
    <ul className="referral-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
