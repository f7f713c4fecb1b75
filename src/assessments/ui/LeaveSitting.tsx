// "Not today", or stopping: one calm question, never a reason asked for, and the way back always open.
import { useEffect, useRef, useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listOffered, listSittings, putOffSitting, stopSitting } from '../sitting.ts'
import type { Walk } from './use-sitting.ts'

const invalidates = [listOffered, listSittings, readTimeline]

interface Props {
  how: 'not_today' | 'stop'
  case_id: string
  sitting_id: string
  walk: Walk
  onReturn: () => void
  onClose: () => void
}

export function LeaveSitting({ how, case_id, sitting_id, walk, onReturn, onClose }: Props) {
  const [reason, setReason] = useState('')
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.focus(), [])
  const putOff = useWrite(putOffSitting, { invalidates })
  const stop = useWrite(stopSitting, { invalidates })
  const write = how === 'stop' ? stop : putOff
  const leave = () =>
    // What cannot be sent now stays on this device and is sent when she comes back to it.
    void walk.settle().then(
      (version) =>
        write.mutate(
          { case_id, sitting_id, version, reason },
          {
            onSuccess: () => {
              walk.forget()
              onClose()
            },
          },
        ),
      () => {},
    )
  return (
    <div ref={here} tabIndex={-1} className="question leave-sitting">
      <h2 className="opening-title">{t(`instruments.leave.${how}`)}</h2>
      <p>{t(`instruments.leave.${how}_why`)}</p>
      <TextArea
        label={t('instruments.leave.reason')}
        description={t('instruments.leave.reason_why')}
        rows={2}
        value={reason}
        onChange={setReason}
      />
      {write.error && <ErrorNotice problem={write.error} />}
      {walk.problem && (
        <p>
          {t('instruments.leave.offline')}{' '}
          <Button kind="quiet" onPress={onClose}>
            {t('instruments.leave.close')}
          </Button>
        </p>
      )}
      <div className="question-aids">
        <Button kind="primary" busy={write.isPending} onPress={leave}>
          {t(`instruments.leave.${how}_do`)}
        </Button>
        <Button onPress={onReturn}>{t('instruments.leave.return')}</Button>
      </div>
    </div>
  )
}
