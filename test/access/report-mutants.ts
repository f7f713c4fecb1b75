// Holes planted one at a time in the policies of reports, decisions, ties and what is passed on, which are written by
// hand. The random worlds of src/triage/triage-walls.test.ts must notice every one.
import type { Mutant } from './mutants.ts'

const policy = (table: string, name: string, command: string, condition: string): string =>
  `drop policy ${name} on ${table}; create policy ${name} on ${table} for ${command} to amparo_app ${condition}`
const ours = 'organisation_id = (select guard.organisation())'
const me = 'decided_by = (select guard.staff())'
const triage = "guard.may('reports.triage')"

export const reportMutants: Mutant[] = [
  ...['report', 'report_decision', 'report_tie'].flatMap((table): Mutant[] => [
    { name: `${table}: everybody of the house reads it`, sql: policy(table, 'triaged', 'select', `using (${ours})`) },
    {
      name: `${table}: whoever reads reports anywhere reads it`,
      sql: policy(table, 'triaged', 'select', "using (guard.may('reports.read'))"),
    },
  ]),
  {
    name: 'a decision in another house',
    sql: policy(
      'report_decision',
      'decided',
      'insert',
      `with check (${triage} and ${me} and (kind <> 'linked' or guard.sees(case_id)))`,
    ),
  },
  {
    name: 'a decision by whoever only works here',
    sql: policy(
      'report_decision',
      'decided',
      'insert',
      `with check (${ours} and ${me} and (kind <> 'linked' or guard.sees(case_id)))`,
    ),
  },
  {
    name: 'a decision in another name',
    sql: policy(
      'report_decision',
      'decided',
      'insert',
      `with check (${ours} and ${triage} and (kind <> 'linked' or guard.sees(case_id)))`,
    ),
  },
  {
    name: 'linking to a file one may not open',
    sql: policy('report_decision', 'decided', 'insert', `with check (${ours} and ${triage} and ${me})`),
  },
  {
    name: 'a decision is rewritten',
    sql: 'grant update on report_decision to amparo_app; create policy again on report_decision for update to amparo_app using (true)',
  },
  {
    name: 'a decision is taken away',
    sql: 'grant delete on report_decision to amparo_app; create policy away on report_decision for delete to amparo_app using (true)',
  },
  { name: 'a tie in another house', sql: policy('report_tie', 'tied', 'insert', `with check (${triage} and ${me})`) },
  {
    name: 'a tie by whoever works here',
    sql: policy('report_tie', 'tied', 'insert', `with check (${ours} and ${me})`),
  },
  {
    name: 'a tie is changed by whoever works here',
    sql: policy('report_tie', 'tied_again', 'update', `using (${ours}) with check (${ours} and ${me})`),
  },
  {
    name: 'everybody of the house sees what was passed on',
    sql: policy('report_pass', 'passed', 'select', `using (${ours})`),
  },
  {
    name: 'every partner sees what was passed to one',
    sql: policy('report_pass', 'received', 'select', "using (ended_on is null and guard.may('reports.take'))"),
  },
  {
    name: 'a partner reads on after it was taken back',
    sql: policy(
      'report_pass',
      'received',
      'select',
      "using (to_organisation_id = (select guard.organisation()) and guard.may('reports.take'))",
    ),
  },
  {
    name: 'everybody at the partner reads what was passed',
    sql: policy(
      'report_pass',
      'received',
      'select',
      'using (to_organisation_id = (select guard.organisation()) and ended_on is null)',
    ),
  },
  {
    name: 'whoever works here passes on',
    sql: policy('report_pass', 'passing', 'insert', `with check (${ours} and passed_by = (select guard.staff()))`),
  },
  {
    name: 'passing on in another name',
    sql: policy('report_pass', 'passing', 'insert', `with check (${ours} and ${triage})`),
  },
  {
    name: 'what was passed is answered in the partner’s name',
    sql: policy(
      'report_pass',
      'passing',
      'insert',
      `with check (${ours} and ${triage} and passed_by = (select guard.staff()))`,
    ),
  },
  {
    name: 'whoever works here takes it back',
    sql: policy('report_pass', 'ending', 'update', `using (${ours})`),
  },
  {
    name: 'a partner answers what was passed to another',
    in: 'take_passed_report',
    replace: 'and p.to_organisation_id = me.organisation_id',
    by: '',
  },
  {
    name: 'a partner answers what was taken back',
    in: 'take_passed_report',
    replace: 'and p.ended_on is null',
    by: '',
  },
  {
    name: 'anybody at the partner answers',
    in: 'take_passed_report',
    replace: "or not guard.may('reports.take')",
    by: '',
  },
  {
    name: 'whoever works here types a report',
    sql: policy('report', 'typed', 'insert', `with check (${ours} and typed_by = (select guard.staff()))`),
  },
  {
    name: 'a report typed in another name',
    sql: policy(
      'report',
      'typed',
      'insert',
      `with check (${ours} and ${triage} and status = 'new' and case_id is null)`,
    ),
  },
  {
    name: 'a report typed for another house',
    sql: policy('report', 'typed', 'insert', `with check (${triage} and typed_by = (select guard.staff()))`),
  },
  {
    name: 'the salt of receipts is told to everybody',
    in: 'receipt_salt',
    replace: "if not guard.may('reports.triage') then return null; end if;",
    by: '',
  },
]
