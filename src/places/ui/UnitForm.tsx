// A unit added or changed: what it is, whom it admits, where it is, who sees what is free.
import { useState } from 'react'
import units from '#data/codes/place_units.json' with { type: 'json' }
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Checkbox, ComboBox, Dialog, Form, FormActions, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { addUnit, changeUnit, listUnits, readUnit, type Unit, UnitKind } from '../unit.ts'
import { choices, done, unitName } from './place-words.ts'
import { ServiceField } from './ServiceField.tsx'

const numberOf = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)
const textOf = (value: number | null): string => (value === null ? '' : String(value))

const first = (unit: Unit | undefined, address: string) => ({
  name: unit?.name ?? '',
  service_id: unit?.service_id ?? null,
  kind: unit?.kind ?? ('flat' as UnitKind),
  unit: unit?.unit ?? 'bed',
  count: '4',
  sex: unit?.admits.sex ?? ('unknown' as Unit['admits']['sex']),
  minors: unit?.admits.minors ?? ('unknown' as Unit['admits']['minors']),
  min_age: textOf(unit?.admits.min_age ?? null),
  max_age: textOf(unit?.admits.max_age ?? null),
  mothers_with_children: unit?.admits.mothers_with_children ?? false,
  province: unit?.province ?? null,
  house_rules: unit?.house_rules ?? '',
  address,
  hidden_location: unit?.hidden_location ?? true,
  published: unit?.published ?? false,
  shared: unit?.shared ?? false,
  hold_hours: String(unit?.hold_hours ?? 24),
  closed: unit ? unit.closed_on !== null : false,
})

interface Props {
  /** Absent: a new one. */
  unit?: Unit
  address?: string | null
  onClose: () => void
}

export function UnitForm({ unit, address, onClose }: Props) {
  const [unit_id] = useState(() => unit?.unit_id ?? newId())
  const [draft, show, clear] = useDraft(`unit ${unit?.unit_id ?? 'new'}`, first(unit, address ?? ''))
  const set = (change: Partial<typeof draft>) => show({ ...draft, ...change })
  const leave = () => {
    clear()
    onClose()
  }
  const add = useWrite(addUnit, { invalidates: [listUnits] })
  const change = useWrite(changeUnit, { invalidates: [listUnits, readUnit] })
  const save = unit ? change : add
  const submit = () => {
    const { kind, name, province, house_rules, hidden_location, published, shared } = draft
    const input = {
      unit_id,
      kind,
      name,
      province,
      house_rules,
      hidden_location,
      published,
      shared: published && shared,
      unit: draft.unit,
      service_id: draft.service_id,
      hold_hours: numberOf(draft.hold_hours) ?? 24,
      admission: unit?.admission ?? {},
      admits: {
        ...unit?.admits,
        sex: draft.sex,
        minors: draft.minors,
        min_age: numberOf(draft.min_age),
        max_age: numberOf(draft.max_age),
        mothers_with_children: draft.mothers_with_children,
      },
    }
    const after = { onSuccess: done('places.saved', leave) }
    if (unit) change.mutate({ ...input, version: unit.version, closed: draft.closed, address: draft.address }, after)
    else {
      const places = Array.from({ length: Math.min(200, numberOf(draft.count) ?? 0) }, (_, at) => ({
        place_id: newId(),
        label: `${t('places.place')} ${String(at + 1).padStart(2, '0')}`,
      }))
      add.mutate({ ...input, address: draft.address, places }, after)
    }
  }
  return (
    <Dialog isOpen wide title={unit ? unit.name : t('places.add')} onClose={leave}>
      <Form problem={save.error} onSubmit={submit}>
        <TextField
          name="name"
          label={t('places.field.name')}
          description={t('places.field.name_why')}
          isRequired
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <Select
          name="kind"
          label={t('places.field.kind')}
          options={choices(UnitKind.options, 'places.kind')}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as UnitKind })}
        />
        <Select
          name="unit"
          label={t('places.field.unit')}
          options={units.codes.map(({ code }) => ({ id: code, label: unitName(code) }))}
          value={draft.unit}
          onChange={(counted) => set({ unit: counted })}
        />
        {!unit && (
          <TextField
            name="count"
            label={t('places.field.count')}
            inputMode="numeric"
            ltr
            width="short"
            value={draft.count}
            onChange={(count) => set({ count })}
          />
        )}
        <Select
          name="sex"
          label={t('places.sex')}
          options={choices(['unknown', 'any', 'women', 'men'], 'places.sex')}
          value={draft.sex}
          onChange={(sex) => set({ sex: sex as typeof draft.sex })}
        />
        <Select
          name="minors"
          label={t('places.minors')}
          options={choices(['unknown', 'admitted', 'only', 'not_admitted'], 'places.minors')}
          value={draft.minors}
          onChange={(minors) => set({ minors: minors as typeof draft.minors })}
        />
        <TextField
          name="min_age"
          label={t('places.min_age')}
          inputMode="numeric"
          ltr
          width="short"
          value={draft.min_age}
          onChange={(min_age) => set({ min_age })}
        />
        <TextField
          name="max_age"
          label={t('places.max_age')}
          inputMode="numeric"
          ltr
          width="short"
          value={draft.max_age}
          onChange={(max_age) => set({ max_age })}
        />
        <Checkbox
          isSelected={draft.mothers_with_children}
          onChange={(mothers_with_children) => set({ mothers_with_children })}
        >
          {t('places.with_children')}
        </Checkbox>
        <ServiceField value={draft.service_id} onChange={(service_id) => set({ service_id })} />
        <ComboBox
          name="province"
          label={t('places.field.province')}
          options={provinces.codes.map(({ code, name }) => ({ id: code, label: name }))}
          value={draft.province}
          onChange={(province) => set({ province })}
        />
        <TextArea
          name="address"
          label={t('places.address')}
          description={t('places.address_why')}
          rows={2}
          value={draft.address}
          onChange={(words) => set({ address: words })}
        />
        <TextArea
          name="house_rules"
          label={t('places.house_rules')}
          rows={3}
          value={draft.house_rules}
          onChange={(house_rules) => set({ house_rules })}
        />
        <TextField
          name="hold_hours"
          label={t('places.field.hold_hours')}
          inputMode="numeric"
          ltr
          width="short"
          value={draft.hold_hours}
          onChange={(hold_hours) => set({ hold_hours })}
        />
        <Checkbox isSelected={draft.hidden_location} onChange={(hidden_location) => set({ hidden_location })}>
          {t('places.field.hidden')}
        </Checkbox>
        <Checkbox isSelected={draft.published} onChange={(published) => set({ published })}>
          {t('places.field.published')}
        </Checkbox>
        {draft.published && (
          <Checkbox isSelected={draft.shared} onChange={(shared) => set({ shared })}>
            {t('places.field.shared')}
          </Checkbox>
        )}
        {unit && (
          <Checkbox isSelected={draft.closed} onChange={(closed) => set({ closed })}>
            {t('places.close_unit')}
          </Checkbox>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('places.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
