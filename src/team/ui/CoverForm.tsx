// Asking a colleague to stand in: for this file or for all of somebody's files, from a day to a day.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Dialog, Form, FormActions, RadioGroup, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askForCover, listCovers } from '../cover.ts'
import { readTeam } from '../team.ts'
import { useChoice } from './who.ts'

interface Props {
  absent_id: string
  /** From one file: that one, or all of them. */
  case_id?: string
  onClose: () => void
}

export function CoverForm({ absent_id: given, case_id, onClose }: Props) {
  const { holders } = useChoice()
  const { actor, may } = useSession()
  const [answers, setAnswers] = useState({
    cover_id: newId(),
    absent_id: given,
    stand_in_id: null as string | null,
    from_on: today() as string | null,
    until_on: addDays(today(), 7) as string | null,
    which: case_id ? 'one' : 'all',
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const ask = useWrite(askForCover, { invalidates: [listCovers, readTeam] })
  const save = () => {
    const { which, stand_in_id, from_on, until_on, ...rest } = answers
    if (!stand_in_id || !from_on || !until_on) return
    const case_ids = which === 'one' && case_id ? [case_id] : []
    ask.mutate(
      { ...rest, stand_in_id, from_on, until_on, case_ids },
      {
        onSuccess: () => {
          toast(t('team.cover.asked'))
          onClose()
        },
      },
    )
  }
  // Whoever plans for an office asks for others; everyone else for themselves.
  const forOthers = !case_id && may['caseload.read']
  return (
    <Dialog isOpen wide onClose={onClose} title={t('team.cover.title')}>
      <Form problem={ask.error} onSubmit={save}>
        {forOthers && (
          <Select
            name="absent_id"
            label={t('team.cover.absent')}
            isRequired
            options={holders()}
            value={answers.absent_id}
            onChange={(absent_id) => set({ absent_id, stand_in_id: null })}
          />
        )}
        <Select
          name="stand_in_id"
          label={t('team.cover.stand_in')}
          description={t('team.cover.stand_in_why')}
          isRequired
          options={holders(answers.absent_id)}
          value={answers.stand_in_id}
          onChange={(stand_in_id) => set({ stand_in_id })}
        />
        {case_id && (
          <RadioGroup
            label={t('team.cover.which')}
            options={['one', 'all'].map((id) => ({
              id,
              label: t(
                id === 'all' && answers.absent_id !== actor.staff_id
                  ? 'team.cover.which.theirs'
                  : `team.cover.which.${id}`,
              ),
            }))}
            value={answers.which}
            onChange={(which) => set({ which })}
          />
        )}
        <DateField
          name="from_on"
          label={t('team.cover.from_on')}
          isRequired
          min={today()}
          value={answers.from_on}
          onChange={(from_on) => set({ from_on })}
        />
        <DateField
          name="until_on"
          label={t('team.cover.until_on')}
          description={t('team.cover.until_on_why')}
          isRequired
          min={answers.from_on ?? today()}
          value={answers.until_on}
          onChange={(until_on) => set({ until_on })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={ask.isPending}>
            {t('team.cover.ask')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
