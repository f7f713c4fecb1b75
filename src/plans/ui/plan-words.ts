// Words of the plan in the reader's language: who asks, who takes a step, what it costs.

import { day, number, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { AskSource } from '../ask.ts'
import type { Cost, PlanAction } from '../plan.ts'

/** Instruments are called alike in every language. */
const instrumentName = (id: string): string => id.toUpperCase()

export const sourceWords = ({ kind, level, instrument, code, on }: AskSource): string => {
  const when = day(on, 'short')
  if (kind === 'needs') return t('plans.source.needs', { level: t(`needs.level.${level}`), day: when })
  if (kind === 'living') return t('plans.source.living', { level: level ?? 0, day: when })
  if (kind === 'risk') return t('plans.source.risk', { kind: t(`safety.risk_kind.${code}`), day: when })
  return t('plans.source.instrument', { name: instrumentName(instrument ?? ''), day: when })
}

export const costWords = ({ cents, paid_by }: Cost): string => {
  const amount = number(cents / 100, { style: 'currency', currency: 'EUR' })
  return `${amount}, ${t(`plans.cost.by.${paid_by}`)}`
}

export const inLanguage = (code: string | null): string => (code ? languageName(code) : '')

/** A language as HTML names it, so that the page reads and sets it rightly. */
export const langOf = (code: string | null): { lang?: string } => (code ? { lang: code } : {})

/** What an owner is called where no account names them. */
export const otherOwner = ({ who }: Pick<PlanAction, 'who'>): string => who || t('plans.step.somebody')
