// Sums, hours and states of pay as whoever pays reads them.
import type { BadgeTone } from '#kit/ui/index.ts'
import { isolate, number, t } from '#language/here.ts'
import type { StatementStatus } from '../pay.ts'

/** A sum keeps its own order inside text read from the right. */
export const money = (cents: number, currency: string): string =>
  isolate(number(cents / 100, { style: 'currency', currency: currency || 'EUR' }))

export const hours = (all: number): string => {
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  const key = hours === 0 ? 'minutes_only' : minutes === 0 ? 'hours_whole' : 'hours_minutes'
  return t(`interpreter_pay.${key}`, { hours, minutes })
}

export const statusTone = (status: StatementStatus): BadgeTone =>
  ({ draft: 'warning', issued: 'calm', paid: 'good' })[status] as BadgeTone

/** As typed, in whole cents; null while it is no sum. */
export const centsOf = (typed: string): number | null => {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(value) || value < 0 ? null : Math.round(value * 100)
}
