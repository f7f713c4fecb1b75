// The questions of one section, each of which may stay unasked.
import referrers from '#data/codes/referrers.json' with { type: 'json' }
import { MultiSelect, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type BarrierFact, type BarrierSection, type PersonBarriers, Travel } from '../person-barriers.ts'
import {
  agesTyped,
  askText,
  type BarrierAnswers,
  factsOf,
  saidOptions,
  type Whether,
  whether,
} from './barrier-words.ts'

interface Props {
  section: BarrierSection
  answers: BarrierAnswers
  isDisabled: boolean
  set: (facts: Partial<PersonBarriers>, sons_typed?: string) => void
}

type One = Omit<Props, 'section'>

/** Whether comes first; which, only after a yes. An empty list is a no. */
function Sons({ answers, isDisabled, set }: One) {
  const { facts, sons_typed } = answers
  const ages = agesTyped(sons_typed)
  const some = whether(facts.sons_ages) === 'yes' || (facts.sons_ages !== null && sons_typed !== '')
  const said: Whether = some ? 'yes' : whether(facts.sons_ages)
  return (
    <>
      <RadioGroup
        inline
        isDisabled={isDisabled}
        label={t('barriers.ask.sons_come')}
        options={saidOptions()}
        value={said}
        onChange={(next) =>
          next === 'yes' ? set({ sons_ages: [] }, ' ') : set({ sons_ages: next === 'no' ? [] : null }, '')
        }
      />
      {said === 'yes' && (
        <TextField
          name="sons_ages"
          width="short"
          ltr
          isRequired
          isDisabled={isDisabled}
          label={askText('sons_ages')}
          value={sons_typed.trimStart()}
          {...(ages === null && { error: t('barriers.ask.sons_ages_wrong') })}
          onChange={(typed) => set({ sons_ages: agesTyped(typed) ?? [] }, typed === '' ? ' ' : typed)}
        />
      )}
    </>
  )
}

function Referred({ answers, isDisabled, set }: One) {
  const { referred_by } = answers.facts
  return (
    <RadioGroup
      inline
      isDisabled={isDisabled}
      label={t('barriers.ask.referred')}
      options={saidOptions()}
      value={whether(referred_by)}
      onChange={(next) => set({ referred_by: next === 'yes' ? ['social_services'] : next === 'no' ? [] : null })}
    />
  )
}

function ReferredBy({ answers, isDisabled, set }: One) {
  const { referred_by } = answers.facts
  if (isDisabled || whether(referred_by) !== 'yes') return null
  return (
    <MultiSelect
      label={askText('referred_by')}
      options={referrers.codes
        .filter(({ code }) => code !== 'anyone')
        .map(({ code }) => ({ id: code, label: t(`codes.referrers.${code}`) }))}
      value={referred_by ?? []}
      onChange={(codes) => set({ referred_by: codes })}
    />
  )
}

function Question({ fact, ...props }: One & { fact: BarrierFact }) {
  const { answers, isDisabled, set } = props
  if (fact === 'sons_ages') return <Sons {...props} />
  if (fact === 'referred_by')
    return (
      <>
        <Referred {...props} />
        <ReferredBy {...props} />
      </>
    )
  if (fact === 'travel')
    return (
      <Select
        label={askText(fact)}
        isDisabled={isDisabled}
        options={Travel.options.map((id) => ({ id, label: t(`barriers.travel.${id}`) }))}
        value={answers.facts.travel}
        onChange={(travel) => set({ travel: travel as PersonBarriers['travel'] })}
      />
    )
  return (
    <RadioGroup
      inline
      isDisabled={isDisabled}
      label={askText(fact)}
      {...(fact === 'criminal_record' && { description: t('barriers.ask.criminal_record_why') })}
      options={saidOptions()}
      value={answers.facts[fact]}
      onChange={(said) => set({ [fact]: said })}
    />
  )
}

export function BarrierFields({ section, ...props }: Props) {
  return (
    <>
      {factsOf(section).map((fact) => (
        <Question key={fact} fact={fact} {...props} />
      ))}
    </>
  )
}
