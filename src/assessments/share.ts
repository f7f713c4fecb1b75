// Answers leave as a FHIR R4 file: for the person herself, or for a partner whom a live consent names.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const shareAnswers = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/assessments-shared',
  action: 'assessments.share',
  summary:
    'Finished answers as FHIR R4, without a name. For a partner only what a live consent opens; each is journalled.',
  input: z.object({
    case_id: Id,
    /** Which, separated by commas. */
    assessments: z
      .string()
      .max(37 * 60)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(Id).min(1).max(60)),
    /** Chosen by whoever asks: the journal knows the file by it. */
    share_id: Id,
    /** Absent: it is for the person herself. */
    consent_id: Id.optional(),
  }),
  reply: z.object({
    name: z.string(),
    /** A Bundle, as text to be saved. */
    json: z.string(),
  }),
})
