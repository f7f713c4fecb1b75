// Holes planted one at a time around what lawyers signed. The test of these walls (src/law/review-walls.test.ts) must notice
// every one.
import type { Mutant } from './mutants.ts'

const anew = (policy: string, how: string): string =>
  `drop policy ${policy} on law_review; create policy ${policy} on law_review ${how}`
const ours = 'organisation_id = (select guard.organisation())'
const may = `guard.may('law.review')`
const mine = 'recorded_by = (select guard.staff())'

export const reviewMutants: Mutant[] = [
  {
    name: 'reviews are told to every house',
    sql: anew('read_in_the_house', 'for select to amparo_app using (true)'),
  },
  {
    name: 'rules are signed by the whole house',
    sql: anew('signed_by_reviewers', `for insert to amparo_app with check (${ours} and ${mine})`),
  },
  {
    name: 'rules are signed for another house',
    sql: anew('signed_by_reviewers', `for insert to amparo_app with check (${may} and ${mine})`),
  },
  {
    name: 'rules are signed in the name of a colleague',
    sql: `grant insert (recorded_by) on law_review to amparo_app;
      ${anew('signed_by_reviewers', `for insert to amparo_app with check (${ours} and ${may})`)}`,
  },
  {
    name: 'a signature is changed',
    sql: `grant update on law_review to amparo_app; create policy changed on law_review for update to amparo_app using (${ours})`,
  },
  {
    name: 'a signature is taken away',
    sql: `grant delete on law_review to amparo_app; create policy gone on law_review for delete to amparo_app using (${ours})`,
  },
]
