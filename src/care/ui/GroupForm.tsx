// Making a group or changing it. Its name can stand in a calendar and says nothing of why anybody comes.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { useSession } from '#gate/session.ts'
import { useKeptForm } from '#gate/use-form.tsx'
import { newId } from '#kit/id.ts'
import { ComboBox, DateField, Dialog, MultiSelect, Select, TextField, toast } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { languageName, languageOptions } from '#language/ui/names.ts'
import { type Group, keepGroup, listGroups, readGroup } from '../group.ts'
import { careLists } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import { choices } from './writing.ts'

const answersOf = ({ name, purpose, language, room, most, starts_on, ends_on, leaders }: Group) => ({
  ...{ name, purpose: purpose as string, language: language as string | null, room, most: String(most) },
  ...{ starts_on: starts_on as string | null, ends_on: ends_on as string | null },
  leaders: leaders.map(({ staff_id }) => staff_id as string),
})
type Answers = ReturnType<typeof answersOf>

export function GroupForm({ group, onDone }: { group: Group | null; onDone: () => void }) {
  const { actor } = useSession()
  const { colleagues, nameOf } = useColleagues()
  const [group_id] = useState(group?.group_id ?? newId)
  const form = useKeptForm<typeof keepGroup, Answers, Group>(keepGroup, {
    name: `group ${group?.group_id ?? 'new'}`,
    first: group
      ? answersOf(group)
      : {
          ...{ name: '', purpose: careLists.group_purposes[0]!.code, language: 'es', room: '', most: '8' },
          ...{ starts_on: today(), ends_on: null, leaders: [actor.staff_id] },
        },
    invalidates: [listGroups, readGroup],
    onSaved: () => toast(t('care.saved')),
    onDone,
    onTop: {
      record: group,
      answersOf,
      said: {
        name: [t('care.group.name'), (value) => value],
        language: [t('care.group.language'), (value) => (value ? languageName(value) : '')],
        room: [t('care.group.room'), (value) => value],
        most: [t('care.group.most'), (value) => value],
        starts_on: [t('care.group.starts_on'), (value) => (value ? day(value, 'long') : '')],
        ends_on: [t('care.group.ends_on'), (value) => (value ? day(value, 'long') : '')],
        leaders: [t('care.group.leaders'), (value) => list(value.map(nameOf))],
      },
    },
  })
  const { answers: draft, set } = form
  const save = () => form.save((said, version) => ({ group_id, version, ...said, most: Number(said.most) }) as never)
  return (
    <Dialog isOpen wide title={t(group ? 'care.group.change' : 'care.group.make')} onClose={form.leave}>
      <CareForm {...form} action={t('care.group.save')} onSave={save}>
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
