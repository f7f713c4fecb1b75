// Where: a place that may be secret, and the province whose free days count.
import { Checkbox, ComboBox, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { provinceOptions } from '#language/ui/names.ts'
import { zoneHere } from '#people/safe-contact.ts'
import type { FieldsProps } from './WhenFields.tsx'

const canaries = ['35', '38']
const islands = 'Atlantic/Canary'
/** The clock of the islands is an hour behind; a zone that was chosen on purpose stays. */
const zoneOf = (province: string | null, zone: string): string => {
  if (![zoneHere, islands].includes(zone)) return zone
  return province && canaries.includes(province) ? islands : zoneHere
}

export function WhereFields({ fields, set }: FieldsProps) {
  const inPerson = fields.mode === 'in_person'
  return (
    <>
      {inPerson && (
        <>
          <TextField
            name="place.name"
            label={t('appointments.field.place')}
            value={fields.place_name}
            onChange={(place_name) => set({ place_name })}
          />
          <div className="appointment-row">
            <TextField
              name="place.address"
              label={t('appointments.field.address')}
              value={fields.place_address}
              onChange={(place_address) => set({ place_address })}
            />
            <TextField
              name="place.town"
              label={t('appointments.field.town')}
              value={fields.place_town}
              onChange={(place_town) => set({ place_town })}
            />
          </div>
          <Checkbox isSelected={fields.secret} onChange={(secret) => set({ secret })}>
            {t('appointments.field.secret')}
            <small>{t('appointments.field.secret_why')}</small>
          </Checkbox>
        </>
      )}
      <ComboBox
        name="province"
        label={t('appointments.field.province')}
        description={t('appointments.field.province_why')}
        options={provinceOptions()}
        value={fields.province}
        onChange={(province) => set({ province, zone: zoneOf(province, fields.zone) })}
      />
    </>
  )
}
