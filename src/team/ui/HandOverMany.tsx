// Several files asked of one colleague at once, with the same checklist: each is its own hand-over, answered by itself.
import { useState } from 'react'
import { listFiles } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, ErrorNotice, Form, FormActions, MultiSelect, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { checklistCodes } from '../codes.ts'
import { listHandOvers, proposeHandOver } from '../hand-over.ts'
import { useChoice } from './who.ts'

export function HandOverMany({ onClose }: { onClose: () => void }) {
  const { holders } = useChoice()
  const { may } = useSession()
  // Whoever plans for an office hands over for others as well; everyone else their own.
  const files = useGet(listFiles, may['caseload.read'] ? {} : { mine: 'true' })
  const [chosen, setChosen] = useState<string[]>([])
  const [to_staff_id, setTo] = useState<string | null>(null)
  const [checklist, setChecklist] = useState<Record<string, string>>({})
  const propose = useWrite(proposeHandOver, { invalidates: [listHandOvers] })
  const askFor = async () => {
    if (!to_staff_id) return
    for (const case_id of chosen) {
      await propose.mutateAsync({
        case_id,
        hand_over_id: newId(),
        to_staff_id,
        keeps_until: null,
        checklist,
        words: '',
      })
      // What was asked for is not asked again when a later one fails.
      setChosen((left) => left.filter((each) => each !== case_id))
    }
    toast(t('team.hand_over.asked_many', { count: chosen.length }))
    onClose()
  }
  const rows = files.data?.rows ?? []
  return (
    <Dialog isOpen wide onClose={onClose} title={t('team.hand_over.many')}>
      <Form problem={propose.error} onSubmit={() => void askFor().catch(() => {})}>
        {files.error && <ErrorNotice problem={files.error} />}
        <MultiSelect
          name="case_ids"
          label={t('team.hand_over.files')}
          description={t('team.hand_over.files_why')}
          isRequired
          options={rows.map((row) => ({
            id: row.case_id,
            label: row.alias,
            description: [row.reference, row.reference_worker].filter(Boolean).join(' · '),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <Select
          name="to_staff_id"
          label={t('team.hand_over.to')}
          description={t('team.hand_over.to_why')}
          isRequired
          options={holders()}
          value={to_staff_id}
          onChange={setTo}
        />
        {Object.entries(checklistCodes).map(([code, answers]) => (
          <Select
            key={code}
            name={code}
            label={t(`team.checklist.${code}`)}
            isRequired
            options={answers.map((answer) => ({ id: answer, label: t(`team.checklist.answer.${answer}`) }))}
            value={checklist[code] ?? null}
            onChange={(answer) => setChecklist({ ...checklist, [code]: answer })}
          />
        ))}
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
