// Coding one fact: what was told, or that nobody knows, or that the person did not want to say it. From where, and how sure.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, RadioGroup, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { FactSource, FactState, FactSureness, type FactValue, keepStoryFact, type StoryFact } from '../fact.ts'
import type { Telling } from '../telling.ts'
import { FactValueFields } from './FactValueFields.tsx'
import { circumstancesOf } from './story-words.ts'
import { choices, readAgain } from './writing.ts'

interface Props {
  file: CaseFile
  of: string
  /** What it replaces. */
  before: StoryFact | null
  tellings: Telling[]
  onClose: () => void
}
const noTelling = 'none'
const nothing: FactValue = { codes: [], route: [], amount: null }

export function FactForm({ file, of, before, tellings, onClose }: Props) {
  const me = useSession().actor.staff_id
  const [fact_id] = useState(newId)
  const [answers, setAnswers] = useState({
    state: before?.state ?? ('told' as StoryFact['state']),
    value: before?.value ?? nothing,
    source: before?.source ?? ('told' as StoryFact['source']),
    sureness: before?.sureness ?? ('sure' as StoryFact['sureness']),
    telling_id: before?.telling_id ?? null,
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const keep = useWrite(keepStoryFact, { invalidates: readAgain })
  const readable = tellings.filter(({ may_read }) => may_read)
  const save = () => {
    const { state, value, source, sureness, telling_id } = answers
    keep.mutate(
      {
        ...{ case_id: file.case_id, fact_id, replaces_id: before?.fact_id ?? null, fact: of, state, source, sureness },
        value: state === 'told' ? value : nothing,
        telling_id: source === 'told' ? telling_id : null,
      },
      {
        onSuccess: () => {
          toast(t('story.fact.saved'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t(`story.fact.${of}`)}>
      <Form problem={keep.error} onSubmit={save}>
        <RadioGroup
          label={t('story.fact.state')}
          options={choices(FactState.options, 'story.fact.state')}
          value={answers.state}
          onChange={(state) => set({ state: state as StoryFact['state'] })}
        />
        {answers.state === 'told' && (
          <FactValueFields fact={of} value={answers.value} onChange={(value) => set({ value })} />
        )}
        <RadioGroup
          label={t('story.fact.source')}
          inline
          isDisabled={before !== null && before.telling_id !== null}
          options={choices(FactSource.options, 'story.fact.source')}
          value={answers.source}
          onChange={(source) => set({ source: source as StoryFact['source'] })}
        />
        {answers.source === 'told' && readable.length > 0 && before === null && (
          <Select
            label={t('story.fact.rests_on')}
            description={t('story.fact.rests_on_why')}
            options={[
              { id: noTelling, label: t('story.fact.rests_on_none') },
              ...readable.map((each) => ({
                id: each.telling_id,
                label: t(`story.topic.${each.topic}`),
                description: circumstancesOf(each, me),
              })),
            ]}
            value={answers.telling_id ?? noTelling}
            onChange={(id) => set({ telling_id: id === noTelling ? null : id })}
          />
        )}
        <RadioGroup
          label={t('story.fact.sureness')}
          inline
          options={choices(FactSureness.options, 'story.fact.sureness')}
          value={answers.sureness}
          onChange={(sureness) => set({ sureness: sureness as StoryFact['sureness'] })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={keep.isPending}>
            {t('story.fact.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
