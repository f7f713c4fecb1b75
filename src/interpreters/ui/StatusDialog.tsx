// Takes somebody into service, lets them rest, or blocks them and says why; what was booked is looked at again.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { ConfirmDialog, ErrorNotice, TextArea, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import type { InterpreterStatus } from '../interpreter.ts'
import {
  type Interpreter,
  listEmergencyInterpreters,
  listInterpreters,
  readInterpreter,
  setInterpreterStatus,
} from '../register.ts'

export function StatusDialog({ of, to, onClose }: { of: Interpreter; to: InterpreterStatus; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const save = useWrite(setInterpreterStatus, {
    invalidates: [readInterpreter, listInterpreters, listEmergencyInterpreters],
  })
  const { interpreter_id, version, name } = of
  const submit = () =>
    save.mutate(
      { interpreter_id, version, status: to, reason },
      {
        onSuccess: () => {
          toast(t('interpreting.saved'))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      isOpen
      danger={to === 'blocked'}
      title={t(`interpreting.set.${to}.title`, { name: isolate(name) })}
      action={t(`interpreting.set.${to}`)}
      busy={save.isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      {save.error && <ErrorNotice problem={save.error} />}
      <p>{t(`interpreting.set.${to}.what`)}</p>
      {to === 'blocked' && (
        <TextArea
          name="reason"
          label={t('interpreting.reason')}
          description={t('interpreting.reason_who_reads')}
          isRequired
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
    </ConfirmDialog>
  )
}
