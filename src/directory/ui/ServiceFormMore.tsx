// The last parts of the form of a record: places and costs, who else may read what, and how sure all of it is.

import { today } from '#cases/ui/now.ts'
import units from '#data/codes/place_units.json' with { type: 'json' }
import { addDays } from '#kit/day.ts'
import { Checkbox, DateField, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Availability, Confidence, type Tier, Tier as TierModel } from '../directory.ts'
import { askedTiers, keptTo, tierOf } from '../tiers.rules.ts'
import { fieldLabel, tierName, unitName } from './directory-words.ts'
import { choices, MaybeAmount, MaybeLine, MaybeNumber, optionsOf, SourceDateField } from './form-fields.tsx'
import { Rows } from './Rows.tsx'
import type { PartProps } from './ServiceFormWhat.tsx'

export function PlacesPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.places')}>
      <Select
        label={fieldLabel('availability')}
        width="short"
        options={choices(Availability.options, 'codes.availability')}
        value={service.availability}
        onChange={(availability) => set({ availability: availability as Availability })}
      />
      <Rows
        label={t('directory.one.capacity')}
        add={t('directory.add_capacity')}
        items={service.capacity}
        empty={() => ({ unit: 'bed', maximum: null, available: null, updated_on: today() })}
        onChange={(capacity) => set({ capacity })}
      >
        {(capacity, change, place) => (
          <div className="side-by-side">
            <Select
              label={t('directory.unit')}
              options={optionsOf(units.codes, unitName)}
              value={capacity.unit}
              onChange={(unit) => change({ unit })}
            />
            <MaybeNumber
              name={`service.capacity.${place}.maximum`}
              label={t('directory.maximum')}
              value={capacity.maximum}
              onChange={(maximum) => change({ maximum, updated_on: today() })}
            />
            <MaybeNumber
              name={`service.capacity.${place}.available`}
              label={t('directory.available')}
              value={capacity.available}
              onChange={(available) => change({ available, updated_on: today() })}
            />
          </div>
        )}
      </Rows>
      <MaybeLine
        name="service.wait_time"
        label={fieldLabel('wait_time')}
        value={service.wait_time}
        onChange={(wait_time) => set({ wait_time })}
      />
      <Select
        label={fieldLabel('cost')}
        width="short"
        options={choices(['unknown', 'free', 'paid'], 'codes.costs')}
        value={service.cost}
        onChange={(cost) => set({ cost: cost as typeof service.cost })}
      />
      <MaybeLine
        name="service.fees"
        label={fieldLabel('fees')}
        max={300}
        value={service.fees}
        onChange={(fees) => set({ fees })}
      />
      <Rows
        label={t('directory.one.price')}
        add={t('directory.add_price')}
        items={service.costs}
        empty={() => ({ what: '', amount: null, currency: 'EUR', valid_from: null, valid_to: null })}
        onChange={(costs) => set({ costs })}
      >
        {(cost, change, place) => (
          <div className="side-by-side">
            <TextField
              name={`service.costs.${place}.what`}
              label={t('directory.price_for')}
              isRequired
              maxLength={200}
              value={cost.what}
              onChange={(what) => change({ what })}
            />
            <MaybeAmount
              name={`service.costs.${place}.amount`}
              label={t('directory.amount')}
              value={cost.amount}
              onChange={(amount) => change({ amount })}
            />
          </div>
        )}
      </Rows>
    </Section>
  )
}

export function SeenPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.seen')} lead={t('directory.part.seen_lead')}>
      <Checkbox isSelected={service.hidden_location} onChange={(hidden_location) => set({ hidden_location })}>
        {fieldLabel('hidden_location')}
      </Checkbox>
      <div className="side-by-side">
        {askedTiers.map((field) => (
          <Select
            key={field}
            label={fieldLabel(field)}
            options={TierModel.options.map((id) => ({ id, label: tierName(id) }))}
            value={tierOf(service.tiers, field)}
            onChange={(tier) => set({ tiers: keptTo(service.tiers, field, tier as Tier) })}
          />
        ))}
      </div>
    </Section>
  )
}

interface SureProps extends PartProps {
  assure_until: string | null
  assure: (until: string | null) => void
}

export function SurePart({ service, set, assure_until, assure }: SureProps) {
  const { accreditation } = service
  return (
    <Section title={t('directory.part.sure')}>
      <TextField
        name="service.source"
        label={fieldLabel('source')}
        isRequired
        maxLength={500}
        value={service.source}
        onChange={(source) => set({ source })}
      />
      <div className="side-by-side">
        <SourceDateField
          name="service.source_date"
          value={service.source_date}
          onChange={(source_date) => set({ source_date })}
        />
        <Select
          label={fieldLabel('confidence')}
          options={choices(Confidence.options, 'codes.confidence_levels')}
          value={service.confidence}
          onChange={(confidence) => set({ confidence: confidence as Confidence })}
        />
      </div>
      <div className="side-by-side">
        <TextField
          name="service.accreditation.by"
          label={t('directory.accredited_who')}
          maxLength={200}
          value={accreditation?.by ?? ''}
          onChange={(by) => set({ accreditation: by ? { by, on: accreditation?.on ?? today() } : null })}
        />
        {accreditation && (
          <DateField
            label={t('directory.accredited_on')}
            isRequired
            value={accreditation.on}
            onChange={(on) => on && set({ accreditation: { ...accreditation, on } })}
          />
        )}
      </div>
      <DateField
        name="assure_until"
        label={t('directory.checked_now')}
        description={t('directory.checked_now_how')}
        min={addDays(today(), 1)}
        max={addDays(today(), 366)}
        value={assure_until}
        onChange={assure}
      />
    </Section>
  )
}
