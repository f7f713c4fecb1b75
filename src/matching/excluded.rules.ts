// A service and a partner as an assignment that may be held against what a person must not meet.

import type { DirectoryService, ServiceArea } from '#directory/directory.ts'
import type { Directory } from '#directory/service.rules.ts'
import { keyOf, toPartner } from '#people/exclusion.rules.ts'
import type { Assignment, Somewhere } from '#people/exclusion.ts'

/** A service is where its door is; one whose place is hidden is somewhere in the province it serves. */
const placesOf = ({ places, areas }: Pick<DirectoryService, 'places' | 'areas'>): Somewhere[] => {
  const known: ServiceArea[] = places.length > 0 ? places : areas.filter(({ province, town }) => province ?? town)
  return known.map(({ country, province, town }) => ({
    country,
    ...(province !== undefined && { province }),
    ...(town !== undefined && { town }),
  }))
}

export const toService = (service: DirectoryService, { providers }: Pick<Directory, 'providers'>): Assignment => ({
  kind: 'referral',
  key: keyOf('referral', service.organisation_id, service.id),
  organisations: [
    { organisation_id: service.organisation_id, name: providers.get(service.organisation_id)?.name ?? '' },
  ],
  service: { service_id: service.id, name: service.name },
  places: placesOf(service),
})

/** A partner asked for a service of the directory, or for no one service. */
export const toReferral = (
  partner: { organisation_id: string; name: string },
  service: DirectoryService | undefined,
): Assignment => toPartner(partner, service ? { id: service.id, name: service.name, places: placesOf(service) } : null)
