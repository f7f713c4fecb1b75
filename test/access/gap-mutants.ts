// Holes planted one at a time in what counts people and keeps releases. The test of their walls
// (src/insight/gap-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const releases = (kind: string, condition: string): string =>
  kind === 'select'
    ? `drop policy read_by_whoever_answers_for_it on gap_release; create policy open on gap_release for select to amparo_app using (${condition})`
    : `drop policy released on gap_release; create policy open on gap_release for insert to amparo_app with check (${condition})`
const ours = 'organisation_id = (select guard.organisation())'
const may = "(select guard.may('gaps.read'))"
const mine = 'made_by = (select guard.staff())'

export const gapMutants: Mutant[] = [
  {
    name: 'the codes of a card are read by the server',
    sql: 'grant select on case_counted to amparo_app; create policy open on case_counted for select to amparo_app using (true)',
  },
  {
    name: 'the codes of a card are written past the guard',
    sql: 'grant update on case_counted to amparo_app; create policy open on case_counted for update to amparo_app using (true)',
  },
  {
    name: 'anyone of the house counts a file anew',
    in: 'keep_counted',
    replace: "and not guard.reaches(f.case_id, 'case.change')",
    by: 'and false',
  },
  {
    name: 'whoever opened a file counts it for ever',
    in: 'keep_counted',
    replace:
      'not exists (select from case_counted c where c.organisation_id = f.organisation_id and c.case_id = f.case_id)',
    by: 'true',
  },
  { name: 'every house reads every release', sql: releases('select', may) },
  { name: 'every colleague reads releases', sql: releases('select', ours) },
  { name: 'a release into another house', sql: releases('insert', `${mine} and ${may}`) },
  { name: 'a release in another’s name', sql: releases('insert', `${ours} and ${may}`) },
  { name: 'every colleague releases', sql: releases('insert', `${ours}`) },
  {
    name: 'a release is changed afterwards',
    sql: 'grant update on gap_release to amparo_app; create policy open on gap_release for update to amparo_app using (true)',
  },
  {
    name: 'a release is taken away',
    sql: 'grant delete on gap_release to amparo_app; create policy open on gap_release for delete to amparo_app using (true)',
  },
  { name: 'everyone counts people', in: 'count_gaps', replace: "or not guard.may('gaps.read')", by: '' },
  { name: 'everyone counts answers', in: 'count_answers', replace: "or not guard.may('gaps.read')", by: '' },
]
