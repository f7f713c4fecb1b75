// The talk itself: twelve calm questions, any of which may stay unanswered, and her own order. What is ticked is kept
// on this device, sealed, until it is saved.
import { openFile } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Form, FormActions, Notice, NumberScale, Section, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { needsInstrument, readNeeds, takeNeeds } from '../assessment.ts'
import type { NeedsAnswers } from '../needs.ts'
import { HerOrder } from './HerOrder.tsx'
import { levelWords } from './need-words.ts'

interface Draft extends NeedsAnswers {
  /** Made before the first press, so that pressing twice keeps one talk. */
  assessment_id: string
  taken_on: string | null
}

const invalidates = [readNeeds, readTimeline, openFile]

export function NeedsForm({ case_id, onDone }: { case_id: string; onDone: () => void }) {
  const [draft, setDraft, clear, returned] = useDraft<Draft>(`needs ${case_id}`, {
    assessment_id: newId(),
    taken_on: today(),
    levels: {},
    priority: [],
  })
  const take = useWrite(takeNeeds, { invalidates })
  const { assessment_id, taken_on, levels, priority } = draft
  const save = () =>
    take.mutate(
      { case_id, assessment_id, answers: { levels, priority }, ...(taken_on && { taken_on }) },
      {
        onSuccess: () => {
          clear()
          toast(t('assessments.kept'))
          onDone()
        },
      },
    )
  const answer = (code: string, level: number | null) => setDraft({ ...draft, levels: { ...levels, [code]: level } })
  return (
    <Section title={t(needsInstrument.title)} lead={t(needsInstrument.introduction)}>
      <Form problem={take.error} onSubmit={save}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Notice>{t('assessments.not_validated')}</Notice>
        <Stack>
          {needsInstrument.domains.map(({ code, question }) => (
            <NumberScale
              key={code}
              label={t(question)}
              steps={needsInstrument.levels.map(({ value }) => levelWords(value))}
              value={levels[code] ?? null}
              onChange={(level) => answer(code, level)}
            />
          ))}
        </Stack>
        <HerOrder priority={priority} onChange={(next) => setDraft({ ...draft, priority: next })} />
        <DateField
          name="taken_on"
          label={t('assessments.taken_on')}
          max={today()}
          value={taken_on}
          onChange={(next) => setDraft({ ...draft, taken_on: next })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={take.isPending}>
            {t('assessments.keep')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('assessments.later')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
