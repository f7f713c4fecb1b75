// What the rules of matching read of a service, part by part. Services that say the same in a part are weighed in it
// once: of twenty thousand records there are some hundred ways to say whom one lets in, and fewer to say where.
import type { DirectoryService } from '#directory/directory.ts'

export const partFields = {
  /** Whom it is for, at what cost, and how much it knows of trafficking. */
  who: [
    ...(['status', 'admits', 'irregular_status', 'exploitation', 'cost'] as const),
    ...(['hidden_location', 'specialised_in_trafficking', 'accreditation'] as const),
  ],
  spoken: ['languages', 'languages_to_confirm', 'interpretation'],
  /** What it asks for at the door. */
  asks: ['admission', 'accessibility', 'hidden_location'],
  where: ['areas', 'places', 'hidden_location'],
  /** How sure all this is. */
  sure: ['confidence', 'checked_on', 'source_date', 'assured'],
  hours: ['schedules'],
  places: ['capacity', 'availability'],
} as const satisfies Record<string, readonly (keyof DirectoryService)[]>
export type PartName = keyof typeof partFields
export const partNames = Object.keys(partFields) as PartName[]

/** A rule that is given a part can read nothing else of the service: the compiler sees to it. */
export type Part<Name extends PartName> = Pick<DirectoryService, (typeof partFields)[Name][number]>
