// After a write the report on the screen is brought up to date without being opened again: its words are not read twice.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from '#gate/call.ts'
import { nameOf, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { problemText, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { decideReport, reopenReport } from '../decision.ts'
import type { ClosingKind } from '../decision-kinds.ts'
import { acknowledgeReport, followReport, listReports, openReport, type Report, type ReportMessage } from '../report.ts'

export const useRefresh = () => {
  const client = useQueryClient()
  return useCallback(
    async (report_id: string, written?: ReportMessage) => {
      const now = await call(followReport, { report_id })
      client.setQueryData<Report>(nameOf(openReport, { report_id }), (before) =>
        before ? { ...before, ...now, messages: written ? [...before.messages, written] : before.messages } : undefined,
      )
      await client.invalidateQueries({ queryKey: nameOf(listReports) })
    },
    [client],
  )
}

/** Takes the last decision on a report back, wherever one is by now. */
export const useReopen = () => {
  const refresh = useRefresh()
  return useCallback(
    async (report_id: string, version: number) => {
      try {
        const input = { report_id, version, decision_id: newId() }
        await call(reopenReport, input, { idempotency_key: newId() })
        await refresh(report_id)
        toast(t('reports.reopened'))
      } catch (error) {
        toast(problemText(error), { tone: 'danger' })
      }
    },
    [refresh],
  )
}

export type Deciding = Omit<Parameters<typeof call<typeof decideReport>>[1] & object, 'report_id' | 'version'>

/** Decides; the answer comes with the way back. `onDone` goes on to the next report. */
export const useDecide = (report: Pick<Report, 'report_id' | 'version'>, onDone: () => void) => {
  const refresh = useRefresh()
  const reopen = useReopen()
  const write = useWrite(decideReport)
  const { report_id, version } = report
  const decide = (kind: ClosingKind, more: Omit<Deciding, 'kind' | 'decision_id'> = {}) =>
    write.mutate(
      { report_id, version, decision_id: newId(), kind, ...more },
      {
        onSuccess: (done) => {
          toast(t(`reports.decided.${kind}`), { undo: () => reopen(report_id, done.version) })
          onDone()
          void refresh(report_id)
        },
      },
    )
  return { decide, busy: write.isPending, problem: write.error, reset: write.reset }
}

export const useAcknowledge = ({ report_id }: Pick<Report, 'report_id'>) => {
  const refresh = useRefresh()
  const write = useWrite(acknowledgeReport)
  const acknowledge = () => {
    const message_id = newId()
    const today = new Date().toISOString().slice(0, 10)
    write.mutate(
      { report_id, message_id },
      {
        onSuccess: () => {
          toast(t('reports.acknowledged'))
          void refresh(report_id, { message_id, direction: 'to_reporter', written_on: today, text: null })
        },
        onError: (problem) => toast(problemText(problem), { tone: 'danger' }),
      },
    )
  }
  return { acknowledge, busy: write.isPending }
}
