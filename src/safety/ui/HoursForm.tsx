// When an office is open, and by which clock.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, CheckboxGroup, Select, TextField, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { keepOfficeHours, type OfficeDuty, readDuty } from '../duty.ts'
import { weekdayName } from './Duty.tsx'
import { ShortForm } from './ShortForm.tsx'
import { timeOptions } from './TurnForm.tsx'

const usual = [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }]

export function HoursForm({ office, onDone }: { office: OfficeDuty; onDone: () => void }) {
  const keep = useWrite(keepOfficeHours, { invalidates: [readDuty] })
  const [zone, setZone] = useState(office.time_zone)
  const [rows, setRows] = useState(() =>
    (office.hours.length > 0 ? office.hours : usual).map((row) => ({ ...row, id: newId() as string })),
  )
  const set = (id: string, change: Partial<(typeof rows)[number]>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...change } : row)))
  const save = () =>
    keep.mutate(
      {
        office_id: office.office_id,
        version: office.version,
        time_zone: zone.trim(),
        hours: rows.filter(({ weekdays }) => weekdays.length > 0).map(({ id: _, ...row }) => row),
      },
      {
        onSuccess: () => {
          toast(t('safety.saved'))
          onDone()
        },
      },
    )
  return (
    <ShortForm
      returned={false}
      problem={keep.error}
      busy={keep.isPending}
      action={t('safety.duty.save_hours')}
      onSave={save}
      onLeave={onDone}
    >
      <TextField name="time_zone" label={t('safety.duty.time_zone')} ltr value={zone} onChange={setZone} />
      {rows.map((row) => (
        <fieldset key={row.id} className="safety-set">
          <legend>{t('safety.duty.hours')}</legend>
          <CheckboxGroup
            label={t('safety.duty.weekdays')}
            options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ id: String(weekday), label: weekdayName(weekday) }))}
            value={row.weekdays.map(String)}
            onChange={(weekdays) => set(row.id, { weekdays: weekdays.map(Number) })}
          />
          <div className="safety-row">
            <Select
              label={t('safety.duty.from_time')}
              options={timeOptions(row.from)}
              value={row.from}
              onChange={(from) => set(row.id, { from: from as string })}
            />
            <Select
              label={t('safety.duty.until_time')}
              options={timeOptions(row.until)}
              value={row.until}
              onChange={(until) => set(row.id, { until: until as string })}
            />
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          small
          icon="add"
          kind="quiet"
          onPress={() => setRows([...rows, { id: newId(), weekdays: [], from: '09:00', until: '14:00' }])}
        >
          {t('safety.duty.other_hours')}
        </Button>
      </div>
    </ShortForm>
  )
}
