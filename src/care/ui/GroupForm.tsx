// Making a group or changing it. Its name can stand in a calendar and says nothing of why anybody comes.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { ComboBox, DateField, Dialog, MultiSelect, Select, TextField, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#people/ui/names.ts'
import { type Group, keepGroup, listGroups, readGroup } from '../group.ts'
import { careLists } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import { choices } from './writing.ts'

export function GroupForm({ group, onDone }: { group: Group | null; onDone: () => void }) {
  const { actor } = useSession()
  const { colleagues } = useColleagues()
  const [group_id] = useState(group?.group_id ?? newId)
  const [draft, show, clear, returned] = useDraft(`group ${group?.group_id ?? 'new'}`, {
    name: group?.name ?? '',
    purpose: group?.purpose ?? careLists.group_purposes[0]!.code,
    language: (group?.language ?? 'es') as string | null,
    room: group?.room ?? '',
    most: String(group?.most ?? 8),
    starts_on: (group?.starts_on ?? today()) as string | null,
    ends_on: group?.ends_on ?? null,
    leaders: group?.leaders.map(({ staff_id }) => staff_id) ?? [actor.staff_id],
  })
  const set = (change: Partial<typeof draft>) => show({ ...draft, ...change })
  const write = useWrite(keepGroup, { invalidates: [listGroups, readGroup] })
  const leave = () => {
    clear()
    onDone()
  }
  const save = () =>
    write.mutate({ group_id, version: group?.version ?? 0, ...draft, most: Number(draft.most) } as never, {
      onSuccess: () => {
        toast(t('care.saved'))
        leave()
      },
    })
  return (
    <Dialog isOpen wide title={t(group ? 'care.group.change' : 'care.group.make')} onClose={leave}>
      <CareForm
        returned={returned}
        problem={write.error}
        busy={write.isPending}
        leave={leave}
        action={t('care.group.save')}
        onSave={save}
      >
        <TextField
          name="name"
          label={t('care.group.name')}
          description={t('care.group.name_why')}
          isRequired
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        {!group && (
          <Select
            label={t('care.purpose')}
            isRequired
            options={choices(
              careLists.group_purposes.map(({ code }) => code),
              'care.purpose',
            )}
            value={draft.purpose}
            onChange={(purpose) => set({ purpose: purpose ?? draft.purpose })}
          />
        )}
        <MultiSelect
          label={t('care.group.leaders')}
          description={t('care.group.leaders_why')}
          options={colleagues.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
          value={draft.leaders}
          onChange={(leaders) => set({ leaders })}
        />
        <ComboBox
          name="language"
          label={t('care.group.language')}
          isRequired
          options={languageOptions()}
          value={draft.language}
          onChange={(language) => set({ language })}
        />
        <div className="care-clock">
          <TextField label={t('care.group.room')} value={draft.room} onChange={(room) => set({ room })} />
          <TextField
            name="most"
            label={t('care.group.most')}
            type="number"
            isRequired
            width="short"
            value={draft.most}
            onChange={(most) => set({ most })}
          />
        </div>
        <div className="care-clock">
          <DateField
            name="starts_on"
            label={t('care.group.starts_on')}
            isRequired
            value={draft.starts_on}
            onChange={(starts_on) => set({ starts_on })}
          />
          <DateField
            name="ends_on"
            label={t('care.group.ends_on')}
            value={draft.ends_on}
            onChange={(ends_on) => set({ ends_on })}
          />
        </div>
      </CareForm>
    </Dialog>
  )
}
