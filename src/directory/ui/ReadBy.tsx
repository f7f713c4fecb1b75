// Who else reads a field, marked where it is not everybody. Only whoever keeps the directory is told: which fields are kept
// back is nobody's business elsewhere.
import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/index.ts'
import type { tieredFields } from '../directory.ts'
import type { ServiceDetail } from '../service.ts'
import { tierOf } from '../tiers.rules.ts'
import { tierName } from './directory-words.ts'

type TieredField = (typeof tieredFields)[number]
interface Item {
  label: string
  value: ReactNode
}

/** A partner reads what another house keeps; it is nothing to edit there, and tells no tiers. */
export const isOurs = ({ version }: ServiceDetail): boolean => version > 0

export function ReadBy({ service, field }: { service: ServiceDetail; field: TieredField }) {
  const tier = tierOf(service.tiers, field)
  if (!isOurs(service) || tier === 'public') return null
  return <Badge icon="lock">{tierName(tier)}</Badge>
}

export const readBy = (service: ServiceDetail, field: TieredField, items: Item[]): Item[] =>
  items.map(({ label, value }) => ({
    label,
    value: (
      <>
        {value} <ReadBy service={service} field={field} />
      </>
    ),
  }))
