// When: the day, the hour by the clock there, how long, and the way there and back.
import { Button, ComboBox, DateField, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { zoneOptions } from '#people/ui/contact-words.ts'
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
      <ComboBox
        name="when.zone"
        label={t('appointments.field.zone')}
        description={t('appointments.field.zone_why')}
        options={zoneOptions(fields.zone)}
        value={fields.zone}
        onChange={(zone) => zone && set({ zone })}
      />
      <div className="appointment-row">
        <TextField
          name="away_before"
          inputMode="numeric"
          ltr
          label={t('appointments.field.before')}
          value={fields.before}
          onChange={(before) => set({ before })}
        />
        <TextField
          name="away_after"
          inputMode="numeric"
          ltr
          label={t('appointments.field.after')}
          value={fields.after}
          onChange={(after) => set({ after })}
        />
      </div>
    </>
  )
}
