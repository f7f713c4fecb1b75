// Holes planted one at a time in the walls around referrals, what is written inside them, and exceptions of the law. Their
// test (src/referrals/walls.test.ts) must notice every one.

/** A text replaced in a function of the guard, or a policy made anew. */
export type Hole = { name: string } & (
  | { in: string; from: string; to: string }
  | { table: string; policy: string; as: string }
)

const sentTo = `exists (select from referral r where r.referral_id = wall.referral_id`
const mine = 'organisation_id = (select guard.organisation())'
const forRows = (table: string, condition: string) =>
  `for select to amparo_app using (${condition.replaceAll('wall.', `${table}.`)})`

const ofBoth = ['referral_message', 'referral_step'].flatMap((table): Hole[] => [
  {
    name: `${table}: read by any partner`,
    ...{ table, policy: 'seen_by_recipient', as: forRows(table, "guard.may('referrals.answer')") },
  },
  {
    name: `${table}: read after the consent ran out`,
    ...{ table, policy: 'seen_by_recipient' },
    as: forRows(
      table,
      `${sentTo} and r.to_organisation_id = (select guard.organisation()) and r.status in ('sent', 'waiting', 'accepted'))`,
    ),
  },
  {
    name: `${table}: read after it was withdrawn`,
    ...{ table, policy: 'seen_by_recipient' },
    as: forRows(
      table,
      `${sentTo} and r.to_organisation_id = (select guard.organisation()) and guard.referral_stands(r.consent_id, r.exception_id))`,
    ),
  },
  { name: `${table}: read by the whole house`, table, policy: 'seen_by_sender', as: forRows(table, mine) },
])

export const referralHoles: Hole[] = [
  ...ofBoth,
  {
    name: 'an undone referral is seen',
    ...{ table: 'referral', policy: 'seen_by_recipient' },
    as: forRows('referral', "to_organisation_id = (select guard.organisation()) and guard.may('referrals.answer')"),
  },
  {
    name: 'exceptions read by the whole house',
    ...{ table: 'lawful_exception', policy: 'seen', as: forRows('lawful_exception', mine) },
  },
  {
    name: 'an exception asked in another name',
    ...{ table: 'lawful_exception', policy: 'asked' },
    as: `for insert to amparo_app with check (${mine} and guard.reaches(case_id, 'exceptions.ask') and answer is null)`,
  },
  {
    name: 'an exception that comes approved',
    ...{ table: 'lawful_exception', policy: 'asked' },
    as: `for insert to amparo_app with check (${mine} and guard.reaches(case_id, 'exceptions.ask') and asked_by = (select guard.staff()))`,
  },
  {
    name: 'undone after a look',
    in: 'undo_referral',
    from: "if r.looked_at is not null then return 'seen'; end if;",
    to: '',
  },
  { name: 'undone at any time', in: 'undo_referral', from: "interval '5 minutes'", to: "interval '5 years'" },
  {
    name: 'undone by any colleague',
    in: 'undo_referral',
    from: "or not guard.reaches(r.case_id, 'referrals.send')",
    to: '',
  },
  { name: 'an exception nobody approved', in: 'referral_stands', from: "and x.answer = 'approved'", to: '' },
  { name: 'an exception that ended', in: 'referral_stands', from: 'and x.ended_at is null', to: '' },
  {
    name: 'written by any partner',
    ...{ in: 'side_of_referral', from: 'r.to_organisation_id <> me.organisation_id or', to: '' },
  },
  {
    name: 'written after the consent ran out',
    ...{ in: 'side_of_referral', from: "then return 'over'; end if;\n  select", to: 'then null; end if;\n  select' },
  },
  {
    name: 'an acceptance that opens the whole consent',
    ...{ in: 'answer_referral', from: 'case when r.sections is null then', to: 'case when true then' },
  },
]
