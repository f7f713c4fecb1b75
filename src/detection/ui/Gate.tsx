// Before the first question: alone, understood, in no danger, told what stays between us, free to skip. Each point has its
// sentence for the person, in her language.
import type { ReactNode } from 'react'
import { Button, Checkbox, Form, FormActions, Notice, RadioGroup, Section, Select, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'
import { instrumentOf } from '../instruments.ts'
import { type AgeGroup, ageGroups } from '../reading.ts'
import { SafetyGate } from '../screening.ts'
import { Spoken } from './Spoken.tsx'
import { gateIsOpen, type Talk, useWords } from './talk.ts'

interface Props {
  talk: Talk
  set: (change: Partial<Talk>) => void
  /** What the file knows of the age: nobody it takes for a minor is asked as an adult. */
  knownMinor?: boolean
  onBack: () => void
}

const choices = (ids: readonly string[], prefix: string) => ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

export function Gate({ talk, set, knownMinor = false, onBack }: Props) {
  const { mine, theirs } = useWords(talk)
  const { gate, age, spoken } = talk
  const instrument = instrumentOf(talk.instrument!)
  const child = age !== null && age !== 'adult'
  const change = (part: Partial<Talk['gate']>) => set({ gate: { ...gate, ...part } })
  const said = (name: string): ReactNode => (
    <Spoken language={spoken} text={theirs.data?.said[name]} beside={mine.data?.said[name]} />
  )
  const professional = instrument.filled_by === 'professional'
  const ages = knownMinor ? ageGroups.filter((each) => each !== 'adult') : ageGroups
  return (
    <Section
      title={t('screening.gate.title')}
      lead={t(professional ? 'screening.gate.lead_professional' : 'screening.gate.lead')}
    >
      <Form onSubmit={() => gateIsOpen(talk) && set({ step: 'ask' })}>
        <Stack>
          <Select
            label={t('screening.gate.language')}
            options={publicLanguages().map(({ code, autonym }) => ({ id: code, label: autonym }))}
            value={spoken}
            onChange={(code) => set({ spoken: code })}
          />
          <RadioGroup
            label={t('screening.gate.age')}
            isRequired
            inline
            options={choices(ages, 'screening.age')}
            value={age}
            onChange={(id) => set({ age: id as AgeGroup })}
          />
          <div className="screening-point">
            {!professional && said('say.alone')}
            <Checkbox isSelected={gate.alone === true} onChange={(alone) => change({ alone })}>
              {t(professional ? 'screening.gate.alone_professional' : 'screening.gate.alone')}
            </Checkbox>
          </div>
          <div className="screening-point">
            {!professional && said('say.interpreter')}
            <RadioGroup
              label={t('screening.gate.interpreter')}
              isRequired
              options={choices(SafetyGate.shape.interpreter.options, 'screening.interpreter')}
              value={gate.interpreter}
              onChange={(id) => change({ interpreter: id as SafetyGate['interpreter'] })}
            />
            {(gate.interpreter === 'somebody_else' || gate.interpreter === 'missing') && (
              <Notice tone="warning">{t('screening.gate.wait_interpreter')}</Notice>
            )}
          </div>
          <div className="screening-point">
            {!professional && said('say.danger')}
            <RadioGroup
              label={t('screening.gate.danger')}
              isRequired
              inline
              options={choices(SafetyGate.shape.danger_now.options, 'screening.danger')}
              value={gate.danger_now}
              onChange={(id) => change({ danger_now: id as SafetyGate['danger_now'] })}
            />
            {gate.danger_now === 'yes' && <Notice tone="warning">{t('screening.gate.danger_first')}</Notice>}
          </div>
          <div className="screening-point">
            {said('say.limits')}
            {child && said('say.limits_child')}
            <Checkbox
              isSelected={gate.limits_explained === true}
              onChange={(done) => change({ limits_explained: done })}
            >
              {t('screening.gate.limits')}
            </Checkbox>
          </div>
          <div className="screening-point">
            {said('say.skip')}
            <Checkbox isSelected={gate.may_skip === true} onChange={(done) => change({ may_skip: done })}>
              {t('screening.gate.skip')}
            </Checkbox>
          </div>
          {!gateIsOpen(talk) && <p className="screening-quiet">{t('screening.gate.closed')}</p>}
        </Stack>
        <FormActions>
          <Button type="submit" kind="primary" isDisabled={!gateIsOpen(talk)}>
            {t(gate.danger_now === 'yes' ? 'screening.gate.go_on_still' : 'screening.gate.go_on')}
          </Button>
          {gate.danger_now === 'yes' && gateIsOpen(talk) && (
            <Button onPress={() => set({ step: 'told', answers: {} })}>{t('screening.gate.stop_here')}</Button>
          )}
          <Button kind="quiet" onPress={onBack}>
            {t('screening.other_instrument')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
