// Messages inside a referral and the warm hand-over, the same on both sides: what was written and read, what is ticked.
import { useState } from 'react'
import handover from '#data/referrals/handover.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, Checkbox, ErrorNotice, Form, FormActions, Prose, Section, Stack, TextArea } from '#kit/ui/index.ts'
import { day, moment, t } from '#language/here.ts'
import type { HandoverStep, Message, Talk as TalkOf } from '../talk.ts'
import './referral.css'

interface Writing {
  send: (message: { message_id: string; words: string }, done: () => void) => void
  busy: boolean
  problem: Problem | null
}

function OneMessage({ message }: { message: Message }) {
  const { mine, sent_at, read_at, words } = message
  const read = read_at ? t('referrals.message_read', { when: moment(read_at) }) : t('referrals.message_unread')
  return (
    <li className="referral-message" data-mine={mine}>
      <p>{t(`referrals.message_by.${mine ? 'mine' : 'theirs'}`, { when: moment(sent_at) })}</p>
      <Prose>{words}</Prose>
      {mine && <p>{read}</p>}
    </li>
  )
}

function Messages({ of, referral_id, writing }: { of: TalkOf; referral_id: string; writing: Writing }) {
  const [{ words }, setDraft, clear] = useDraft(`referral message ${referral_id}`, { words: '' })
  // The same message pressed twice is one: it gets a new name only once it is sent.
  const [message_id, setMessageId] = useState(newId)
  const sent = () => {
    setDraft({ words: '' })
    clear()
    setMessageId(newId())
  }
  return (
    <Section title={t('referrals.messages')} lead={t('referrals.messages_lead')}>
      {of.messages.length === 0 ? (
        <p className="quiet">{t('referrals.messages_none')}</p>
      ) : (
        <ul className="referral-messages">
          {of.messages.map((message) => (
            <OneMessage key={message.message_id} message={message} />
          ))}
        </ul>
      )}
      {of.open ? (
        <Form problem={writing.problem} onSubmit={() => writing.send({ message_id, words }, sent)}>
          <TextArea
            name="words"
            label={t('referrals.message')}
            rows={2}
            value={words}
            onChange={(said) => setDraft({ words: said })}
          />
          <FormActions>
            <Button type="submit" busy={writing.busy} isDisabled={words.trim() === ''}>
              {t('referrals.message_send')}
            </Button>
          </FormActions>
        </Form>
      ) : (
        <p className="quiet">{t('referrals.talk_over')}</p>
      )}
    </Section>
  )
}

function Steps({ of, onTick, problem }: { of: TalkOf; onTick: Tick; problem: Problem | null }) {
  const done = new Map<string, HandoverStep>(of.steps.map((step) => [step.step, step]))
  const all = handover.steps.length
  return (
    <Section
      title={t('referrals.handover')}
      lead={`${t('referrals.handover_lead')} ${t('referrals.handover_count', { done: done.size, all })}`}
    >
      {problem && <ErrorNotice problem={problem} />}
      <ul className="referral-steps">
        {handover.steps.map(({ code }) => {
          const step = done.get(code)
          return (
            <li key={code}>
              <Checkbox isSelected={Boolean(step)} isDisabled={!of.open} onChange={(ticked) => onTick(code, ticked)}>
                {t(`referrals.handover.${code}`)}
              </Checkbox>
              {step && (
                <p>
                  {t(`referrals.step_by.${step.mine ? 'mine' : 'theirs'}`, { day: day(step.done_at.slice(0, 10)) })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {handover.reviewed_by === null && <p className="quiet">{t('referrals.unreviewed')}</p>}
    </Section>
  )
}
type Tick = (step: string, done: boolean) => void

interface Props {
  of: TalkOf
  referral_id: string
  writing: Writing
  onTick: Tick
  tickProblem: Problem | null
}

export function Talk({ of, referral_id, writing, onTick, tickProblem }: Props) {
  return (
    <Stack>
      <Messages of={of} referral_id={referral_id} writing={writing} />
      <Steps of={of} onTick={onTick} problem={tickProblem} />
    </Stack>
  )
}
