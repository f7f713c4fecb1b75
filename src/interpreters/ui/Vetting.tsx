// The steps of looking at somebody before they hear anything: done when, by whom, and until when each holds.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { daysBetween } from '#kit/day.ts'
import {
  Badge,
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  List,
  ListItem,
  Name,
  Section,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type VettingStep, vettingSteps } from '../interpreter.ts'
import { gateFacts } from '../interpreting-facts.ts'
import { type Interpreter, listInterpreters, readInterpreter, vetInterpreter } from '../register.ts'
import { usualEnd } from '../vetting.rules.ts'
import { soonDays } from './interpreter-words.ts'

interface WriteProps {
  of: Interpreter
  step: VettingStep
  today: string
  onClose: () => void
}

function Write({ of, step, today, onClose }: WriteProps) {
  const known = of.vetting.find((each) => each.step === step)
  const endFrom = (from: string | null) => from && usualEnd(step, from, gateFacts.steps_valid_months)
  const [done_on, setDone] = useState<string | null>(today)
  const [valid_until, setUntil] = useState<string | null>(endFrom(today))
  const save = useWrite(vetInterpreter, { invalidates: [readInterpreter, listInterpreters] })
  const { interpreter_id, version } = of
  const write = (on: string | null) =>
    save.mutate(
      { interpreter_id, version, step, done_on: on, valid_until: on ? valid_until : null },
      {
        onSuccess: () => {
          toast(t('interpreting.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen title={t(`interpreting.step.${step}`)} onClose={onClose}>
      <Form problem={save.error} onSubmit={() => done_on && write(done_on)}>
        <p>{t(`interpreting.step.${step}.what`)}</p>
        <DateField
          name="done_on"
          label={t('interpreting.done_on')}
          isRequired
          max={today}
          value={done_on}
          onChange={(on) => {
            setDone(on)
            setUntil(endFrom(on))
          }}
        />
        <DateField
          name="valid_until"
          label={t('interpreting.valid_until')}
          description={t('interpreting.valid_until_why')}
          value={valid_until}
          onChange={setUntil}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending} isDisabled={!done_on}>
            {t('interpreting.save')}
          </Button>
          {known && (
            <Button kind="danger" busy={save.isPending} onPress={() => write(null)}>
              {t('interpreting.take_back_step')}
            </Button>
          )}
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const stateOf = (until: string | null, today: string) => {
  if (until === null) return { tone: 'good', text: t('interpreting.holds') } as const
  const left = daysBetween(today, until)
  if (left < 0) return { tone: 'danger', text: t('interpreting.ended_on', { day: day(until) }) } as const
  return {
    tone: left <= soonDays ? 'warning' : 'good',
    text: t('interpreting.holds_until', { day: day(until) }),
  } as const
}

export function Vetting({ of, today, manages }: { of: Interpreter; today: string; manages: boolean }) {
  const [writing, setWriting] = useState<VettingStep | null>(null)
  return (
    <Section title={t('interpreting.vetting')} lead={t('interpreting.vetting_why')}>
      <List label={t('interpreting.vetting')}>
        {vettingSteps.map((step) => {
          const known = of.vetting.find((each) => each.step === step)
          const needed = of.missing.includes(step)
          const state = known && stateOf(known.valid_until, today)
          const name = t(`interpreting.step.${step}`)
          return (
            <ListItem
              key={step}
              icon={known ? 'check' : 'clock'}
              title={name}
              detail={
                known ? (
                  <>
                    {day(known.done_on, 'long')} · <Name>{known.by_name}</Name>
                  </>
                ) : (
                  t(`interpreting.step.${step}.what`)
                )
              }
              aside={
                <>
                  {state && <Badge tone={state.tone}>{state.text}</Badge>}
                  {!known && (
                    <Badge tone={needed ? 'warning' : 'neutral'}>
                      {t(needed ? 'interpreting.step_missing' : 'interpreting.step_open')}
                    </Badge>
                  )}
                  {manages && (
                    <Button
                      small
                      kind="quiet"
                      icon="edit"
                      aria-label={`${t(known ? 'interpreting.renew_step' : 'interpreting.do_step')}: ${name}`}
                      onPress={() => setWriting(step)}
                    >
                      {t(known ? 'interpreting.renew_step' : 'interpreting.do_step')}
                    </Button>
                  )}
                </>
              }
            />
          )
        })}
      </List>
      {writing && <Write of={of} step={writing} today={today} onClose={() => setWriting(null)} />}
    </Section>
  )
}
