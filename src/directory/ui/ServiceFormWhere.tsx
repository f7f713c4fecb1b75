// Where a service is: the area it serves, and its doors where they may be told.
import { ComboBox, Notice, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, provinceOptions } from '#language/ui/names.ts'
import type { Address, ServiceArea } from '../directory.ts'
import { fieldLabel } from './directory-words.ts'
import { MaybeLine } from './form-fields.tsx'
import { provinceRegion, regionOptions } from './place-options.ts'
import { Rows } from './Rows.tsx'
import type { PartProps } from './ServiceFormWhat.tsx'

/** A part of an area that is taken away is absent, not empty. */
const areaOf = <Area extends ServiceArea>(
  area: Area,
  change: { [Part in keyof ServiceArea]?: string | null },
): Area => {
  const next = { ...area, ...change } as Record<string, unknown>
  for (const part of ['region', 'province', 'town'])
    if (next[part] === null || next[part] === '' || (next.country !== 'ES' && part !== 'town')) delete next[part]
  return next as Area
}

function AreaFields<Area extends ServiceArea>({
  area,
  set,
  at,
}: {
  area: Area
  set: (area: Area) => void
  at: string
}) {
  const whole = [{ id: '', label: t('directory.whole') }]
  return (
    <>
      <ComboBox
        name={`${at}.country`}
        label={t('directory.country')}
        options={countryOptions()}
        value={area.country}
        onChange={(country) => country && set(areaOf(area, { country }))}
      />
      {area.country === 'ES' && (
        <>
          <Select
            label={t('directory.region')}
            options={[...whole, ...regionOptions()]}
            value={area.region ?? ''}
            onChange={(region) => set(areaOf(area, { region, province: null }))}
          />
          <Select
            label={t('directory.province')}
            options={[
              ...whole,
              ...provinceOptions().filter(({ id }) => !area.region || provinceRegion(id) === area.region),
            ]}
            value={area.province ?? ''}
            onChange={(province) =>
              set(areaOf(area, { province, ...(province && { region: provinceRegion(province) ?? null }) }))
            }
          />
        </>
      )}
    </>
  )
}

const noAddress: Address = {
  country: 'ES',
  street: '',
  town: '',
  more: null,
  postal_code: null,
  directions: null,
  lat: null,
  lon: null,
}

export function WherePart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.where')}>
      <Rows
        label={t('directory.one.area')}
        add={t('directory.add_area')}
        items={service.areas}
        empty={(): ServiceArea => ({ country: 'ES' })}
        onChange={(areas) => set({ areas })}
      >
        {(area, _, place) => (
          <div className="side-by-side">
            <AreaFields
              area={area}
              at={`service.areas.${place}`}
              set={(next) => set({ areas: service.areas.map((each, index) => (index === place ? next : each)) })}
            />
            <MaybeLine
              name={`service.areas.${place}.town`}
              label={t('directory.town')}
              max={120}
              value={area.town ?? null}
              onChange={(town) =>
                set({ areas: service.areas.map((each, index) => (index === place ? areaOf(each, { town }) : each)) })
              }
            />
          </div>
        )}
      </Rows>
      {!service.hidden_location && service.addresses.length === 0 && (
        <Rows
          label={fieldLabel('places')}
          add={t('directory.add_place')}
          items={service.places}
          empty={(): ServiceArea => ({ country: 'ES' })}
          onChange={(places) => set({ places })}
        >
          {(area, _, place) => {
            const change = (next: ServiceArea) =>
              set({ places: service.places.map((each, index) => (index === place ? next : each)) })
            return (
              <div className="side-by-side">
                <MaybeLine
                  name={`service.places.${place}.town`}
                  label={t('directory.town')}
                  max={120}
                  value={area.town ?? null}
                  onChange={(town) => change(areaOf(area, { town }))}
                />
                <AreaFields area={area} at={`service.places.${place}`} set={change} />
              </div>
            )
          }}
        </Rows>
      )}
      {service.hidden_location ? (
        <Notice>{t('directory.hidden_note')}</Notice>
      ) : (
        <Rows
          label={t('directory.one.address')}
          add={t('directory.add_address')}
          items={service.addresses}
          empty={() => noAddress}
          onChange={(addresses) => set({ addresses })}
        >
          {(address, change, place) => (
            <div className="side-by-side">
              <TextField
                name={`service.addresses.${place}.street`}
                label={t('directory.street')}
                isRequired
                maxLength={200}
                value={address.street}
                onChange={(street) => change({ street })}
              />
              <MaybeLine
                name={`service.addresses.${place}.more`}
                label={t('directory.address_more')}
                value={address.more}
                onChange={(more) => change({ more })}
              />
              <MaybeLine
                name={`service.addresses.${place}.postal_code`}
                label={t('directory.postal_code')}
                ltr
                max={20}
                value={address.postal_code}
                onChange={(postal_code) => change({ postal_code })}
              />
              <TextField
                name={`service.addresses.${place}.town`}
                label={t('directory.town')}
                isRequired
                maxLength={120}
                value={address.town}
                onChange={(town) => change({ town })}
              />
              <AreaFields
                area={address}
                at={`service.addresses.${place}`}
                set={(next) =>
                  set({ addresses: service.addresses.map((each, index) => (index === place ? next : each)) })
                }
              />
              <MaybeLine
                name={`service.addresses.${place}.directions`}
                label={t('directory.directions')}
                max={300}
                value={address.directions}
                onChange={(directions) => change({ directions })}
              />
            </div>
          )}
        </Rows>
      )}
    </Section>
  )
}
