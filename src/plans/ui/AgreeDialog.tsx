// Keeping the plan as it was agreed with her: on which day, how, read in which language, who interpreted, whether she has a
// copy, and what she does not agree with.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import {
  Button,
  ComboBox,
  DateField,
  Dialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readPlan } from '../plan.ts'
import {
  AgreedHow,
  AgreedInterpreter,
  type Agreement,
  agreePlan,
  CopyGiven,
  readVersion,
  readVersions,
} from '../version.ts'

interface Props {
  file: CaseFile
  /** Of the plan that was read to her. */
  mark: string
  number: number
  onClose: () => void
}

const choices = (options: readonly string[], prefix: string) =>
  options.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

export function AgreeDialog({ file, mark, number, onClose }: Props) {
  const { case_id, card } = file
  const [answers, show] = useState<Agreement>({
    agreed_on: today(),
    how: 'spoken',
    language: card.languages[0] ?? 'es',
    interpreter: card.interpreter_needed ? 'professional' : 'not_needed',
    interpreter_who: '',
    copy: 'not_offered',
    disagreed: '',
  })
  const set = (change: Partial<Agreement>) => show({ ...answers, ...change })
  const agree = useWrite(agreePlan, { invalidates: [readVersions, readVersion, readPlan, readTimeline] })
  const save = () =>
    agree.mutate(
      { case_id, number, mark, ...answers },
      {
        onSuccess: () => {
          toast(t('plans.agree.done', { number }))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('plans.agree.title', { number })} wide>
      <Form problem={agree.error} onSubmit={save}>
        <Notice>{t('plans.agree.lead')}</Notice>
        <DateField
          name="agreed_on"
          label={t('plans.agree.on')}
          isRequired
          value={answers.agreed_on}
          onChange={(agreed_on) => agreed_on && set({ agreed_on })}
        />
        <RadioGroup
          name="how"
          label={t('plans.agree.how')}
          inline
          options={choices(AgreedHow.options, 'plans.how')}
          value={answers.how}
          onChange={(how) => set({ how: how as Agreement['how'] })}
        />
        <ComboBox
          name="language"
          label={t('plans.agree.language')}
          width="short"
          options={languageOptions()}
          value={answers.language}
          onChange={(language) => language && set({ language })}
        />
        <RadioGroup
          name="interpreter"
          label={t('plans.agree.interpreter')}
          options={choices(AgreedInterpreter.options, 'plans.interpreter')}
          value={answers.interpreter}
          onChange={(interpreter) => set({ interpreter: interpreter as Agreement['interpreter'] })}
        />
        {answers.interpreter === 'somebody_else' && (
          <Notice tone="warning">{t('plans.agree.somebody_else_why')}</Notice>
        )}
        {answers.interpreter !== 'not_needed' && (
          <TextField
            name="interpreter_who"
            label={t('plans.agree.interpreter_who')}
            description={t('plans.agree.interpreter_who_why')}
            isRequired
            maxLength={200}
            value={answers.interpreter_who}
            onChange={(interpreter_who) => set({ interpreter_who })}
          />
        )}
        <RadioGroup
          name="copy"
          label={t('plans.agree.copy')}
          options={choices(CopyGiven.options, 'plans.copy_choice')}
          value={answers.copy}
          onChange={(copy) => set({ copy: copy as Agreement['copy'] })}
        />
        <TextArea
          name="disagreed"
          label={t('plans.agree.disagreed')}
          description={t('plans.agree.disagreed_why')}
          rows={2}
          maxLength={2_000}
          value={answers.disagreed}
          onChange={(disagreed) => set({ disagreed })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={agree.isPending}>
            {t('plans.agree.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
