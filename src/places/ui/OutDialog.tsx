// A bed taken out of service: why, from when, until when.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { Button, DateField, Dialog, Form, FormActions, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { changePlace, listUnits, OutReason, type PlaceState, readUnit } from '../unit.ts'
import { choices, done } from './place-words.ts'

export function OutDialog({ unit_id, place, onClose }: { unit_id: string; place: PlaceState; onClose: () => void }) {
  const { place_id, version, label } = place
  const [reason, setReason] = useState<string>('repair')
  const [until, setUntil] = useState<string | null>(null)
  const save = useWrite(changePlace, { invalidates: [readUnit, listUnits] })
  const submit = () =>
    save.mutate(
      { unit_id, place_id, version, label, out_from: today(), out_until: until, out_reason: reason as OutReason },
      { onSuccess: done('places.saved', onClose) },
    )
  return (
    <Dialog isOpen title={t('places.take_out_title', { place: label })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <Select
          name="out_reason"
          label={t('places.out_why')}
          options={choices(OutReason.options, 'places.out_reason')}
          value={reason}
          onChange={setReason}
        />
        <DateField name="out_until" label={t('places.out_last')} min={today()} value={until} onChange={setUntil} />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('places.take_out')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
