// Institutions as tests write them down.
import { type KeptInstitution, keepInstitution, keepPathway, type PathwayStep } from '#institutions/institution.ts'
import { addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { TestHouse } from './gate.ts'

export const aKeptInstitution = (changes: Partial<KeptInstitution> = {}): KeptInstitution => ({
  name: 'Hotel Faro de Poniente',
  sector: 'tourism',
  country: 'ES',
  province: '11',
  town: 'Cádiz',
  status: 'active',
  refresher_months: 24,
  contact: {
    person: 'CANARY-Lucía Vidal',
    role: 'Housekeeping',
    phone: '+34 956 000 000',
    email: 'lucia@example.org',
    address: 'Paseo 1',
    notes: 'CANARY-mornings',
  },
  ...changes,
})

export const aStep = (changes: Partial<PathwayStep> = {}): PathwayStep => ({
  who: 'The night manager',
  how: 'extension 11',
  when: 'at any hour',
  note: 'Never ask in front of whoever speaks for her.',
  ...changes,
})

const today = new Date().toISOString().slice(0, 10)
/** Agreed a while ago, and to be looked at again in a year at the soonest. */
export const agreedDays = { agreed_on: addMonths(today, -10), review_on: addMonths(today, 14) }

export const institutionsOf = (at: TestHouse) => ({
  keep: async (changes: Partial<KeptInstitution> = {}) => {
    const institution_id = newId()
    const kept = { ...aKeptInstitution(changes), institution_id, version: 0 }
    return at.ask(keepInstitution, kept, at.staff.trainer)
  },
  agree: (institution_id: string, pathway_version = 0, steps = [aStep()]) =>
    at.ask(
      keepPathway,
      {
        institution_id,
        pathway_version,
        steps,
        ...agreedDays,
        agreed_with: 'CANARY-the director',
      },
      at.staff.trainer,
    ),
})
