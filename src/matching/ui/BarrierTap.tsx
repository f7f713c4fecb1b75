// One tap that keeps what stood between her and this service: the kind, and nothing to type. It can be taken back.
import kinds from '#data/codes/access_barriers.json' with { type: 'json' }
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { ErrorNotice, Menu, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listBarriers, recordBarrier, takeBackBarrier } from '../barrier.ts'

export const barrierName = (code: string): string => t(`codes.access_barriers.${code}`)

interface Props {
  case_id: string
  service_id?: string | null
  need: string
}

export function BarrierTap({ case_id, service_id = null, need }: Props) {
  const record = useWrite(recordBarrier, { invalidates: [listBarriers] })
  const takeBack = useWrite(takeBackBarrier, { invalidates: [listBarriers] })
  const keep = (kind: string) =>
    record.mutate(
      { case_id, barrier_id: newId(), need, kind, service_id },
      {
        onSuccess: ({ barrier_id, version }) =>
          toast(t('barriers.kept', { barrier: barrierName(kind) }), {
            undo: () =>
              takeBack.mutate({ case_id, barrier_id, version }, { onSuccess: () => toast(t('barriers.taken_back')) }),
          }),
      },
    )
  return (
    <>
      <Menu
        showLabel
        icon="warning"
        label={t('barriers.tap')}
        items={kinds.codes.map(({ code }) => ({ id: code, label: barrierName(code), onAction: () => keep(code) }))}
      />
      {record.error && <ErrorNotice problem={record.error} />}
    </>
  )
}
