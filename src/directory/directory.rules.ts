// Between the directory as a file, one organisation per block, and as records; and what may be shown of a place.
import type { DirectoryFile, DirectoryRecords, DirectoryService, ServiceArea } from './directory.ts'

/** A service was looked up on the day its organisation was. */
export const directoryRecords = (file: DirectoryFile): DirectoryRecords => ({
  organisations: file.organisations.map(({ services: _, ...organisation }) => organisation),
  services: file.organisations.flatMap(({ id, checked_on, services }) =>
    services.map((service) => hideLocation({ ...service, organisation_id: id, checked_on })),
  ),
})

const coarse = ({ country, region }: ServiceArea): ServiceArea => ({ country, ...(region ? { region } : {}) })
const sameArea = (a: ServiceArea) => `${a.country}/${a.region ?? ''}/${a.province ?? ''}/${a.town ?? ''}`

/** Whoever looks for her must not learn from us in which town she sleeps: region at most, and no door. */
export const hideLocation = (service: DirectoryService): DirectoryService => {
  if (!service.hidden_location) return service
  const areas = new Map(service.areas.map(coarse).map((area) => [sameArea(area), area]))
  return { ...service, areas: [...areas.values()], places: [], addresses: [] }
}
