// Sums, hours and states of pay as whoever pays reads them.
import type { BadgeTone } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { StatementStatus } from '../pay.ts'

export const hours = (all: number): string => {
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  const key = hours === 0 ? 'minutes_only' : minutes === 0 ? 'hours_whole' : 'hours_minutes'
  return t(`interpreter_pay.${key}`, { hours, minutes })
}

export const statusTone = (status: StatementStatus): BadgeTone =>
  ({ draft: 'warning', issued: 'calm', paid: 'good' })[status] as BadgeTone
