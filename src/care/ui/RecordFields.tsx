// The fields of each kind of health record.
import { Checkbox, DateField, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Care } from '../care.ts'
import { careLists } from '../lists.ts'
import { SafeToHave, Severity } from '../record.ts'
import type { RecordDraft } from './record-draft.ts'
import { choices } from './writing.ts'

interface Props {
  draft: RecordDraft
  set: (change: Partial<RecordDraft>) => void
  care: Care
  today: string
}

export function MedicationFields({ draft, set, today }: Props) {
  return (
    <>
      <TextField
        name="says.name"
        label={t('care.medication.name')}
        isRequired
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        name="says.dose"
        label={t('care.medication.dose')}
        value={draft.dose}
        onChange={(dose) => set({ dose })}
      />
      <div className="care-clock">
        <DateField label={t('care.from_day')} max={today} value={draft.since} onChange={(since) => set({ since })} />
        <DateField label={t('care.until_day')} value={draft.until} onChange={(until) => set({ until })} />
      </div>
      <TextField
        label={t('care.medication.prescribed_by')}
        value={draft.prescribed_by}
        onChange={(prescribed_by) => set({ prescribed_by })}
      />
      <RadioGroup
        label={t('care.medication.safe')}
        description={t('care.medication.safe_why')}
        options={choices(SafeToHave.options, 'care.medication.safe')}
        value={draft.safe_to_have}
        onChange={(safe_to_have) => set({ safe_to_have: safe_to_have as RecordDraft['safe_to_have'] })}
      />
    </>
  )
}

export function AllergyFields({ draft, set, care }: Props) {
  const loose = care.loose_alerts.map(({ alert_id, words }) => ({ id: alert_id, label: words }))
  const tied = draft.alert_id !== null && !loose.some(({ id }) => id === draft.alert_id)
  return (
    <>
      {loose.length > 0 && (
        <Select
          label={t('care.allergy.alert')}
          description={t('care.allergy.alert_why')}
          options={[{ id: 'none', label: t('care.allergy.alert_none') }, ...loose]}
          value={draft.alert_id ?? 'none'}
          onChange={(id) => set({ alert_id: id === 'none' ? null : id })}
        />
      )}
      {draft.alert_id === null && (
        <>
          <TextField
            name="says.to"
            label={t('care.allergy.to')}
            isRequired
            value={draft.to}
            onChange={(to) => set({ to })}
          />
          <Checkbox isSelected={draft.stick} onChange={(stick) => set({ stick })}>
            {t('care.allergy.stick')}
          </Checkbox>
        </>
      )}
      {tied && <p className="care-quiet">{t('care.allergy.words_on_top')}</p>}
      <TextField label={t('care.allergy.reaction')} value={draft.reaction} onChange={(reaction) => set({ reaction })} />
      <RadioGroup
        label={t('care.severity')}
        options={choices(Severity.options, 'care.severity')}
        value={draft.severity}
        onChange={(severity) => set({ severity: severity as RecordDraft['severity'] })}
      />
    </>
  )
}

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code)

export function VaccinationFields({ draft, set, today }: Props) {
  return (
    <>
      <Select
        label={t('care.vaccine')}
        isRequired
        options={choices(codes(careLists.vaccines), 'care.vaccine')}
        value={draft.vaccine}
        onChange={(vaccine) => set({ vaccine: vaccine ?? 'other' })}
      />
      <div className="care-clock">
        <DateField
          name="says.given_on"
          label={t('care.vaccination.given_on')}
          max={today}
          value={draft.given_on}
          onChange={(given_on) => set({ given_on })}
        />
        <TextField
          name="says.dose"
          label={t('care.vaccination.dose_number')}
          type="number"
          width="short"
          value={draft.dose_number}
          onChange={(dose_number) => set({ dose_number })}
        />
      </div>
      <RadioGroup
        label={t('care.vaccination.seen')}
        inline
        options={choices(['paper', 'told'], 'care.vaccination.seen')}
        value={draft.seen}
        onChange={(seen) => set({ seen: seen as RecordDraft['seen'] })}
      />
      <DateField label={t('care.vaccination.next_on')} value={draft.next_on} onChange={(next_on) => set({ next_on })} />
    </>
  )
}

export function ConditionFields({ draft, set }: Props) {
  return (
    <>
      <Select
        label={t('care.condition')}
        isRequired
        options={choices(codes(careLists.conditions), 'care.condition')}
        value={draft.condition}
        onChange={(condition) => set({ condition: condition ?? 'other' })}
      />
      <TextField
        name="says.since_year"
        label={t('care.condition.since_year')}
        type="number"
        width="short"
        value={draft.since_year}
        onChange={(since_year) => set({ since_year })}
      />
    </>
  )
}

export function PregnancyFields({ draft, set, today }: Props) {
  const counts = draft.how === 'scan' || draft.how === 'told'
  return (
    <>
      <RadioGroup
        label={t('care.pregnancy.how')}
        description={t('care.pregnancy.how_why')}
        options={choices(['last_period', 'scan', 'told', 'none'], 'care.pregnancy.how')}
        value={draft.how}
        onChange={(how) => set({ how: how as RecordDraft['how'] })}
      />
      {draft.how !== 'none' && (
        <DateField
          name="says.counted.on"
          label={t(`care.pregnancy.on.${draft.how}`)}
          isRequired
          max={today}
          value={draft.counted_on}
          onChange={(counted_on) => set({ counted_on })}
        />
      )}
      {draft.how === 'last_period' && (
        <Checkbox isSelected={draft.certain} onChange={(certain) => set({ certain })}>
          {t('care.pregnancy.certain')}
        </Checkbox>
      )}
      {counts && (
        <div className="care-clock">
          <TextField
            name="says.counted.weeks"
            label={t('care.pregnancy.weeks_said')}
            type="number"
            isRequired
            width="short"
            value={draft.weeks}
            onChange={(weeks) => set({ weeks })}
          />
          <TextField
            name="says.counted.days"
            label={t('care.pregnancy.days_said')}
            type="number"
            width="short"
            value={draft.days}
            onChange={(days) => set({ days })}
          />
        </div>
      )}
      <RadioGroup
        label={t('care.pregnancy.wish')}
        description={t('care.pregnancy.wish_why')}
        options={choices(['not_said', 'thinking', 'goes_on', 'ends'], 'care.pregnancy.wish')}
        value={draft.wish}
        onChange={(wish) => set({ wish: wish as RecordDraft['wish'] })}
      />
      <DateField
        name="says.ended_on"
        label={t('care.pregnancy.ended_on')}
        max={today}
        value={draft.ended_on}
        onChange={(ended_on) => set({ ended_on })}
      />
      {draft.ended_on && (
        <Select
          label={t('care.pregnancy.ended')}
          options={choices(['birth', 'loss', 'ended', 'not_said'], 'care.pregnancy.ended')}
          value={draft.ended_how ?? 'not_said'}
          onChange={(ended_how) => set({ ended_how })}
        />
      )}
    </>
  )
}
