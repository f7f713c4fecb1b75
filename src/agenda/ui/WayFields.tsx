// How one gets there and back: what counts as taken, where to meet, the stops, what to bring, and by which clock the hour
// is meant. Folded away until it is needed.
import { useState } from 'react'
import { ComboBox, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { zoneHere } from '#people/safe-contact.ts'
import { zoneOptions } from '#people/ui/contact-words.ts'
import type { FieldsProps } from './WhenFields.tsx'

export function WayFields({ fields, set }: FieldsProps) {
  const inPerson = fields.mode === 'in_person'
  const { before, after, meet_at, bring, stops, zone } = fields
  const isNoted = Boolean(meet_at || bring || stops) || before !== '0' || after !== '0' || zone !== zoneHere
  // Once open it stays so: it does not close over what is being taken out again.
  const [isOpen, open] = useState(isNoted)
  if (isNoted && !isOpen) open(true)
  return (
    <details className="appointment-fold" open={isOpen}>
      <summary>{t('appointments.way')}</summary>
      <div className="form">
        {inPerson && (
          <>
            <div className="appointment-row">
              <TextField
                name="away_before"
                inputMode="numeric"
                ltr
                label={t('appointments.field.before')}
                value={before}
                onChange={(minutes) => set({ before: minutes })}
              />
              <TextField
                name="away_after"
                inputMode="numeric"
                ltr
                label={t('appointments.field.after')}
                value={after}
                onChange={(minutes) => set({ after: minutes })}
              />
            </div>
            <TextField
              name="meet_at"
              label={t('appointments.field.meet_at')}
              value={meet_at}
              onChange={(words) => set({ meet_at: words })}
            />
            <TextArea
              name="stops"
              label={t('appointments.field.stops')}
              description={t('appointments.field.stops_why')}
              rows={2}
              value={stops}
              onChange={(words) => set({ stops: words })}
            />
          </>
        )}
        <TextArea
          name="bring"
          label={t('appointments.field.bring')}
          rows={2}
          value={bring}
          onChange={(words) => set({ bring: words })}
        />
        <ComboBox
          name="when.zone"
          label={t('appointments.field.zone')}
          description={t('appointments.field.zone_why')}
          options={zoneOptions(zone)}
          value={zone}
          onChange={(chosen) => chosen && set({ zone: chosen })}
        />
      </div>
    </details>
  )
}
