// The first parts of the form of a record: what it offers, for whom, and whom it lets in.
import accessibility from '#data/codes/accessibility.json' with { type: 'json' }
import papers from '#data/codes/document_types.json' with { type: 'json' }
import exploitation from '#data/codes/exploitation_types.json' with { type: 'json' }
import referrers from '#data/codes/referrers.json' with { type: 'json' }
import kinds from '#data/codes/service_kinds.json' with { type: 'json' }
import { Checkbox, CheckboxGroup, MultiSelect, Section, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { type Admission, type Admits, ServiceStatus } from '../directory.ts'
import type { EditedService } from '../edit.ts'
import { accessibilityName, fieldLabel, paperName, referrerName } from './directory-words.ts'
import { choices, MaybeLine, MaybeNumber, optionsOf, SaidSelect } from './form-fields.tsx'
import { exploitationName, kindName, languagesText } from './service-words.ts'

export interface PartProps {
  service: EditedService
  set: (change: Partial<EditedService>) => void
}

export function WhatPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.what')}>
      <TextField
        name="service.name"
        label={fieldLabel('name')}
        isRequired
        maxLength={200}
        value={service.name}
        onChange={(name) => set({ name })}
      />
      <MaybeLine
        name="service.alternate_name"
        label={fieldLabel('alternate_name')}
        value={service.alternate_name}
        onChange={(alternate_name) => set({ alternate_name })}
      />
      <TextArea
        name="service.description"
        label={fieldLabel('description')}
        isRequired
        rows={4}
        maxLength={2000}
        value={service.description}
        onChange={(description) => set({ description })}
      />
      <MultiSelect
        name="service.kinds"
        label={fieldLabel('kinds')}
        isRequired
        options={optionsOf(kinds.codes, kindName)}
        value={service.kinds}
        onChange={(next) => set({ kinds: next })}
      />
      <Select
        label={fieldLabel('status')}
        width="short"
        options={choices(ServiceStatus.options, 'codes.service_statuses')}
        value={service.status}
        onChange={(status) => set({ status: status as ServiceStatus })}
      />
      <Checkbox
        isSelected={service.specialised_in_trafficking}
        onChange={(specialised_in_trafficking) => set({ specialised_in_trafficking })}
      >
        {fieldLabel('specialised_in_trafficking')}
      </Checkbox>
      <MultiSelect
        label={fieldLabel('exploitation')}
        options={optionsOf(exploitation.codes, exploitationName)}
        value={service.exploitation}
        onChange={(next) => set({ exploitation: next })}
      />
      <MultiSelect
        name="service.languages"
        label={fieldLabel('languages')}
        options={languageOptions()}
        value={service.languages}
        onChange={(languages) =>
          set({
            languages,
            languages_to_confirm: service.languages_to_confirm.filter((code) => languages.includes(code)),
          })
        }
      />
      {service.languages.length > 0 && (
        <CheckboxGroup
          label={fieldLabel('languages_to_confirm')}
          options={service.languages.map((id) => ({
            id,
            label: languagesText({ languages: [id], languages_to_confirm: [] }),
          }))}
          value={service.languages_to_confirm}
          onChange={(languages_to_confirm) => set({ languages_to_confirm })}
        />
      )}
      <MaybeLine
        name="service.interpretation"
        label={fieldLabel('interpretation')}
        max={300}
        value={service.interpretation}
        onChange={(interpretation) => set({ interpretation })}
      />
      <MultiSelect
        name="service.accessibility"
        label={fieldLabel('accessibility')}
        options={optionsOf(accessibility.codes, accessibilityName)}
        value={service.accessibility}
        onChange={(next) => set({ accessibility: next })}
      />
      <MaybeLine
        name="service.accessibility_note"
        label={fieldLabel('accessibility_note')}
        max={300}
        value={service.accessibility_note}
        onChange={(accessibility_note) => set({ accessibility_note })}
      />
    </Section>
  )
}

const saidOf = ['mothers_with_children', 'lgbti', 'trans', 'migrants', 'general', 'south_asian'] as const

function AdmitsFields({ admits, set }: { admits: Admits; set: (change: Partial<Admits>) => void }) {
  return (
    <>
      <div className="side-by-side">
        <Select
          label={fieldLabel('admits.sex')}
          options={choices(['unknown', 'any', 'women', 'men'], 'directory.sex')}
          value={admits.sex}
          onChange={(sex) => set({ sex: sex as Admits['sex'] })}
        />
        <Select
          label={fieldLabel('admits.minors')}
          options={choices(['unknown', 'admitted', 'only', 'not_admitted'], 'directory.minors')}
          value={admits.minors}
          onChange={(minors) => set({ minors: minors as Admits['minors'] })}
        />
        <MaybeNumber
          name="service.admits.min_age"
          label={fieldLabel('admits.min_age')}
          value={admits.min_age}
          onChange={(min_age) => set({ min_age })}
        />
        <MaybeNumber
          name="service.admits.max_age"
          label={fieldLabel('admits.max_age')}
          value={admits.max_age}
          onChange={(max_age) => set({ max_age })}
        />
      </div>
      <CheckboxGroup
        label={t('directory.also_for')}
        options={saidOf.map((id) => ({ id, label: fieldLabel(`admits.${id}`) }))}
        value={saidOf.filter((name) => admits[name])}
        onChange={(said) => set(Object.fromEntries(saidOf.map((name) => [name, said.includes(name)])))}
      />
    </>
  )
}

export function WhomPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.whom')}>
      <AdmitsFields admits={service.admits} set={(change) => set({ admits: { ...service.admits, ...change } })} />
      <Select
        label={fieldLabel('irregular_status')}
        width="short"
        options={choices(['unknown', 'accepted', 'not_accepted'], 'codes.irregular_status')}
        value={service.irregular_status}
        onChange={(next) => set({ irregular_status: next as EditedService['irregular_status'] })}
      />
      <MaybeLine
        name="service.eligibility"
        label={fieldLabel('eligibility')}
        max={500}
        rows={2}
        value={service.eligibility}
        onChange={(eligibility) => set({ eligibility })}
      />
    </Section>
  )
}

const letsIn = [
  'without_papers',
  'with_criminal_record',
  'with_substance_use',
  'with_psychiatric_care',
  'when_pregnant',
  'with_disability',
  'as_a_couple',
  'with_debt',
] as const
const asksFirst = ['needs_referral', 'only_identified', 'needs_registration'] as const

export function EnterPart({ service, set }: PartProps) {
  const { admission } = service
  const change = (next: Partial<Admission>) => set({ admission: { ...admission, ...next } })
  const said = (names: readonly (typeof letsIn | typeof asksFirst)[number][]) => (
    <div className="side-by-side">
      {names.map((name) => (
        <SaidSelect
          key={name}
          field={`admission.${name}`}
          value={admission[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
    </div>
  )
  return (
    <Section title={t('directory.lets_in_title')} lead={t('directory.not_stated_how')}>
      {said(letsIn)}
      <MaybeNumber
        name="service.admission.sons_up_to"
        label={fieldLabel('admission.sons_up_to')}
        value={admission.sons_up_to}
        onChange={(sons_up_to) => change({ sons_up_to })}
      />
      {said(asksFirst)}
      <MultiSelect
        name="service.admission.referral_by"
        label={fieldLabel('admission.referral_by')}
        options={optionsOf(referrers.codes, referrerName)}
        value={admission.referral_by}
        onChange={(referral_by) => change({ referral_by })}
      />
      <MultiSelect
        name="service.admission.documents"
        label={fieldLabel('admission.documents')}
        options={optionsOf(papers.codes, paperName)}
        value={admission.documents}
        onChange={(documents) => change({ documents })}
      />
      <MaybeLine
        name="service.required_documents"
        label={fieldLabel('required_documents')}
        max={500}
        rows={2}
        value={service.required_documents}
        onChange={(required_documents) => set({ required_documents })}
      />
      <MaybeLine
        name="service.how_to_enter"
        label={fieldLabel('how_to_enter')}
        max={500}
        rows={2}
        value={service.how_to_enter}
        onChange={(how_to_enter) => set({ how_to_enter })}
      />
    </Section>
  )
}
