// Asking the person, in their own language and in words for their age, beside whatever a guardian consents to.
import type { CaseFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { CheckboxGroup, ComboBox, DateField, RadioGroup, Select, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { type Assent, AssentAnswer, AssentTo, ExplainedBy, recordAssent } from '../heard.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

export function AssentForm({ file, today, onDone }: { file: CaseFile; today: string; onDone: () => void }) {
  const { case_id, card } = file
  const form = useShortForm(
    recordAssent,
    `assent ${case_id}`,
    {
      assent_id: newId(),
      about: 'accompaniment' as Assent['about'],
      answer: 'yes' as Assent['answer'],
      language: (card.languages[0] ?? null) as string | null,
      explained_by: [] as Assent['explained_by'],
      asked_on: today as string | null,
      words: '',
      explained: '',
    },
    onDone,
  )
  const { answers, set } = form
  return (
    <ShortForm
      {...form}
      action={t('minors.assent.save')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <Select
        label={t('minors.assent.about')}
        options={choices(AssentTo.options, 'minors.assent.about')}
        value={answers.about}
        onChange={(about) => set({ about: about as Assent['about'] })}
      />
      <RadioGroup
        label={t('minors.assent.answer')}
        inline
        options={choices(AssentAnswer.options, 'minors.assent.answer')}
        value={answers.answer}
        onChange={(answer) => set({ answer: answer as Assent['answer'] })}
      />
      <TextArea
        name="words"
        label={t('minors.assent.words')}
        description={t('minors.own_words')}
        rows={3}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <ComboBox
        name="language"
        label={t('minors.assent.language')}
        isRequired
        options={languageOptions()}
        value={answers.language}
        onChange={(language) => set({ language })}
      />
      <CheckboxGroup
        name="explained_by"
        label={t('minors.assent.explained_by')}
        isRequired
        options={choices(ExplainedBy.options, 'minors.assent.explained_by')}
        value={answers.explained_by}
        onChange={(explained_by) => set({ explained_by: explained_by as Assent['explained_by'] })}
      />
      <DateField
        name="asked_on"
        label={t('minors.assent.asked_on')}
        isRequired
        max={today}
        value={answers.asked_on}
        onChange={(asked_on) => set({ asked_on })}
      />
    </ShortForm>
  )
}
