// How a document's state is said and toned.
import { daysBetween } from '#kit/day.ts'
import { day, daysAway, t } from '#language/here.ts'
import { validity } from '../document.rules.ts'
import type { Document } from '../document.ts'

export const typeName = (type: string): string => t(`documents.type.${type}`)

export const validityWords = (expires_on: string | null, today: string) => {
  const state = validity(expires_on, today)
  if (state === 'none' || !expires_on) return null
  if (state === 'valid')
    return { tone: 'neutral' as const, text: t('documents.validity.valid', { day: day(expires_on) }) }
  const when = daysAway(daysBetween(today, expires_on))
  return {
    tone: state === 'ended' ? ('danger' as const) : ('warning' as const),
    text: t(`documents.validity.${state}`, { when }),
  }
}

export const isCurrent = ({ status }: Document): boolean => status === 'live'
export const isCalledOut = (document: Document, today: string): boolean =>
  isCurrent(document) && ['soon', 'ended'].includes(validity(document.expires_on, today))
