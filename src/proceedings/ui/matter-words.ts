// What matters, hearings and measures are called on screens.
import type { BadgeTone, IconName } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import { stillMissing } from '../hearing.rules.ts'
import type { Hearing, PointState } from '../hearing.ts'
import type { Matter } from '../matter.ts'
import type { Measure } from '../measure.ts'

export const matterName = ({ kind, part }: Pick<Matter, 'kind' | 'part'>): string =>
  t('proceedings.matter.name', {
    kind: t(`proceedings.matter.kind.${kind}`),
    part: t(`proceedings.matter.part.${part}`),
  })

export const statusTones: Record<Matter['status'], BadgeTone> = {
  preparing: 'neutral',
  open: 'calm',
  suspended: 'warning',
  decided: 'good',
  appealed: 'warning',
  ended: 'neutral',
}

/** The next one she goes to. */
export const nextHearing = ({ hearings }: Matter, today: string): Hearing | undefined =>
  hearings
    .filter(({ status, on_day }) => status === 'planned' && on_day >= today)
    .sort((a, b) => a.on_day.localeCompare(b.on_day))[0]

export const missingIn = (hearing: Hearing): string =>
  t('proceedings.matter.missing', { count: stillMissing(hearing.preparation) })

export const pointTones: Record<PointState, BadgeTone> = {
  open: 'neutral',
  waits: 'warning',
  done: 'good',
  stands_against: 'danger',
  not_needed: 'neutral',
}
export const pointIcons: Record<PointState, IconName> = {
  open: 'add',
  waits: 'clock',
  done: 'check',
  stands_against: 'warning',
  not_needed: 'check',
}

export const isOver = ({ ended_on, until_on }: Measure, today: string): boolean =>
  (ended_on !== null && ended_on <= today) || (until_on !== null && until_on < today)

/** Until when it holds; its end is said ahead, in days. */
export const holds = ({ from_on, until_on }: Measure): string =>
  until_on
    ? t('proceedings.measure.holds_until', { from: day(from_on, 'short'), until: day(until_on, 'short') })
    : t('proceedings.measure.holds', { day: day(from_on, 'short') })

export const endsSoon = ({ until_on }: Measure, today: string): string | null => {
  if (until_on === null) return null
  const days = Math.round((Date.parse(until_on) - Date.parse(today)) / 86_400_000)
  return days >= 0 && days <= 60 ? t('proceedings.measure.soon_over', { when: daysAway(days) }) : null
}
