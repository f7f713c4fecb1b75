// A matter, a hearing, a measure, a statement and a decision as tests write them, and the rooms they need.
import { newId } from '#kit/id.ts'

export const matterRooms = async () => [
  await import('#proceedings/matter.api.ts'),
  await import('#proceedings/measure.api.ts'),
  await import('#proceedings/hearing.api.ts'),
  await import('#proceedings/statement.api.ts'),
  await import('#proceedings/decision.api.ts'),
  await import('#proceedings/conflict.api.ts'),
  await import('#proceedings/former-client.api.ts'),
  await import('#team/team.api.ts'),
]

export const aMatter = (case_id: string, change: object = {}) => ({
  ...{ case_id, matter_id: newId(), version: 0, kind: 'criminal' as const, jurisdiction: 'ES' },
  ...{ part: 'victim' as const, status: 'open' as const, opened_on: '2026-03-02', ended_on: null },
  ...{ court: 'Juzgado de Instrucción 9', number: 'DP 114/2026', words: 'The house in Getafe.' },
  parties: [{ name: 'Ramiro Ortega Lillo', side: 'adverse' as const, role: 'employer', birth_year: null }],
  ...change,
})

export const aMeasure = (case_id: string, matter_id: string | null, change: object = {}) => ({
  ...{ case_id, measure_id: newId(), version: 0, matter_id, kind: 'stay_away' as const },
  ...{ from_on: '2026-03-05', until_on: '2030-03-05', ended_on: null },
  ...{ against: ['Ramiro Ortega Lillo'], distance_m: 500, places: ['Her home'], ordered_by: 'Juzgado 9' },
  ...{ number: '12/2026', words: '' },
  ...change,
})

export const aHearing = (case_id: string, matter_id: string, change: object = {}) => ({
  ...{ case_id, hearing_id: newId(), version: 0, matter_id, kind: 'early_evidence' as const },
  ...{ on_day: '2030-01-15', at_time: '10:30', appointment_id: null, status: 'planned' as const },
  ...{ court: 'Plaza de Castilla', room: '3' },
  ...change,
})

export const aDecision = (case_id: string, matter_id: string, change: object = {}) => ({
  ...{ case_id, decision_id: newId(), version: 0, matter_id, kind: 'refusal' as const, decided_on: '2026-06-01' },
  ...{ notified_on: '2026-06-04', outcome: 'against_her' as const, number: 'R 8', words: '', event: null },
  ...change,
})

export const anAppeal = (case_id: string, decision_id: string, change: object = {}) => ({
  ...{ case_id, appeal_id: newId(), version: 0, decision_id, lodged_by: 'us' as const, lodged_on: '2026-06-20' },
  ...{ status: 'open' as const, court: 'Audiencia', number: 'A 3', words: '' },
  ...change,
})

export const aStatement = (case_id: string, matter_id: string, change: object = {}) => ({
  ...{ case_id, matter_id, statement_id: newId(), hearing_id: null, given_to: 'police' as const },
  ...{ given_on: '2026-03-03', corrects_id: null, words: 'They kept my passport.' },
  ...change,
})
