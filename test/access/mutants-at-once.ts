// Holes planted in the short ways of the guard, which read past the policies and so must decide as strictly themselves.
import type { Mutant } from './mutants.ts'

const writing = ['open_files', 'add_notes']
const inEach = (within: string[], name: string, replace: string, by = ''): Mutant[] =>
  within.map((one) => ({ name: `${name} (${one})`, in: one, replace, by }))
const inOffice = "(r.reach = 'in_the_office' and f.office_id = me.office_id)"

export const mutantsAtOnce: Mutant[] = [
  ...inEach(writing, 'an ended session is accepted at once', 'and me.ended_at is null '),
  ...inEach(writing, 'an expired session is accepted at once', 'me.expires_at > clock.moment and '),
  ...inEach(writing, 'staff who left are accepted at once', " and me.status = 'active'"),
  ...inEach(['list_files'], 'an ended session is accepted at once', 'and s.ended_at is null '),
  ...inEach(['list_files'], 'an expired session is accepted at once', ' and s.expires_at > clock.moment'),
  ...inEach(['list_files'], 'staff who left are accepted at once', " and m.status = 'active'"),
  ...inEach(
    [...writing, 'list_files'],
    'the clock has no high-water mark at once',
    'greatest(clock_timestamp(), c.latest)',
    'clock_timestamp()',
  ),
  ...inEach(
    [...writing, 'list_files'],
    'what ended opens at once',
    'and x.ended_at is null and x.from_at <=',
    'and x.from_at <=',
  ),
  ...inEach(writing, 'what has not begun opens at once', 'and x.from_at <= clock.moment '),
  ...inEach(writing, 'what is over opens at once', 'and (x.until_at is null or x.until_at > clock.moment)'),
  ...inEach(['list_files'], 'what has not begun opens at once', 'and x.from_at <= me.moment '),
  ...inEach(['list_files'], 'what is over opens at once', 'and (x.until_at is null or x.until_at > me.moment)'),
  ...inEach([...writing, 'list_files'], "a colleague's place opens at once", 'x.staff_id = me.staff_id and '),
  ...inEach(writing, 'every office opens at once', inOffice, "r.reach = 'in_the_office'"),
  ...inEach(['open_files'], "another organisation's file opens at once", 'f.organisation_id = me.organisation_id and '),
  {
    name: 'what one asks another is answered',
    in: 'open_files',
    replace: "on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8'))",
    by: "on me.token_hash = sha256(convert_to(nullif(tokens[2], ''), 'UTF8'))",
  },
  {
    name: 'what one asks another writes',
    in: 'add_notes',
    replace: "on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8'))",
    by: "on me.token_hash = sha256(convert_to(nullif(tokens[2], ''), 'UTF8'))",
  },
  {
    name: 'roles narrow nothing at once',
    in: 'open_files',
    replace: "when x.kind = 'break_glass' or x.sections <@ wide.may_open then",
    by: 'when true then',
  },
  {
    name: 'the timeline tells of every section at once',
    in: 'open_files',
    replace: 'and (t.section is null or t.section = any(d.opened))',
    by: '',
  },
  {
    name: 'a file opens at once on nothing',
    in: 'open_files',
    replace: ' and cardinality(stands.opened || wide.opened) > 0',
    by: '',
  },
  { name: 'any access writes at once', in: 'add_notes', replace: "when x.kind <> 'team' then '{}' ", by: '' },
  {
    name: 'every section is written at once',
    in: 'add_notes',
    replace: 'a.section = any(stands.opened || wide.opened)',
    by: 'cardinality(stands.opened || wide.opened) > 0',
  },
  {
    name: 'roles narrow no writing at once',
    in: 'add_notes',
    replace: 'when x.sections <@ wide.may_write then',
    by: 'when true then',
  },
  {
    name: 'the list shows every office at once',
    in: 'list_files',
    replace: 'f.organisation_id = me.organisation_id and f.office_id = me.office_id',
    by: 'f.organisation_id = me.organisation_id',
  },
  {
    name: 'the list shows what opens no section at once',
    in: 'list_files',
    replace: "case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && me.may_open end",
    by: 'true',
  },
]
