// Asking a colleague to take a file: what is open stands beside the checklist, so that nothing is promised from memory.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  Loaded,
  Notice,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AskOverride, isExcluded } from '#people/ui/AskOverride.tsx'
import { useExcluded } from '#people/ui/excluded.ts'
import { checklistCodes } from '../codes.ts'
import { longestStay } from '../hand-over.rules.ts'
import { listHandOvers, proposeHandOver, readOpenMatters } from '../hand-over.ts'
import { readTeam } from '../team.ts'
import { Matters } from './Matters.tsx'
import { useChoice } from './who.ts'

interface Props {
  case_id: string
  from_staff_id: string | null
  onClose: () => void
}

export function HandOverForm({ case_id, from_staff_id, onClose }: Props) {
  const { holders } = useChoice()
  const marked = useExcluded(case_id)
  const matters = useGet(readOpenMatters, { case_id })
  const [hand_over_id] = useState(newId)
  const [draft, setDraft, clear, returned] = useDraft(`hand-over ${case_id}`, {
    to_staff_id: null as string | null,
    keeps_until: null as string | null,
    checklist: {} as Record<string, string>,
    words: '',
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const propose = useWrite(proposeHandOver, { invalidates: [readTeam, listHandOvers] })
  const save = () => {
    const { to_staff_id, ...rest } = draft
    if (!to_staff_id) return
    propose.mutate(
      { case_id, hand_over_id, to_staff_id, ...rest },
      {
        onSuccess: () => {
          toast(t('team.hand_over.asked'))
          clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t('team.hand_over.title')}>
      <Form problem={isExcluded(propose.error) ? null : propose.error} onSubmit={save}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Select
          name="to_staff_id"
          label={t('team.hand_over.to')}
          description={t('team.hand_over.to_why')}
          isRequired
          options={marked(holders(from_staff_id))}
          value={draft.to_staff_id}
          onChange={(to_staff_id) => set({ to_staff_id })}
        />
        <Section title={t('team.matters.title')} lead={t('team.matters.lead')} plain>
          <Loaded of={matters}>{(found) => <Matters matters={found.matters} />}</Loaded>
        </Section>
        <Section title={t('team.checklist.title')} plain>
          {Object.entries(checklistCodes).map(([code, answers]) => (
            <Select
              key={code}
              name={code}
              label={t(`team.checklist.${code}`)}
              isRequired
              options={answers.map((answer) => ({ id: answer, label: t(`team.checklist.answer.${answer}`) }))}
              value={draft.checklist[code] ?? null}
              onChange={(answer) => set({ checklist: { ...draft.checklist, [code]: answer } })}
            />
          ))}
        </Section>
        <DateField
          name="keeps_until"
          label={t('team.hand_over.keeps_until')}
          description={t('team.hand_over.keeps_until_why')}
          min={today()}
          max={addDays(today(), longestStay)}
          value={draft.keeps_until}
          onChange={(keeps_until) => set({ keeps_until })}
        />
        <TextArea
          name="words"
          label={t('team.hand_over.words')}
          description={t('team.hand_over.words_why')}
          rows={3}
          maxLength={2_000}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
        {draft.to_staff_id && (
          <AskOverride
            case_id={case_id}
            problem={propose.error}
            assignment={{ kind: 'team_member', staff_id: draft.to_staff_id }}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={propose.isPending}>
            {t('team.hand_over.ask')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
