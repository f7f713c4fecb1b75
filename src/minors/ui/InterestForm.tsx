// A best-interest decision, begun with what the person says and ended with the day it is looked at again.
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { CheckboxGroup, DateField, Select, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type BestInterest, Heard, InterestQuestion, recordBestInterest } from '../heard.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  case_id: string
  today: string
  familyMayBeTold: boolean
  onDone: () => void
}

export function InterestForm({ case_id, today, familyMayBeTold, onDone }: Props) {
  const form = useShortForm(
    recordBestInterest,
    `best interest ${case_id}`,
    {
      best_interest_id: newId(),
      question: 'where_to_live' as BestInterest['question'],
      heard: ['child'] as BestInterest['heard'],
      child_words: '',
      not_heard_why: '',
      options: '',
      decision: '',
      decided_on: today as string | null,
      review_on: addDays(today, 90) as string | null,
    },
    onDone,
  )
  const { answers, set } = form
  const locked = ['contact_with_family', 'return_to_family', 'return_to_country']
  const questions = InterestQuestion.options.filter((each) => familyMayBeTold || !locked.includes(each))
  const people = Heard.options.filter((each) => familyMayBeTold || each !== 'family')
  return (
    <ShortForm
      {...form}
      action={t('minors.interest.save')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <Select
        label={t('minors.interest.question')}
        {...(!familyMayBeTold && { description: t('minors.interest.locked') })}
        options={choices(questions, 'minors.interest.question')}
        value={answers.question}
        onChange={(question) => set({ question: question as BestInterest['question'] })}
      />
      <CheckboxGroup
        name="heard"
        label={t('minors.interest.heard')}
        isRequired
        options={choices(people, 'minors.interest.heard')}
        value={answers.heard}
        onChange={(heard) => set({ heard: heard as BestInterest['heard'] })}
      />
      {answers.heard.includes('child') ? (
        <TextArea
          name="child_words"
          label={t('minors.interest.child_words')}
          description={t('minors.own_words')}
          isRequired
          rows={3}
          value={answers.child_words}
          onChange={(child_words) => set({ child_words })}
        />
      ) : (
        <TextArea
          name="not_heard_why"
          label={t('minors.interest.not_heard_why')}
          isRequired
          rows={2}
          value={answers.not_heard_why}
          onChange={(not_heard_why) => set({ not_heard_why })}
        />
      )}
      <TextArea
        name="options"
        label={t('minors.interest.options')}
        isRequired
        rows={3}
        value={answers.options}
        onChange={(options) => set({ options })}
      />
      <TextArea
        name="decision"
        label={t('minors.interest.decision')}
        isRequired
        rows={3}
        value={answers.decision}
        onChange={(decision) => set({ decision })}
      />
      <DateField
        name="decided_on"
        label={t('minors.interest.decided_on')}
        isRequired
        max={today}
        value={answers.decided_on}
        onChange={(decided_on) => set({ decided_on })}
      />
      <DateField
        name="review_on"
        label={t('minors.review_on')}
        isRequired
        min={addDays(today, 1)}
        value={answers.review_on}
        onChange={(review_on) => set({ review_on })}
      />
    </ShortForm>
  )
}
