// How fresh a record is, by colour and in words: confirmed until when, or time to ask again.
import { today } from '#cases/ui/now.ts'
import limits from '#data/codes/freshness.json' with { type: 'json' }
import { Badge } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { freshnessDays, freshnessOf } from '../freshness.rules.ts'
import type { Freshness } from '../freshness.ts'
import type { ServiceSummary } from '../service.ts'

const tones = {
  assured: 'good',
  ending: 'warning',
  looked_up: 'neutral',
  lapsed: 'danger',
  old: 'danger',
} as const satisfies Record<Freshness['state'], string>

type Dated = Pick<ServiceSummary, 'assured' | 'checked_on'>
const freshness = (service: Dated): Freshness => freshnessOf(service, freshnessDays(limits), today())

export const freshnessText = (service: Dated): string => {
  const { state, until, by } = freshness(service)
  return t(`directory.freshness.${state}`, { by: by ?? '', day: day(until) })
}

export function FreshnessBadge({ service }: { service: Dated }) {
  const { state } = freshness(service)
  return <Badge tone={tones[state]}>{t(`codes.freshness.${state}`)}</Badge>
}
