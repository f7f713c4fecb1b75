// The forms of this house, one per way in and per field of work.
import education from '#data/forms/education.json' with { type: 'json' }
import health from '#data/forms/health.json' with { type: 'json' }
import labourInspection from '#data/forms/labour_inspection.json' with { type: 'json' }
import police from '#data/forms/police.json' with { type: 'json' }
import self from '#data/forms/self.json' with { type: 'json' }
import shelter from '#data/forms/shelter.json' with { type: 'json' }
import someone from '#data/forms/someone.json' with { type: 'json' }
import tourism from '#data/forms/tourism.json' with { type: 'json' }
import transport from '#data/forms/transport.json' with { type: 'json' }
import { Form } from './form.ts'

export const forms: readonly Form[] = [
  self,
  someone,
  health,
  tourism,
  shelter,
  education,
  transport,
  labourInspection,
  police,
].map((form) => Form.parse(form))

export const findForm = (id: string): Form | undefined => forms.find((form) => form.id === id)
