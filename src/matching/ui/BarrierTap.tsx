// One tap that keeps what stood between her and this service: the kind, and nothing to type. It can be taken back.
import kinds from '#data/codes/access_barriers.json' with { type: 'json' }
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { ErrorNotice, Menu, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readStory } from '#notes/story.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listBarriers, recordBarrier, takeBackBarrier } from '../barrier.ts'

export const barrierName = (code: string): string => t(`codes.access_barriers.${code}`)

interface About {
  case_id: string
  service_id?: string | null
  /** null: that of the referral. */
  need: string | null
  /** The referral after which it happened. */
  referral_id?: string | null
}

export const useBarrier = ({ case_id, service_id = null, need, referral_id = null }: About) => {
  const invalidates = [listBarriers, readTimeline, readStory]
  const record = useWrite(recordBarrier, { invalidates })
  const takeBack = useWrite(takeBackBarrier, { invalidates })
  const keep = (kind: string, done = () => {}) =>
    record.mutate(
      { case_id, barrier_id: newId(), need, kind, service_id, referral_id },
      {
        onSuccess: ({ barrier_id, version }) => {
          done()
          toast(t('barriers.kept', { barrier: barrierName(kind) }), {
            undo: () =>
              takeBack.mutate({ case_id, barrier_id, version }, { onSuccess: () => toast(t('barriers.taken_back')) }),
          })
        },
      },
    )
  return { keep, error: record.error, busy: record.isPending }
}

export function BarrierTap({ small = false, ...about }: About & { small?: boolean }) {
  const { keep, error } = useBarrier(about)
  return (
    <>
      <Menu
        showLabel
        small={small}
        icon="warning"
        label={t('barriers.tap')}
        items={kinds.codes.map(({ code }) => ({ id: code, label: barrierName(code), onAction: () => keep(code) }))}
      />
      {error && <ErrorNotice problem={error} />}
    </>
  )
}
