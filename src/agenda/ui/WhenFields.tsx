// When: the day, the hour by the clock there, and how long.
import { Button, DateField, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Fields } from './appointment-draft.ts'

const quick = [30, 60, 90, 120]

export interface FieldsProps {
  fields: Fields
  set: (change: Partial<Fields>) => void
}

export function WhenFields({ fields, set }: FieldsProps) {
  return (
    <>
      <div className="appointment-row">
        <DateField
          name="when.on"
          label={t('appointments.field.on')}
          isRequired
          value={fields.on}
          onChange={(on) => set({ on })}
        />
        <TextField
          name="when.at"
          type="time"
          ltr
          isRequired
          label={t('appointments.field.at')}
          value={fields.at}
          onChange={(at) => set({ at })}
        />
        <TextField
          name="when.minutes"
          inputMode="numeric"
          ltr
          isRequired
          label={t('appointments.field.minutes')}
          value={fields.minutes}
          onChange={(minutes) => set({ minutes })}
        />
      </div>
      <div className="appointment-quick">
        {quick.map((minutes) => (
          <Button key={minutes} small onPress={() => set({ minutes: String(minutes) })}>
            {t('appointments.minutes', { count: minutes })}
          </Button>
        ))}
      </div>
    </>
  )
}
