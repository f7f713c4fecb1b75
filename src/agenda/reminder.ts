// A reminder of an appointment: it waits for a colleague's hand and a safe hour. Nothing is sent by a machine.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { LanguageCode } from '#people/card.ts'
import { Channel } from '#people/safe-contact.ts'

export const leaveReminder = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/appointments/:appointment_id/reminder',
  action: 'contact.leave',
  summary:
    'Lets the reminder that waits leave, or refuses it; the rule of contact decides anew, held. The words are neutral.',
  input: z.object({
    case_id: Id,
    appointment_id: Id,
    departure_id: Id,
    channel: Channel,
    language: LanguageCode,
    seen_version: z.int().min(0),
  }),
  reply: z.object({ departure_id: Id, allowed: z.boolean(), because: z.string() }),
})
