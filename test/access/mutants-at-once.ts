// Holes planted in the short ways of the guard, which read past the policies and so must decide as strictly themselves.
import type { Mutant } from './mutants.ts'

const opening = ['open_files', 'open_file']
const noting = ['add_notes', 'add_note']
const writing = [...opening, ...noting]
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
  ...inEach(opening, "another organisation's file opens at once", 'f.organisation_id = me.organisation_id and '),
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
  ...inEach(
    opening,
    'roles narrow nothing at once',
    "when x.kind = 'break_glass' or x.sections <@ wide.may_open then",
    'when true then',
  ),
  ...inEach(
    opening,
    'the timeline tells of every section at once',
    'and (t.section is null or t.section = any(d.opened))',
  ),
  ...inEach(opening, 'a file opens at once on nothing', ' and cardinality(stands.opened || wide.opened) > 0'),
  ...inEach(noting, 'any access writes at once', "x.kind = 'team' and x.sections", 'x.sections'),
  ...inEach(
    noting,
    'every section of an office is written at once',
    'bool_or(a.section = any(r.sections))',
    'bool_or(true)',
  ),
  ...inEach(noting, 'every section is written at once', 'bool_or(a.section = any(y.sections))', 'bool_or(true)'),
  ...inEach(noting, 'roles narrow no writing at once', ' and a.section = any(wide.may_write)'),
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
