// How institutions are told on the desk: sectors to choose from, and what of the pathway is due.
import type { Day } from '#kit/day.ts'
import type { BadgeTone, Option } from '#kit/ui/index.ts'
import { locale, t } from '#language/here.ts'
import type { InstitutionLine } from '../institution.ts'
import { sectors } from '../sector.ts'

/** By their names; what fits nowhere stands last. */
export const sectorOptions = (): Option[] => {
  const named = sectors.filter((id) => id !== 'other').map((id) => ({ id, label: t(`sector.${id}`) }))
  return [...named.sort((a, b) => a.label.localeCompare(b.label, locale())), { id: 'other', label: t('sector.other') }]
}

export const dueMark = (
  { status, review_on }: InstitutionLine,
  today: Day,
): { tone: BadgeTone; text: string } | null => {
  if (status === 'resting') return null
  if (review_on === null) return { tone: 'neutral', text: t('institutions.no_pathway') }
  return review_on <= today ? { tone: 'warning', text: t('institutions.review_due') } : null
}
