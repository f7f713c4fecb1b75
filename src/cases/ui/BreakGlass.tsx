// The question before the glass is broken: why now, in words if there is time. Shown where a file does not open.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Select, TextArea, toast } from '#kit/ui/index.ts'
import { t, time } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { type BreakGlassReason, breakGlass, breakGlassReasons } from '../break-glass.ts'
import { openFile } from '../case.ts'

interface Props {
  case_id: string
  isOpen: boolean
  onClose: () => void
  onOpened?: () => void
  /** A reason already given on the way here. */
  because?: BreakGlassReason
}

export function BreakGlass({ case_id, isOpen, onClose, onOpened, because = 'danger' }: Props) {
  const [break_glass_id] = useState(newId)
  const [reason, setReason] = useState<BreakGlassReason>(because)
  const [words, setWords] = useState('')
  const open = useWrite(breakGlass, { invalidates: [openFile] })
  const submit = () =>
    open.mutate(
      { case_id, break_glass_id, reason, words },
      {
        onSuccess: ({ until_at }) => {
          toast(t('break_glass.opened', { until: time(until_at) }))
          onClose()
          onOpened?.()
        },
      },
    )
  if (open.error?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={submit} onClose={() => open.reset()} />
  const options = breakGlassReasons.map((id) => ({ id, label: t(`break_glass.reason.${id}`) }))
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('break_glass.title')}>
      <Form problem={open.error} onSubmit={submit}>
        <p>{t('break_glass.explain')}</p>
        <Select
          name="reason"
          label={t('break_glass.reason')}
          isRequired
          options={options}
          value={reason}
          onChange={(chosen) => setReason(chosen as BreakGlassReason)}
        />
        <TextArea name="words" label={t('break_glass.words')} value={words} onChange={setWords} rows={4} />
        <FormActions>
          <Button kind="danger" type="submit" busy={open.isPending}>
            {t('break_glass.open')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
