// What would stand against an appointment as it is typed now.
import { useGet } from '#gate/query.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { checkAppointment } from '../appointment.ts'
import { useSettled } from './use-settled.ts'

export const useCheck = (asked: SentInputOf<typeof checkAppointment> | null) => {
  const settled = useSettled(asked)
  const found = useGet(checkAppointment, settled, { staleMs: 0, keepPrevious: true })
  const isCurrent = JSON.stringify(settled) === JSON.stringify(asked) && !found.isPlaceholderData && !found.isFetching
  return { checked: asked && found.data, isCurrent, problem: found.error }
}
