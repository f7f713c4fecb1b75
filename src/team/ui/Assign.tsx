// Putting a colleague on the file, with the sections their work needs.
import { useState } from 'react'
import { sections as allSections, type Section as FileSection } from '#access/access.ts'
import { type CaseFile, listFiles, openFile, type TeamFunction } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  DateField,
  Dialog,
  Form,
  FormActions,
  RadioGroup,
  Select,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AskOverride, isExcluded } from '#people/ui/AskOverride.tsx'
import { useExcluded } from '#people/ui/excluded.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readAccess } from '../access-page.ts'
import { assignTeam, readTeam } from '../team.ts'
import { useChoice } from './who.ts'

export const changesTeam = [openFile, listFiles, readTimeline, readTeam, readAccess]

interface Props {
  file: CaseFile
  /** Whoever answers for the office may replace the reference worker at once. */
  mayReplace: boolean
  onClose: () => void
}

export function Assign({ file, mayReplace, onClose }: Props) {
  const { anyone, holders } = useChoice()
  const marked = useExcluded(file.case_id)
  const [answers, setAnswers] = useState({
    access_id: newId(),
    staff_id: null as string | null,
    function: 'team_member' as TeamFunction,
    sections: ['identity'] as FileSection[],
    until_on: null as string | null,
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const assign = useWrite(assignTeam, { invalidates: changesTeam })
  const save = () => {
    const { staff_id, ...rest } = answers
    if (!staff_id) return
    assign.mutate(
      { case_id: file.case_id, staff_id, ...rest },
      {
        onSuccess: () => {
          toast(t('cases.team.assigned'))
          onClose()
        },
      },
    )
  }
  const reference = answers.function === 'reference_worker'
  const now = file.team.find((each) => each.function === 'reference_worker')?.staff_id
  return (
    <Dialog isOpen wide onClose={onClose} title={t('cases.team.add')}>
      <Form problem={isExcluded(assign.error) ? null : assign.error} onSubmit={save}>
        {mayReplace && (
          <RadioGroup
            label={t('cases.team.function')}
            options={(['team_member', 'reference_worker'] as const).map((id) => ({
              id,
              label: t(`cases.function.${id}`),
              description: t(`cases.function_why.${id}`),
            }))}
            value={answers.function}
            onChange={(id) =>
              set({
                function: id as TeamFunction,
                staff_id: null,
                ...(id === 'reference_worker' && { sections: [...allSections], until_on: null }),
              })
            }
          />
        )}
        <Select
          name="staff_id"
          label={t('cases.team.colleague')}
          isRequired
          options={marked(reference ? holders(now) : anyone)}
          value={answers.staff_id}
          onChange={(staff_id) => set({ staff_id })}
        />
        {!reference && (
          <>
            <CheckboxGroup
              name="sections"
              label={t('cases.team.sections')}
              description={t('cases.team.sections_why')}
              isRequired
              options={allSections.map((id) => ({ id, label: t(`access.section.${id}`) }))}
              value={answers.sections}
              onChange={(sections) => set({ sections: sections as FileSection[] })}
            />
            <DateField
              name="until_on"
              label={t('cases.team.until')}
              description={t('cases.team.until_why')}
              min={today()}
              value={answers.until_on}
              onChange={(until_on) => set({ until_on })}
            />
          </>
        )}
        {answers.staff_id && (
          <AskOverride
            case_id={file.case_id}
            problem={assign.error}
            assignment={{ kind: 'team_member', staff_id: answers.staff_id }}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={assign.isPending}>
            {t('cases.team.assign')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
