// The side of a file that tells of care: what goes on now in one reading, as far as the reader's sections go.
import { z } from 'zod'
import { InstrumentId } from '#assessments/instrument.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Episode, Session } from './episode.ts'
import { TakesPart } from './group.ts'
import { NoteHandOver, Supervision } from './private-note.ts'
import { HealthRecord } from './record.ts'
import { CareEvent } from './window.ts'

export const Care = z.object({
  episodes: z.array(Episode),
  sessions: z.array(Session),
  supervisions: z.array(Supervision),
  hand_overs: z.array(NoteHandOver),
  records: z.array(HealthRecord),
  events: z.array(CareEvent),
  groups: z.array(TakesPart),
  /** Sticky facts of health that no record is tied to yet. */
  loose_alerts: z.array(z.object({ alert_id: Id, words: z.string() })),
  /** The latest answers of the instruments these episodes look at. */
  reads: z.array(z.object({ instrument: InstrumentId, taken_on: Day })),
  /** Colleagues who work as therapists on this file. */
  therapists: z.array(z.object({ staff_id: Id, name: z.string() })),
  /** Referrals an episode can be tied to. */
  referrals: z.array(z.object({ referral_id: Id, to_name: z.string() })),
  injuries: z.int(),
  now: Moment,
})
export type Care = z.infer<typeof Care>

export const readCare = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/care',
  action: 'case.open',
  summary:
    'Care of body and mind as the reader’s sections open it: episodes, sessions, health, hours that count, groups.',
  input: z.object({ case_id: Id }),
  reply: Care,
})
