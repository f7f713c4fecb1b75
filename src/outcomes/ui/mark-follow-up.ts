// Keeping that she was asked, with an undo that loses nothing she said.
import { listFiles, openFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listFollowUps, markFollowUp } from '../follow-up.ts'

type Sent = SentInputOf<typeof markFollowUp>

export const useMarkFollowUp = () => {
  const write = useWrite(markFollowUp, { invalidates: [listFollowUps, readTimeline, openFile, listFiles] })
  const mark = (sent: Sent, onKept: () => void = () => {}): void =>
    write.mutate(sent, {
      onSuccess: ({ version }) => {
        const { case_id, follow_up_id, done } = sent
        toast(t(done ? 'outcomes.kept' : 'outcomes.taken_back'), {
          ...(done && { undo: () => mark({ case_id, follow_up_id, version, done: false }) }),
        })
        onKept()
      },
    })
  return { mark, busy: write.isPending, problem: write.error, reset: write.reset }
}
