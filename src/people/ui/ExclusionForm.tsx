// Writing down whom or what the person must not meet: what kind, its name or place, why, who said so, until when.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ComboBox,
  DateField,
  Form,
  FormActions,
  type Option,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, languageOptions, provinceOptions } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  addExclusion,
  type ExcludedKind,
  type ExcludedWhat,
  excludedKinds,
  readExcluded,
  readExclusions,
} from '../exclusion.ts'

interface Answers {
  kind: ExcludedKind
  name: string
  staff_id: string | null
  town: string
  country: string | null
  province: string | null
  region: string
  language: string | null
  group: string
  from: string
  to: string
  reason: string
  said_by: string
  until_on: string | null
}
const nothing: Answers = {
  kind: 'person',
  name: '',
  staff_id: null,
  town: '',
  country: 'ES',
  province: null,
  region: '',
  language: null,
  group: '',
  from: '',
  to: '',
  reason: '',
  said_by: '',
  until_on: null,
}

/** null while the answers do not name anything yet. */
const whatOf = (given: Answers, colleagues: Option[]): ExcludedWhat | null => {
  const { kind, name, staff_id, town, country, province, region, language, group, from, to } = given
  if (kind === 'staff') {
    const known = colleagues.find(({ id }) => id === staff_id)
    return known ? { kind, staff_id: known.id, name: known.label } : null
  }
  if (kind === 'area') return country ? { kind, country, province: country === 'ES' ? province : null, town } : null
  if (kind === 'community')
    return country || region || language || group ? { kind, country, region, language, group } : null
  if (kind === 'route') return from.trim() && to.trim() ? { kind, from, to } : null
  if (!name.trim()) return null
  if (kind === 'place') return { kind, name, town }
  if (kind === 'person') return { kind, name, related_id: null }
  return kind === 'organisation' ? { kind, name, organisation_id: null } : { kind, name, service_id: null }
}

/** Whether an empty answer is asked for by its own field: the button then stays, and pressing it says which. */
const isAskedFor = ({ kind, name, staff_id, from, to }: Answers): boolean => {
  if (kind === 'staff') return staff_id === null
  if (kind === 'route') return from === '' || to === ''
  return kind !== 'area' && kind !== 'community' && name === ''
}

interface FieldsProps {
  given: Answers
  colleagues: Option[]
  set: (change: Partial<Answers>) => void
}

function Fields({ given, colleagues, set }: FieldsProps) {
  const { kind } = given
  const line = (
    field: 'name' | 'town' | 'region' | 'group' | 'from' | 'to',
    label = `exclusions.${field}`,
    isRequired = false,
  ) => (
    <TextField
      name={`what.${field}`}
      label={t(label)}
      maxLength={field === 'name' || field === 'from' || field === 'to' ? 160 : 80}
      isRequired={isRequired}
      value={given[field]}
      onChange={(text) => set({ [field]: text })}
    />
  )
  const country = (
    <ComboBox
      label={t('exclusions.country')}
      options={countryOptions()}
      value={given.country}
      onChange={(code) => set({ country: code })}
    />
  )
  if (kind === 'staff')
    return (
      <ComboBox
        name="what.staff_id"
        label={t('exclusions.kind.staff')}
        isRequired
        options={colleagues}
        value={given.staff_id}
        onChange={(staff_id) => set({ staff_id })}
      />
    )
  if (kind === 'area')
    return (
      <>
        {country}
        {given.country === 'ES' && (
          <ComboBox
            label={t('exclusions.province')}
            options={provinceOptions()}
            value={given.province}
            onChange={(province) => set({ province })}
          />
        )}
        {line('town')}
      </>
    )
  if (kind === 'community')
    return (
      <>
        {country}
        {line('region')}
        <ComboBox
          label={t('exclusions.language')}
          options={languageOptions()}
          value={given.language}
          onChange={(language) => set({ language })}
        />
        {line('group')}
      </>
    )
  if (kind === 'route')
    return (
      <>
        {line('from', 'exclusions.from', true)}
        {line('to', 'exclusions.to', true)}
      </>
    )
  return (
    <>
      {line('name', kind === 'place' ? 'exclusions.address' : 'exclusions.name', true)}
      {kind === 'place' && line('town')}
    </>
  )
}

interface Props {
  case_id: string
  today: string
  colleagues: Option[]
  onDone: () => void
}

export function ExclusionForm({ case_id, today, colleagues, onDone }: Props) {
  const [exclusion_id] = useState(newId)
  const [kept, setDraft, clear] = useDraft<Answers>(`exclusion ${case_id}`, nothing)
  const given = { ...nothing, ...kept }
  const set = (change: Partial<Answers>) => setDraft({ ...given, ...change })
  const add = useWrite(addExclusion, { invalidates: [readExclusions, readExcluded, readTimeline] })
  const what = whatOf(given, colleagues)
  const leave = () => {
    clear()
    onDone()
  }
  const save = () => {
    if (!what) return
    const { reason, said_by, until_on } = given
    add.mutate(
      { case_id, exclusion_id, what, since_on: today, reason, said_by, until_on },
      {
        onSuccess: () => {
          toast(t('exclusions.saved'))
          leave()
        },
      },
    )
  }
  return (
    <Form problem={add.error} onSubmit={save}>
      <Select
        label={t('exclusions.kind')}
        options={excludedKinds.map((id) => ({ id, label: t(`exclusions.kind.${id}`) }))}
        value={given.kind}
        onChange={(kind) => set({ kind: kind as ExcludedKind, country: kind === 'area' ? 'ES' : null })}
      />
      <Fields given={given} colleagues={colleagues} set={set} />
      <TextArea
        name="reason"
        label={t('exclusions.reason')}
        isRequired
        maxLength={1000}
        rows={2}
        value={given.reason}
        onChange={(reason) => set({ reason })}
      />
      <TextField
        name="said_by"
        label={t('exclusions.said_by')}
        maxLength={200}
        value={given.said_by}
        onChange={(said_by) => set({ said_by })}
      />
      <DateField
        name="until_on"
        label={t('exclusions.until_on')}
        description={t('exclusions.until_why')}
        min={today}
        value={given.until_on}
        onChange={(until_on) => set({ until_on })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending} isDisabled={!what && !isAskedFor(given)}>
          {t('exclusions.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
