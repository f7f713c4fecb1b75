// Holes planted one at a time around money claims. The test of their walls (src/claims/claim-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

export const claimMutants: Mutant[] = [
  {
    name: 'claims are read by whoever does not open the law',
    sql: 'alter policy walled_reading on money_claim using (guard.sees(case_id))',
  },
  {
    name: 'claims are written by whoever may only read them',
    sql: "alter policy walled_writing on money_claim with check (guard.opens(case_id, 'law'))",
  },
  {
    name: 'claims are changed by whoever may only read them',
    sql: "alter policy walled_changing on money_claim using (guard.opens(case_id, 'law')) with check (guard.opens(case_id, 'law'))",
  },
  { name: 'one colleague records a claim as another', sql: 'drop policy recorded_by_oneself on money_claim' },
  { name: 'claims are deleted', sql: 'grant delete on money_claim to amparo_app' },
  { name: 'who recorded a claim is changed', sql: 'grant update (recorded_by) on money_claim to amparo_app' },
  { name: 'when a claim was recorded is changed', sql: 'grant update (recorded_at) on money_claim to amparo_app' },
  { name: 'a claim is moved to another file', sql: 'grant update (case_id) on money_claim to amparo_app' },
]
