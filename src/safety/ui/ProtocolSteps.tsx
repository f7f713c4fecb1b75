// The checklist: each step with its hour, done or not needed with the reason, by whom.
import { useState } from 'react'
import { newId } from '#kit/id.ts'
import { Badge, Button, Icon, Name, Notice, RadioGroup, Section, TextArea } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { answerProtocolStep, type Protocol, type ProtocolStep } from '../protocol.ts'
import { byWhen } from './protocol-words.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface StepProps {
  protocol: Protocol
  step: ProtocolStep
  now: string
}

function AnswerStep({ protocol, step, onDone }: Omit<StepProps, 'now'> & { onDone: () => void }) {
  const { protocol_id, version } = protocol
  const form = useShortForm(
    answerProtocolStep,
    `step ${step.code} of ${protocol_id}`,
    { line_id: newId(), state: (step.state === 'open' ? 'done' : step.state) as ProtocolStep['state'], words: '' },
    onDone,
  )
  const { state, words } = form.answers
  return (
    <ShortForm
      {...form}
      action={t('safety.step.save')}
      onSave={() => form.save({ protocol_id, version, step: step.code, ...form.answers } as never)}
      onLeave={form.leave}
    >
      <RadioGroup
        label={t('safety.step.state')}
        inline
        options={choices(
          step.state === 'open' ? ['done', 'not_needed'] : ['done', 'not_needed', 'open'],
          'safety.step',
        )}
        value={state}
        onChange={(next) => form.set({ state: next as ProtocolStep['state'] })}
      />
      <TextArea
        name="words"
        label={t(state === 'not_needed' ? 'safety.step.why' : 'safety.step.words')}
        isRequired={state === 'not_needed'}
        rows={3}
        value={words}
        onChange={(text) => form.set({ words: text })}
      />
    </ShortForm>
  )
}

function Step({ protocol, step, now }: StepProps) {
  const [answering, setAnswering] = useState(false)
  const icon = step.state === 'done' ? 'check' : step.state === 'not_needed' ? 'close' : 'clock'
  return (
    <li className={`safety-step safety-step-${step.state}`}>
      <span className="safety-mark">
        <Icon name={icon} size={18} />
      </span>
      <div className="safety-step-body">
        <p className="safety-head">
          <strong>{t(`safety.step_name.${step.code}`)}</strong>
          {step.late && <Badge tone="danger">{t('safety.step.late')}</Badge>}
        </p>
        <p className="safety-quiet">
          {step.state === 'open' ? (
            t('safety.step.by', { when: byWhen(step.due_at, now) })
          ) : (
            <>
              {t(`safety.step.${step.state}`)} · <Name>{step.by_name ?? ''}</Name> · {step.at && moment(step.at)}
            </>
          )}
        </p>
        {step.words && (
          <p className="safety-said" dir="auto">
            {step.words}
          </p>
        )}
        {answering ? (
          <AnswerStep protocol={protocol} step={step} onDone={() => setAnswering(false)} />
        ) : (
          protocol.may.work && (
            <div>
              <Button
                small
                kind={step.state === 'open' ? 'secondary' : 'quiet'}
                aria-label={t(step.state === 'open' ? 'safety.step.answer_of' : 'safety.step.change_of', {
                  step: t(`safety.step_name.${step.code}`),
                })}
                onPress={() => setAnswering(true)}
              >
                {t(step.state === 'open' ? 'safety.step.answer' : 'safety.step.change')}
              </Button>
            </div>
          )
        )}
      </div>
    </li>
  )
}

export function ProtocolSteps({ protocol, now }: { protocol: Protocol; now: string }) {
  return (
    <Section title={t('safety.steps.title')} lead={t('safety.steps.lead')}>
      {!protocol.reviewed && <p className="safety-quiet">{t('safety.steps.not_reviewed')}</p>}
      {protocol.closed_at === null && protocol.taken_by === null && <Notice>{t('safety.steps.take_first')}</Notice>}
      <ol className="safety-steps">
        {protocol.list.map((step) => (
          <Step key={step.code} protocol={protocol} step={step} now={now} />
        ))}
      </ol>
    </Section>
  )
}
