// What she answered, in three plain questions and her words; every question may stay open, and so may the phone.
import type { CaseFile } from '#cases/case.ts'
import { currentOf } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { Button, Form, FormActions, Notice, RadioGroup, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type FollowUp, HowItGoes } from '../follow-up.ts'
import { useMarkFollowUp } from './mark-follow-up.ts'

const asked = ['home', 'work', 'safe'] as const

interface Props {
  file: CaseFile
  followUp: FollowUp
  onDone: () => void
}

export function AnswerForm({ file, followUp, onDone }: Props) {
  const { follow_up_id, answer } = followUp
  const [draft, setDraft, clear, returned] = useDraft(`follow up ${follow_up_id}`, {
    answered: 'yes',
    home: answer?.home ?? ('unknown' as HowItGoes),
    work: answer?.work ?? ('unknown' as HowItGoes),
    safe: answer?.safe ?? ('unknown' as HowItGoes),
    words: answer?.words ?? '',
  })
  const { mark, busy, problem } = useMarkFollowUp()
  const { answered, ...said } = draft
  // What someone else kept meanwhile is shown above; saving again is then a decision, made on the latest version.
  const current = currentOf<FollowUp>(problem)
  const leave = () => {
    clear()
    onDone()
  }
  const save = () => {
    const version = current?.version ?? followUp.version
    mark({ case_id: file.case_id, follow_up_id, version, done: true, answered: answered === 'yes', ...said }, leave)
  }
  return (
    <Form problem={problem} onSubmit={save}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <RadioGroup
        name="answered"
        label={t('outcomes.did_answer')}
        description={t('outcomes.did_answer_why')}
        inline
        options={['yes', 'no'].map((id) => ({ id, label: t(`outcomes.did_answer.${id}`) }))}
        value={answered}
        onChange={(next) => setDraft({ ...draft, answered: next })}
      />
      {answered === 'yes' &&
        asked.map((about) => (
          <RadioGroup
            key={about}
            name={about}
            label={t(`outcomes.${about}`)}
            inline
            options={HowItGoes.options.map((id) => ({ id, label: t(`outcomes.how.${id}`) }))}
            value={draft[about]}
            onChange={(next) => setDraft({ ...draft, [about]: next as HowItGoes })}
          />
        ))}
      <TextArea
        name="words"
        label={t(answered === 'yes' ? 'outcomes.words' : 'outcomes.words_without')}
        rows={3}
        maxLength={4_000}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('outcomes.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
