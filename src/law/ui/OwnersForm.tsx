// Who answers for a deadline, and who does when they cannot.
import { Button, Form, FormActions, Notice, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { takeDeadline } from '../deadline.ts'
import type { ShownItem } from './law-words.ts'
import { type Side, useLawForm } from './use-law.ts'

interface Answers {
  owner_id: string | null
  deputy_id: string
}

const nobody = 'nobody'

/** As a stale save is answered. */
interface Held {
  version: number
  owner_id: string | null
  deputy_id: string | null
}
const answersOf = ({ owner_id, deputy_id }: Held): Answers => ({ owner_id, deputy_id: deputy_id ?? nobody })

export function OwnersForm({ item, side, onDone }: { item: ShownItem; side: Side; onDone: () => void }) {
  const { file, law } = side
  const deadline_id = item.deadline_id!
  const record: Held = {
    ...{ version: item.version ?? 0, owner_id: item.owner?.staff_id ?? null },
    deputy_id: item.deputy?.staff_id ?? null,
  }
  const nameOf = (id: string | null) =>
    law.team.find(({ staff_id }) => staff_id === id)?.name ?? t('law.owner.no_deputy')
  const form = useLawForm<typeof takeDeadline, Answers, Held>(
    takeDeadline,
    `owners ${deadline_id}`,
    answersOf(record),
    () => toast(t('law.owner.saved')),
    onDone,
    {
      record,
      answersOf,
      said: { owner_id: [t('law.owner.owner'), nameOf], deputy_id: [t('law.owner.deputy'), nameOf] },
    },
  )
  const { owner_id, deputy_id } = form.answers
  const team = law.team.map(({ staff_id, name }) => ({ id: staff_id, label: name }))
  const save = () =>
    form.save((answers: Answers, version: number) => ({
      ...{ case_id: file.case_id, deadline_id, version, owner_id: answers.owner_id ?? record.owner_id ?? '' },
      deputy_id: answers.deputy_id === nobody ? null : answers.deputy_id,
    }))
  return (
    <Form problem={form.problem} onSubmit={save}>
      {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <Select
        name="owner_id"
        label={t('law.owner.owner')}
        isRequired
        options={team}
        value={owner_id}
        onChange={(next) => form.set({ owner_id: next, ...(next === deputy_id && { deputy_id: nobody }) })}
      />
      <Select
        name="deputy_id"
        label={t('law.owner.deputy')}
        description={t('law.owner.deputy_why')}
        options={[{ id: nobody, label: t('law.owner.no_deputy') }, ...team.filter(({ id }) => id !== owner_id)]}
        value={deputy_id}
        onChange={(next) => form.set({ deputy_id: next })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={form.busy} isDisabled={!owner_id}>
          {t('law.owner.save')}
        </Button>
        <Button kind="quiet" onPress={form.leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {form.dialog}
    </Form>
  )
}
