// What the side of the person needs of a file. The file itself belongs to a room told later.
import type { Section } from '#access/access.ts'
import type { Card } from '../card.ts'

export interface PersonFile {
  case_id: string
  card: Card
  presumed_minor: boolean
  sections: Section[]
  writes: Section[]
  because: string
}

/** Whoever reads on a consent or in an emergency, and not as one of the team. */
export const readsAsGuest = ({ because }: PersonFile): boolean => /^(consent|break_glass):/.test(because)
