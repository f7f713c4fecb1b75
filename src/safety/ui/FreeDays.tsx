// Days on which an office, or all of them, are closed.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, ErrorNotice, Name, Section, Select, TextField, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { addFreeDay, readDuty, removeFreeDay } from '../duty.ts'
import type { Roster } from './Duty.tsx'
import { ShortForm } from './ShortForm.tsx'

function AddDay({ roster, onDone }: { roster: Roster; onDone: () => void }) {
  const add = useWrite(addFreeDay, { invalidates: [readDuty] })
  const offices = roster.offices.filter(({ may_keep }) => may_keep)
  const [answers, setAnswers] = useState({
    free_day_id: newId(),
    office_id: roster.may_keep_all ? 'all' : (offices[0]?.office_id ?? 'all'),
    on_day: null as Day | null,
    name: '',
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const save = () => {
    const { office_id, on_day, ...rest } = answers
    if (!on_day) return
    add.mutate(
      { ...rest, on_day, office_id: office_id === 'all' ? null : office_id },
      {
        onSuccess: () => {
          toast(t('safety.saved'))
          onDone()
        },
      },
    )
  }
  return (
    <ShortForm
      returned={false}
      problem={add.error}
      busy={add.isPending}
      action={t('safety.duty.save_day')}
      onSave={save}
      onLeave={onDone}
    >
      <Select
        label={t('safety.duty.office')}
        options={[
          ...(roster.may_keep_all ? [{ id: 'all', label: t('safety.duty.all_offices') }] : []),
          ...offices.map(({ office_id, name }) => ({ id: office_id, label: name })),
        ]}
        value={answers.office_id}
        onChange={(office_id) => set({ office_id: office_id as string })}
      />
      <DateField
        name="on_day"
        label={t('safety.duty.free_day')}
        isRequired
        value={answers.on_day}
        onChange={(on_day) => set({ on_day })}
      />
      <TextField
        name="name"
        label={t('safety.duty.free_day_name')}
        isRequired
        value={answers.name}
        onChange={(name) => set({ name })}
      />
    </ShortForm>
  )
}

export function FreeDays({ roster }: { roster: Roster }) {
  const { may } = useSession()
  const [adding, setAdding] = useState(false)
  const remove = useWrite(removeFreeDay, { invalidates: [readDuty] })
  const coming = roster.free_days.filter(({ on_day }) => on_day >= today())
  const mayKeep = (office_id: string | null) =>
    office_id === null
      ? roster.may_keep_all
      : roster.offices.some((each) => each.office_id === office_id && each.may_keep)
  return (
    <Section
      title={t('safety.duty.free_days_title')}
      lead={t('safety.duty.free_days_lead')}
      actions={
        may['duty.keep'] &&
        !adding && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('safety.duty.add_day')}
          </Button>
        )
      }
    >
      {adding && <AddDay roster={roster} onDone={() => setAdding(false)} />}
      {remove.error && <ErrorNotice problem={remove.error} />}
      {coming.length === 0 && <p className="safety-quiet">{t('safety.duty.no_free_days')}</p>}
      <ul className="safety-people">
        {coming.map(({ free_day_id, office_id, on_day, name }) => (
          <li key={free_day_id}>
            <span>{day(on_day, 'long')}</span>
            <strong>
              <Name>{name}</Name>
            </strong>
            <span className="safety-quiet">
              {roster.offices.find((each) => each.office_id === office_id)?.name ?? t('safety.duty.all_offices')}
            </span>
            {mayKeep(office_id) && (
              <Button
                small
                kind="quiet"
                aria-label={t('safety.duty.remove_day', { name })}
                onPress={() => remove.mutate({ free_day_id }, { onSuccess: () => toast(t('safety.saved')) })}
              >
                {t('safety.duty.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
