// What speaks against a person in a unit, before the place is given; and asking a second colleague for an exception.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ErrorNotice, Notice, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askOverride, readExclusions } from '#people/exclusion.ts'
import { type Misfit, readFit } from '../stay.ts'
import './places.css'

function AskException({ unit_id, case_id }: { unit_id: string; case_id: string }) {
  const [override_id] = useState(newId)
  const [reason, setReason] = useState('')
  const ask = useWrite(askOverride, { invalidates: [readExclusions] })
  if (ask.isSuccess) return <p>{t('places.exception_asked')}</p>
  return (
    <>
      <TextArea
        label={t('exclusions.override.reason')}
        description={t('places.exception_why')}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
      {ask.error && <ErrorNotice problem={ask.error} />}
      <div className="form-actions">
        <Button
          busy={ask.isPending}
          isDisabled={reason.trim() === ''}
          onPress={() =>
            ask.mutate(
              { case_id, override_id, assignment: { kind: 'shelter', unit_id }, reason },
              { onSuccess: () => toast(t('exclusions.override.asked')) },
            )
          }
        >
          {t('exclusions.override.ask')}
        </Button>
      </div>
    </>
  )
}

interface Props {
  unit_id: string
  case_id: string
  /** Whether this reader belongs to the file's own house, which alone can ask for an exception. */
  mayAsk: boolean
}

/** Null while it is being looked at. */
export const useFit = (unit_id: string, case_id: string | null): Misfit[] | null => {
  const found = useGet(readFit, case_id ? { unit_id, of_case_id: case_id } : null, { staleMs: 0 })
  return found.data?.misfits ?? null
}

export function Misfits({ misfits }: { misfits: Misfit[] }) {
  return (
    <>
      <strong>{t('places.fits_not')}</strong>
      <ul>
        {misfits.map(({ key, values }) => (
          <li key={key}>{t(`places.misfit.${key}`, values)}</li>
        ))}
      </ul>
    </>
  )
}

export function Fit({ unit_id, case_id, mayAsk }: Props) {
  const misfits = useFit(unit_id, case_id)
  if (!misfits) return <p className="place-more">{t('places.checking')}</p>
  if (misfits.length === 0) return <Notice tone="good">{t('places.fits')}</Notice>
  return (
    <Notice tone="danger">
      <Misfits misfits={misfits} />
      {mayAsk ? <AskException unit_id={unit_id} case_id={case_id} /> : <p>{t('places.exception_theirs')}</p>}
    </Notice>
  )
}
