// An entry of the journal: who saw or did what, on which basis. Codes and ids alone.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { Id } from '#kit/id.ts'

export const JournalEntry = z.object({
  organisation_id: Id,
  entry_id: Id,
  at: Moment,
  actor_id: Id.nullable(),
  actor_organisation_id: Id.nullable(),
  action: z.string(),
  case_id: Id.nullable(),
  subject_id: Id.nullable(),
  basis: z.string(),
  sections: z.array(Section),
  reason: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
})
export type JournalEntry = z.infer<typeof JournalEntry>

/** What a use case adds to its entry; the gate fills in who, when and on which basis. */
export interface JournalNote {
  case_id?: string
  organisation_id?: string
  subject_id?: string
  reason?: string
  sections?: Section[]
}

/** An entry as people read it. Whoever belongs to another organisation is shown by that organisation's name. */
export const JournalRow = JournalEntry.omit({ organisation_id: true, actor_organisation_id: true }).extend({
  actor_name: z.string().nullable(),
  partner_name: z.string().nullable(),
})
export type JournalRow = z.infer<typeof JournalRow>
